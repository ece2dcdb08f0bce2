"""From the HTML of a letter or an act to a DOCX with real styles, headings and tables.

It takes the page as it is printed, knows nothing of cases, and computes nothing.
"""
