"""The file that a collector receives, and the written convention without which he may not act.

CPCE R124-3 asks of the convention the power to receive, the basis and amount by elements, the guarantee, the fee, the remittance;
L111-8, R124-4 to R124-6 (copies read 2026-11-22). What the parties alone can settle, its duration, stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dossier.documents import acting, contract, figures, gate
from dossier.documents.delays import delay_of, delay_words
from dossier.documents.dispatch import Enclosure
from dossier.documents.document import Document, Reason
from dossier.documents.enclosures import the_bundle, the_decompte
from dossier.documents.facts import foundation
from dossier.documents.gate import Demand
from dossier.documents.matter import Matter, Press, case_reference
from dossier.documents.occasions import events, letter_blank, may_be_asked
from dossier.documents.page import Content, finished, running_heads, withheld
from dossier.documents.parties import address_line, called, identified, own_name
from dossier.documents.proof import proofs
from dossier.documents.signing import signing
from dossier.documents.transmission import (
    ROLES,
    Row,
    Section,
    addressee,
    adviser_of,
    check_rows,
    done_rows,
    handed,
    party_rows,
    piece_rows,
    sum_rows,
)
from dossier.ground.french import euros, in_words, long_day
from dossier.law import names
from dossier.model.journal import Communication, Contestation
from dossier.model.party import Adviser, Debtor

ID = "transmission_recouvreur"
TITLE = "Transmission au recouvreur"
CONVENTION = "Convention de recouvrement amiable"
CONVENTION_ID = "convention-de-recouvrement"


def wanted(matter: Matter) -> bool:
    """When the case goes to the collector on file: his convention is announced and not signed, or signed and nothing done yet."""
    collector = matter.case.settings.adviser_of("recouvreur")
    if collector is None or not figures.owing(matter.claim) or not may_be_asked(matter) or _begun(matter, collector):
        return False
    return acting.convention(matter) is not None or _announced(matter)


def _announced(matter: Matter) -> bool:
    """Whether the journal gives him the case, or the next letter of the firm's calendar is his to send."""
    given = [e for e in matter.case.journal if e.act == "mandat" and e.by is not None and e.date <= matter.today]
    if given:
        return given[-1].by == "recouvreur"
    due = [s for s in matter.stage.next if s.debtor in ("", matter.debtor.id) and s.document in ("relance", "mise_en_demeure")]
    return any(
        acting.acting(matter, step.level or step.document) == "recouvreur"
        for step in due
        if step.start is None or step.start <= matter.today
    )


def _begun(matter: Matter, collector: Adviser) -> bool:
    """Whether he already acted, or the case was already communicated to him."""
    return any(
        (e.by == "recouvreur" and e.act != "mandat")
        or (isinstance(e, Communication) and collector.name.casefold() in e.to.casefold())
        for e in events(matter)
    )


def draft(matter: Matter) -> tuple[Document, ...]:
    """The letter, and the convention while the journal holds none."""
    signed = acting.convention(matter)
    return (_letter(matter),) if signed else (_letter(matter), _convention(matter))


def _letter(matter: Matter) -> Document:
    collector, signed = matter.case.settings.adviser_of("recouvreur"), acting.convention(matter)
    blank = letter_blank(matter, "transmission-recouvreur", ID, TITLE)
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *_COLLECTOR, *acting.CONVENTION)),
        *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    return handed(
        matter, blank, reasons, addressee(collector),
        template="transmission-recouvreur",
        subject=f"Recouvrement amiable : {euros(matter.claim.totals.due)} dus par {called(matter.debtor)}",
        values={
            "debiteur": called(matter.debtor), "somme": euros(matter.claim.totals.due), "date": long_day(matter.claim.date),
            "convention": long_day(signed.date) if signed else "",
            "conteste": any(isinstance(e, Contestation) for e in events(matter)),
        },
        sections=[
            Section("Le créancier", party_rows(matter.case.creditor, "Créancier")),
            Section("Le débiteur", (*party_rows(matter.debtor, ROLES[matter.debtor.role]), *check_rows(matter, matter.debtor))),
            Section("Fondement", (Row("Créance", foundation(matter.case.contract)),)),
            Section("Les sommes, selon le décompte joint", sum_rows(matter.claim, proofs(matter))),
            Section("Ce qui a été fait", done_rows(matter)),
            Section("Ce qui est joint", piece_rows(matter)),
        ],
        enclosures=(
            *(() if signed else (Enclosure("convention de recouvrement en deux originaux", documents=(CONVENTION_ID,)),)),
            the_decompte(f"décompte au {long_day(matter.claim.date)}"), the_bundle(),
        ),
        theirs=collector.reference if collector else "",
        # Two originals to sign do not travel by e-mail.
        channel="" if signed else "courrier",
    )  # fmt: skip


