"""From a file of evidence that cannot be shown to a PDF beside it, made once by a program of the machine and recorded.

The one room that calls other programs on evidence; `build` never enters it. Knows nothing of cases or law.
"""
