"""From a Case, its Claim, the law and the day to a Stage: where the case stands, until when, why, and what may come next.

Knows nothing of documents. The stage is computed by replaying dated facts, per debtor; it is never typed.
"""
