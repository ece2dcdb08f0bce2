"""Write a workspace of N fictional cases, always the same for the same N: `make_workspace.py N FOLDER`.

The cases differ in nature, stage, age, number of invoices and length of names; debtors are shared between cases; some entries
are wrong on purpose. For benchmarks and for looking at the pages of a large workspace as of 21 November 2026.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 21)

FIRST = ("Atelier", "Béton", "Brasserie", "Cabinet", "Carrelage", "Comptoir", "Domaine", "Façades", "Garage", "Hôtel", "Imprimerie",
         "Menuiserie", "Piscines", "Toitures", "Transports", "Verger")  # fmt: skip
SECOND = ("des Alpes", "du Quai", "d’Azur", "Vasseur", "Kerlo", "Orsel", "Martin", "Pons", "du Nord", "des Tilleuls", "L’Écureuil",
          "Saint-Éloi", "de la Grande-Traversée des Monts et Vallées du Haut-Jura méridional", "Œuvres vives", "Nguyên", "& Fils")  # fmt: skip
PERSONS = (
    "Camille Arnaud",
    "Inès Benali",
    "Hugo Caron",
    "Jeanne Delmas-Fontaine de la Roche-Guyonnière",
    "Zoé Étienne",
    "Noël Faÿ",
)
TOWNS = (("69002", "Lyon", "69382"), ("13001", "Marseille", "13201"), ("35000", "Rennes", "35238"), ("59000", "Lille", "59350"),
         ("31000", "Toulouse", "31555"), ("33000", "Bordeaux", "33063"), ("44000", "Nantes", "44109"), ("06000", "Nice", "06088"))  # fmt: skip
STAGES = (
    "coming",
    "due",
    "reminded",
    "reminded",
    "promised",
    "summoned",
    "summoned",
    "disputed",
    "filed",
    "ordered",
    "served",
    "paid",
)

DOSSIER = """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  capital: 20000
  siren: "987654324"
  rcs: Lyon
  representant: {nom: Paul Lenoir, fonction: président, civilite: M.}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  courriel: compta@atelier-lenoir.example
  iban: FR76 3000 6000 0112 3456 7890 189
