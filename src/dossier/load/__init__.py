"""From a World to a Workspace of Cases: YAML events, places, the French keys of the format.

Knows nothing of what is owed or of procedure. What cannot be read comes back as diagnostics of the hundred 1.
"""