def _convention(matter: Matter) -> Document:
    collector = matter.case.settings.adviser_of("recouvreur")
    blank = Document(
        matter.case.id, CONVENTION_ID, ID, CONVENTION, "withheld", matter.today, "", "", "act", debtor=matter.debtor.id,
        to_confirm=gate.to_confirm(matter.claim.law_used),
    )  # fmt: skip
    reasons = (
        *gate.errors(matter, (*gate.AMOUNTS, *gate.PARTIES)), *gate.missing(matter, (*gate.LETTER, *_SIGNED, *acting.CONVENTION)),
        *gate.unverified(matter.claim.law_used),
    )  # fmt: skip
    if collector is None or matter.claim.totals.due is None or (reasons and not matter.draft):
        return withheld(matter, blank, reasons)
    if not figures.adds_up(matter.claim):
        return withheld(matter, blank, (*reasons, Reason("les lignes de la créance ne font pas la somme due")))
    press = Press(matter)
    body = press.fill("acts/convention-recouvrement.html.j2", _values(matter, collector))
    return finished(matter, press, blank, Content(running_heads(matter, CONVENTION) + body, body), reasons)


def _values(matter: Matter, collector: Adviser) -> Mapping[str, Any]:
    creditor, due = matter.case.creditor, matter.claim.totals.due
    assert due is not None  # the caller withholds the convention of an unknown sum
    who = signing(matter)
    power = f"pouvoir du {long_day(who.power.start)}" if who and who.power else ""
    return {
        "reference": case_reference(matter),
        "creancier": {"nom": own_name(creditor).upper(), "lignes": identified(creditor)},
        "recouvreur": {"nom": collector.name.upper(), "lignes": _collector_lines(collector)},
        "debiteur": {"nom": own_name(matter.debtor), "lignes": _debtor_line(matter.debtor)},
        "origine": contract.origin(matter),
        "dette": contract.debt(matter),
        "date": long_day(matter.claim.date), "somme": euros(due), "somme_en_lettres": in_words(due),
        "par_jour": euros(matter.claim.per_day) if matter.claim.per_day else "",
        "assurance": collector.insurance.rstrip(" ."), "garantie": collector.guarantee.rstrip(" ."),
        "compte": collector.account, "remuneration": collector.fee.rstrip(" ."), "reversement": collector.remittance.rstrip(" ."),
        "delai_reversement": delay_words(delay_of(matter, names.DELAI_REVERSEMENT)),
        "pour_le_creancier": called(creditor) if not creditor.is_natural else "",
        "signe_pour_le_creancier": ", ".join(part for part in (who.words if who else "", power) if part),
        "signe_pour_le_recouvreur": collector.signatory or collector.name,
    }  # fmt: skip


def _collector_lines(collector: Adviser) -> list[str]:
    declared = f"déclaration au procureur de la République du {long_day(collector.declared_on)}" if collector.declared_on else ""
    return [line for line in (address_line(collector.address), collector.mentions, declared) if line]


def _debtor_line(debtor: Debtor) -> str:
    return ", ".join(identified(debtor))


_COLLECTOR = adviser_of("recouvreur", "le recouvreur à qui l’affaire est confiée", "CPCE, art. R. 124-3")

_SIGNED: tuple[Demand, ...] = (
    Demand(
        "le signataire du créancier : son représentant, ou un signataire avec un pouvoir en cours", "CPCE, art. R. 124-3", signing,
        gate.of_creditor("representant"),
    ),
)  # fmt: skip
"""Who signs for the creditor."""
