"""HTML to PDF bytes, PDFs to one PDF, foreign files to clean PDFs: jobs that know nothing of the law.

Runs in worker processes only. The one place that imports WeasyPrint, pikepdf, pypdfium2 and Pillow.
"""
