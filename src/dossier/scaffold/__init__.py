"""From what a firm says of itself to the files that a workspace starts with: settings, schemas, editors, git, hooks, CI.

Knows texts and paths; nothing of disks, of terminals, or of what a case means. The texts lie in `files/`.
"""
