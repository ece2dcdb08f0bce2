"""A compiler for unpaid-debt cases under French law."""

__version__ = "0.1.0"
