"""The rows of the portfolio's CSV files: one a case, and one a doubtful debt. The workbook has the same columns and more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dossier.ground.diagnostics import Severity
from dossier.portfolio.doubtful import Doubtful
from dossier.portfolio.holding import FATE_FR, Holding
from dossier.portfolio.portfolio import Group, Portfolio
from dossier.portfolio.receivable import BUCKETS
from dossier.procedure.stage import STAGE_FR
from dossier.sheets.csv_file import Value, csv_bytes

KIND_FR: Mapping[str, str] = MappingProxyType({"facture": "facture", "retenue": "retenue de garantie"})

CASES_HEAD = (
    "Dossier", "Intitulé", "Débiteur", "SIREN", "Ville", "Étape", "Sort", "Principal restant", "Reste dû", "Âge (jours)",
    *(f"Âge : {title}" for title in BUCKETS.values()), "Payé, toutes sommes", "Dû, toutes sommes", "Recouvré, toutes sommes (%)",
    "Payé, principal", "Échu, principal", "Recouvré, principal (%)", "Prochaine échéance", "Le", "Erreurs", "Avertissements",
)  # fmt: skip

DOUBTFUL_HEAD = (
    "Débiteur", "SIREN", "Dossier", "Facture", "Nature", "Date", "Échéance", "Jours de retard", "HT restant", "TVA restante",
    "TTC restant", "Étape", "Faits", "Depuis le", "Passée en perte", "TVA récupérable jusqu’au", "Règle", "Remarque",
)  # fmt: skip


def portfolio_csv(portfolio: Portfolio) -> bytes:
    """`portefeuille.csv`: the cases in the order of their names."""
    pairs = zip(portfolio.holdings, portfolio.by_case, strict=True)
    return csv_bytes(CASES_HEAD, (case_row(holding, group) for holding, group in pairs))


def doubtful_csv(portfolio: Portfolio) -> bytes:
    """`creances-douteuses.csv`: by debtor and due date."""
    sirens = {holding.case.id: siren(holding) for holding in portfolio.holdings}
    return csv_bytes(DOUBTFUL_HEAD, (doubtful_row(item, sirens[item.receivable.case]) for item in portfolio.doubtful))


def siren(holding: Holding) -> str:
    """Its nine digits, '' when it has none."""
    return str(holding.debtor.siren or "")


def case_row(holding: Holding, group: Group) -> list[Value]:
    """One case under `CASES_HEAD`; what is not known is empty."""
    totals, recovery, limit = holding.claim.totals, group.recovery, holding.stage.next_deadline
    address = holding.debtor.address
    return [
        holding.case.id, holding.case.title, holding.name, siren(holding), address.commune if address else "",
        STAGE_FR[holding.stage.stage], FATE_FR[holding.fate], totals.outstanding, totals.due, holding.claim.age, *group.ageing.amounts,
        recovery.all_sums.paid, recovery.all_sums.due, recovery.all_sums.percent,
        recovery.principal.paid, recovery.principal.due, recovery.principal.percent,
        limit.title if limit else "", limit.safe_day if limit else None,
        holding.count(Severity.ERROR), holding.count(Severity.WARNING),
    ]  # fmt: skip


def doubtful_row(item: Doubtful, number: str) -> list[Value]:
    """One doubtful debt under `DOUBTFUL_HEAD`; *number* is the SIREN."""
    row, limit = item.receivable, item.vat_limit
    return [
        row.debtor_name, number, row.case, row.number, KIND_FR[row.kind], row.date, row.due, row.days,
        row.parts.net, row.parts.vat, row.outstanding, item.stage, facts(item), item.since,
        "oui" if item.is_written_off else "non", limit.last_day if limit else None, limit.rule if limit else "", row.parts.reason,
    ]  # fmt: skip


def facts(item: Doubtful) -> str:
    """The facts in one line."""
    return " ; ".join(doubt.words for doubt in item.doubts)
