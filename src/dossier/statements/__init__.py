"""From a bank's file to its lines: CAMT.053, OFX, CFONB 120, CSV. Knows nothing of cases; opens foreign bytes, hence runs in jobs."""
