"""From values to the terminal and to machines: diagnostics in five forms, tables, and text that cannot attack a terminal.

Writes nothing itself: functions return text, cli prints it.
"""
