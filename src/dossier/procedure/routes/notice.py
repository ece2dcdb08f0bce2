"""The mise en demeure as a condition of what follows it: usual, seldom required by a text (C. civ. 1344)."""

from __future__ import annotations

from dossier.ground.french import plural, short_day
from dossier.law.law import Certainty
from dossier.model.journal import MiseEnDemeure
from dossier.procedure.outlook import Outlook, files_of
from dossier.procedure.road import delay_end
from dossier.procedure.stage import Condition
from dossier.procedure.stages.ladder import RETURNED


def sent(outlook: Outlook) -> Condition:
    """A mise en demeure is no condition of law, but judges expect one.

    An unclaimed letter is valid (1re civ., 20 Jan. 2021, n° 19-20.680); that a refused one is, is inferred.
    """
    letter, road = outlook.position.mise_en_demeure, outlook.road
    label, rule, practice = "Mise en demeure envoyée", "C. civ. 1344", Certainty.SECONDARY
    if letter is None:
        returned = [e for e in road.of(MiseEnDemeure) if e.delivery == RETURNED]
        proof = "aucune au journal ; aucun texte ne l’exige avant la requête"
        remedy = "`acte: mise_en_demeure` dans journal.yaml"
        if returned:
            proof, remedy = "pli revenu : inconnu à l’adresse", "une mise en demeure à l’adresse du registre, dans journal.yaml"
        span = returned[-1].place if returned else None
        return Condition("missing", label, proof, rule, practice, remedy, span, blocking=False)
    files = files_of(letter.evidence)
    how = {"recue": "reçue", "non_reclamee": "pli non réclamé", "refusee": "pli refusé"}.get(letter.delivery, "envoyée")
    day = road.known(letter.presented_on) if letter.delivery else None
    proof = f"{how} le {short_day(day or letter.date)}"
    sure = {"non_reclamee": Certainty.CASE_LAW, "refusee": Certainty.INFERRED}.get(letter.delivery, Certainty.TEXT)
    return Condition("met", label, proof, rule, sure, span=letter.place, evidence=files, blocking=False)


def elapsed(outlook: Outlook) -> Condition | None:
    """That the delay which the letter leaves is over; None without a letter."""
    letter, road = outlook.position.mise_en_demeure, outlook.road
    if letter is None:
        return None
    end, _ = delay_end(letter, road)
    left = (end - road.today).days + 1
    waiting = f"le {short_day(end)}, dans {plural(left - 1, 'jour')}" if left > 1 else f"le {short_day(end)}, aujourd’hui"
    return Condition(
        "waiting" if left > 0 else "met", "Délai accordé écoulé", waiting if left > 0 else f"le {short_day(end)}",
        "mise en demeure", span=letter.place,
    )  # fmt: skip
