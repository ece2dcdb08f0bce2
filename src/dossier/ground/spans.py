"""Places in the files that people write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file: path relative to the workspace with '/' between parts, lines and columns from 1.

    Columns count characters, not bytes; the end is the first place after the stretch. `line` 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """`cases/x/affaire.yaml:14:5`, or the path alone for a file as a whole."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    @property
    def at_line(self) -> str:
        """`cases/x/journal.yaml:14`: the form in which a reason names its fact."""
        return f"{self.file}:{self.line}" if self.line else self.file


NOWHERE = Span("")
"""The place of what no file says: a default, or a value that the program made."""
