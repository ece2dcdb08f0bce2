"""From everything to a Tree: the pages that a person opens from the disk, with their assets and search index.

Knows navigation and words for people; computes no amount and no date.
"""
