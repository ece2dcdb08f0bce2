"""From a name and a day to a value of the law, with its article, its source and how sure it is.

Knows no case. The values are the YAML files of `parameters/`, one per parameter; a workspace's `law/` adds or confirms some.
"""
