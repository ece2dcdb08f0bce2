"""What every pass stands on: money, days, places in files, diagnostics, French text, the world, blobs and jobs.

Knows nothing of cases, of law, of PDF or HTML. Leans on the standard library alone.
"""