signataires: [{id: pl, nom: Paul Lenoir, fonction: président}]
"""


class Numbers:
    """Numbers that look drawn by lot and follow from a seed alone."""

    def __init__(self, seed: str) -> None:
        self._seed, self._count = seed, 0

    def below(self, bound: int) -> int:
        """A number from 0 to *bound* excluded."""
        self._count += 1
        return int.from_bytes(hashlib.sha256(f"{self._seed}:{self._count}".encode()).digest()[:6], "big") % bound

    def pick(self, row: Sequence[str]) -> str:
        """One of a row."""
        return row[self.below(len(row))]


@dataclass(frozen=True, slots=True)
class Debtor:
    """Who owes: what is written under `debiteurs`, and whether it is a consumer."""

    id: str
    name: str
    text: str
    consumer: bool


def siren(number: int) -> str:
    """A number of nine digits whose check digit is right; those that begin with 000 belong to nobody."""
    body = f"000{number:05d}"
    doubled = (int(d) * (2 if k % 2 else 1) for k, d in enumerate(body))
    return body + str(-sum(d // 10 + d % 10 for d in doubled) % 10)


def debtor(number: int) -> Debtor:
    """The debtor of that number."""
    n = Numbers(f"debtor {number}")
    code, town, insee = TOWNS[n.below(len(TOWNS))]
    address = f'adresse: {{voie: "{1 + n.below(90)} rue des Essais", code_postal: "{code}", commune: {town}, insee: "{insee}"}}'
    checked = f"verifications: [{{nature: adresse, le: {TODAY - timedelta(days=10 + n.below(150))}}}]"
    if n.below(6) == 0:
        name = n.pick(PERSONS)
        given, _, family = name.partition(" ")
        head = f'type: particulier\n    nom: "{family} {number}"\n    prenoms: {given}'
        return Debtor(f"d{number}", f"{given} {family} {number}", f"{head}\n    {address}\n    {checked}", True)
    name = f"{n.pick(FIRST)} {n.pick(SECOND)} {number}".upper()
    head = f'type: societe_commerciale\n    denomination: "{name}"\n    forme: {n.pick(("SARL", "SAS", "EURL", "SA"))}\n    siren: "{siren(number)}"'
    more = "" if n.below(9) == 0 else f"\n    rcs: {town}\n    representant: {{nom: Anne Roux, fonction: gérante}}"
    return Debtor(f"d{number}", name, f"{head}{more}\n    {address}\n    {checked}", False)


def affaire(title: str, who: Debtor, signed: date) -> str:
    """`affaire.yaml`."""
    nature = "consommation" if who.consumer else "commerciale"
    return (
        f'titre: "{title}"\nnature: {nature}\ndebiteurs:\n  - id: {who.id}\n    qualite: principal\n    {who.text}\n'
        f"contrat:\n  objet: Fourniture et pose\n  conclu_le: {signed}\n  execute_le: {signed + timedelta(days=30)}\n  echeance: {{jours: 30}}\n"
    )


def invoices(n: Numbers, number: int, oldest: date) -> tuple[str, list[tuple[str, int]]]:
    """`factures.yaml`, and the number and cents of each; one in forty does not add up."""
    rows, made = [], []
    for k in range(1 + n.below(4)):
        net = 20_000 + n.below(2_000_000)
        vat = net // 5
        gross = net + vat + (10_000 if n.below(40) == 0 else 0)
        day = min(oldest + timedelta(days=20 * k), TODAY - timedelta(days=1))
        name = f"F-{number:05d}-{k + 1}"
        made.append((name, gross))
        rows.append(
            f"- numero: {name}\n  date: {day}\n  echeance: {day + timedelta(days=30)}\n  montant_ht: {euros(net)}\n"
            f"  tva: {euros(vat)}\n  montant_ttc: {euros(gross)}\n"
        )
    return "".join(rows), made


def euros(cents: int) -> str:
    """`1234.05`."""
    return f"{cents // 100}.{cents % 100:02d}"


def journal(n: Numbers, stage: str, due: date, owed: int, who: Debtor) -> Iterator[str]:
    """The entries that bring a case to its stage, by day."""

    def day(after: int) -> date:
        return min(due + timedelta(days=after), TODAY - timedelta(days=1))

    if stage in ("coming", "due"):
        return
    yield f"- date: {day(1)}\n  canal: courriel\n  sens: emis\n  acte: relance\n  niveau: relance_1\n"
    yield f"- date: {day(14)}\n  heure: 9h40\n  canal: telephone\n  sens: emis\n  avec: Mme Roux\n  resume: Demande un délai, appel n° {n.below(900)}\n"
    if stage == "promised":
        yield (
            f"- date: {TODAY - timedelta(days=4 + n.below(8))}\n  canal: telephone\n  sens: recu\n  avec: Mme Roux\n  resume: Promet un virement\n"
            f"  acte: promesse\n  montant: {euros(owed // 2)}\n  pour_le: {TODAY + timedelta(days=n.below(25))}\n"
        )
    if stage in ("reminded", "promised"):
        return
    sent = day(40)
    yield (
        f"- date: {sent}\n  canal: lrar\n  acte: mise_en_demeure\n  delai_jusqu_au: {sent + timedelta(days=15)}\n"
        f"  presente_le: {min(sent + timedelta(days=3), TODAY)}\n  remise: {n.pick(('recue', 'recue', 'recue', 'non_reclamee'))}\n"
    )
    if stage == "disputed":
        yield f"- date: {day(55)}\n  canal: courriel\n  sens: recu\n  acte: contestation\n  motif: Réserves sur la pose\n"
    court = "Tribunal judiciaire de Lyon" if who.consumer else "Tribunal de commerce de Lyon"
    if stage in ("filed", "ordered", "served"):
        yield f"- date: {day(70)}\n  acte: requete_injonction\n  juridiction: {court}\n  montant: {euros(owed)}\n  signataire: pl\n"
    if stage in ("ordered", "served"):
        yield f"- date: {day(90)}\n  acte: ordonnance_injonction\n  juridiction: {court}\n  accorde: {euros(owed)}\n"
    if stage == "served":
        yield f"- date: {day(110)}\n  acte: signification\n  de: ordonnance_injonction\n  debiteur: {who.id}\n  mode: {n.pick(('personne', 'etude', 'domicile'))}\n"


def case(number: int, debtors: int) -> tuple[str, dict[str, str]]:
    """The name of a case and its files."""
    n = Numbers(f"case {number}")
    who, stage = debtor(n.below(debtors)), n.pick(STAGES)
    age = {"coming": 5, "due": 35, "reminded": 60, "promised": 80, "summoned": 90, "disputed": 130}.get(stage, 190)
    oldest = TODAY - timedelta(days=age + n.below(20 if age < 50 else 200))
    name = f"{oldest.year}-{number:04d}-{'consommateur' if who.consumer else 'societe'}-{who.id}"
    bills, made = invoices(n, number, oldest)
    owed = sum(cents for _, cents in made)
    files = {"affaire.yaml": affaire(f"Lenoir c/ {who.name.title()}", who, oldest - timedelta(days=60)), "factures.yaml": bills}
    if entries := "".join(journal(n, stage, oldest + timedelta(days=30), made[0][1], who)):
        files["journal.yaml"] = entries
    paid = owed if stage == "paid" else made[0][1] // 3 if n.below(4) == 0 else 0
    if paid and stage != "coming":
        day = TODAY - timedelta(days=2 + n.below(min(age, 300)))
        files["paiements.yaml"] = f"- date: {day}\n  montant: {euros(paid)}\n  moyen: virement\n"
    return name, files


def write(count: int, folder: Path) -> None:
    """Write the workspace; the folder must be new or empty."""
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} n’est pas vide")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    for number in range(1, count + 1):
        name, files = case(number, max(1, count * 2 // 3))
        place = folder / "cases" / name
        place.mkdir(parents=True)
        for file, text in files.items():
            (place / file).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    write(int(sys.argv[1]), Path(sys.argv[2]))
