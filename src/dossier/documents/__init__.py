"""From case, claim, stage and bordereau to Documents: letters, décompte, bordereau, requête, as HTML with a title.

Knows the texts and their mandatory content, not how a page is printed. Computes no amount and no date of law.
"""
