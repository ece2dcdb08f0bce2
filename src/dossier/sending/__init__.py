"""From printed documents to what a person sends or files: e-mail drafts, the list for a mailing house, sets on paper.

Sends nothing. Knows neither amounts nor law.
"""
