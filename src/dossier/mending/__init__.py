"""From a World and the edits that its findings offer to the same files, mended: bytes, of which nothing but the words meant changed.

Knows nothing of disks; `cli` writes what comes back. Every edit is proved by reading the file again (docs/decisions.md).
"""
