"""A Tree to the disk, whole or not at all; and the runner that executes jobs in processes, with limits and a cache.

With `cli` and `DiskWorld`, the only place that touches the disk.
"""
