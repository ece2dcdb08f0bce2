"""From printed documents and pieces to Volumes: one PDF with cover, acts, bordereau and stamped pieces, all linked.

Decides order, page numbers, stamps and outline; the bytes are made by the job that it returns.
"""
