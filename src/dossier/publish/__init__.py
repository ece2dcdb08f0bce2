"""From a Tree to a folder on disk, whole or not at all; and the runner and cache that the other passes' jobs go through.

Knows files, processes and locks; nothing of cases or law. Beside cli the only room that writes to disk.
"""
