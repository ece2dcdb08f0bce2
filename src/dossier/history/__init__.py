"""From a commit of the git repository that holds a workspace to a `World`: what the files were.

Git is only ever read, by commands that run nothing of a received folder's configuration. Knows nothing of cases.
"""
