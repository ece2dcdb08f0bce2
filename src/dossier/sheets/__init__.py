"""From values to tables for other programs: XLSX with live formulas, CSV that a French Excel opens, calendar entries.

It computes no amount and no date; what it writes agrees with what the other outputs print.
"""
