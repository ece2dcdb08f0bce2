"""The facts of a case as people keep them: parties, contract, invoices, payments, costs, journal, evidence, settings.

One definition serves the reader, the JSON Schema and the page of the format: frozen pydantic models with French aliases,
French titles and help. Knows nothing of YAML, of law or of what is owed.
"""
