"""From a workspace that changes to pages on 127.0.0.1 that follow it: what changed, what is made anew, who may ask for it.

Knows nothing of what the pages say. Nothing is written: what is shown lies in memory and in the cache.
"""
