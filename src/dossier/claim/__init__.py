"""From a Case and the law to a Claim: what is owed, on which day, and why.

Knows nothing of procedure or letters. Allocation of payments: C. civ. 1342-10 and 1343-1; late penalties: C. com. L441-10.
"""
