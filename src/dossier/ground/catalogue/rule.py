"""The row of a diagnostic code."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.ground.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """A code and its page. All texts are French Markdown; `example` is YAML or a file name, shown as code.

    `slug` names the fault in English, not its cure (`payment-before-invoice`); `title` is the short French form of it.
    The five texts are the fixed headings of the page: Ce qui est vérifié, Pourquoi, Exemple, À faire, Référence.
    """

    code: str
    slug: str
    severity: Severity
    title: str
    checks: str
    why: str
    example: str
    cure: str
    law: str = ""

    def page(self) -> str:
        """The page of the code as Markdown: the same text in the terminal and on the site."""
        severity = {"error": "erreur", "warning": "avertissement", "advice": "conseil"}[self.severity]
        parts = [
            f"# {self.code} : {self.title}",
            f"Gravité : {severity}. Nom : `{self.slug}`.",
            f"## Ce qui est vérifié\n\n{self.checks}",
            f"## Pourquoi\n\n{self.why}",
            f"## Exemple\n\n```yaml\n{self.example.rstrip()}\n```",
            f"## À faire\n\n{self.cure}",
            f"## Référence\n\n{self.law or 'Règle de tenue du dossier, sans article.'}",
        ]
        return "\n\n".join(parts) + "\n"
