"""From what came in (a bank's movements) to the entries of cases that it may be; writes nothing, decides nothing that is not said."""
