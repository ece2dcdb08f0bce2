"""Values as text for a terminal or a machine: diagnostics in their formats, tables, the JSON contract."""
