"""The evidence of the example workspace: invoices, signed papers, scans, photographs, e-mails, all fictional.

From data written here to the bytes of files below `cases/*/pieces`.
Knows nothing of the compiler; it plays the part of the other firms' software, scanners and telephones.
"""
