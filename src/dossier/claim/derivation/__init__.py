"""From a Claim and its Case to why a figure is what it is: a tree whose rows add up to their amount, each with its reasons.

Computes no amount of its own: every one is taken from the claim. The terminal, the JSON and the site print these same words.
"""
