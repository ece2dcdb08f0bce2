"""From a compiled case to a ZIP for one reader: avocat, commissaire de justice or debtor; and the check of such a ZIP.

What a reader may see is decided in `site/audience.py`, before any page or file is made. Knows nothing of how figures are
made. Writes to a file that it is given; where that file lies is the business of the command line.
"""
