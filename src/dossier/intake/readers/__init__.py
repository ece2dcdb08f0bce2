"""One module a kind of file that comes in; `intake/registry.py` lists them."""
