"""The kinds of `dossier add`, one module each: what it asks on the command line and the file that it writes."""
