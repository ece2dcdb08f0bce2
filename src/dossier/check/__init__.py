"""From a Case to what is unsound in it: sums, chronology, references, identities, addresses, evidence.

Looks at facts as they were read and changes none. Knows nothing of what is owed or which act may come next.
"""
