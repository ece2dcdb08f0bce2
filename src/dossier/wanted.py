"""What is asked of a compilation."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.ground.revision import Revision

PARTS = ("letters", "bundle", "site")
"""What can be made alone, in the order in which a person is told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The parts, the cases and the forms asked for; without a word, all parts of all cases, as PDF."""

    only: frozenset[str] = frozenset(PARTS)
    """The parts that are made."""
    draft: bool = False
    """Prints as drafts, watermarked, the acts that would be withheld."""
    docx: bool = False
    """Writes each letter and act for word processors too."""
    profile: str = ""
    """The filing profile; '' for that of the workspace."""
    chosen: frozenset[str] = frozenset()
    """The cases to make; all when empty."""
    paper: int | None = None
    """Copies of a set for filing on paper: 0 for as many as there are recipients, None for no set."""
    masked: bool = False
    """Replaces what tells people apart and leaves the pieces out: a site alone."""
    audience: str = ""
    """`debiteur`: a statement of account for each debtor, and nothing else; '' for the firm itself."""
    debtor: str = ""
    """The id of the debtor whose statement is made; '' for each."""
    revision: Revision | None = None
    """The commit of the workspace, printed on its site; None when there is none, and for what is handed over."""

    alone: bool = False
    """Of the site, makes the pages of the cases and nothing that counts over all of them: what one edit shows first."""

    @property
    def parts(self) -> frozenset[str]:
        """The parts that are made in the end: of a masked workspace only the site is."""
        return frozenset({"site"}) if self.masked else self.only

    @property
    def words(self) -> bool:
        """Whether what is printed is written for word processors too."""
        return self.docx and bool(self.parts & {"letters", "site"})

    @property
    def volumes(self) -> bool:
        """Whether volumes are bound: the site shows their pages, and a set on paper is made of them."""
        return not self.masked and (bool(self.parts & {"bundle", "site"}) or self.paper is not None)

    @property
    def emails(self) -> bool:
        """Whether the letters that leave by e-mail have their draft."""
        return not self.masked and bool(self.parts & {"letters", "site"})

    @property
    def key(self) -> tuple[str, ...]:
        """The same as words: part of what decides whether anything is to be done anew."""
        parts, cases = ",".join(sorted(self.only)), ",".join(sorted(self.chosen))
        return (
            parts,
            str(self.draft),
            str(self.docx),
            cases,
            str(self.paper),
            self.profile,
            str(self.masked),
            self.audience,
            self.debtor,
        )
