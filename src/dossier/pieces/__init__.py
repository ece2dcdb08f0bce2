"""From a Case and its Stage to a Bordereau: which exhibit bears which number, and which stays out.

Numbers are planned here before any text cites one. Reads no foreign bytes itself: `inspect_jobs` returns the work.
"""
