"""From arguments to an exit code: the terminal, the disk and the clock. Everything else is called from here.

A command's module imports click and this package alone at its top; what it needs beyond comes in its function, so that
`--help` and a cached `status` stay quick (held by tests/cli/test_imports.py).
"""

from __future__ import annotations

import sys


def main() -> int:
    """The console script."""
    from dossier.cli.root import run

    return run(sys.argv[1:])
