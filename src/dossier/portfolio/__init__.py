"""From the claims and stages of all cases to the figures of a portfolio: ageing, DSO, recovery, doubtful debts.

It computes no amount of a single case, and writes nothing.
"""
