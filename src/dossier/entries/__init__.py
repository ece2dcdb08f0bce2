"""From the values of an entry to the text of its file: YAML that reads back as it was given, with French comments.

Knows the fields of `model/` and how YAML is written; nothing of files, of a terminal, or of what an entry means in law.
"""
