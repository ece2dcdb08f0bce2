"""The cases of `document_cases.py` turned into requêtes for every court, each as people write it."""

from __future__ import annotations

from document_cases import BETWEEN_FIRMS, CONSUMER, FIRMS, JOURNAL, PERSON, SETTINGS, Made, make, step

from dossier.procedure.stage import Step

REQUETE = (step("requete"),)
HERE, THERE = f"cases/{FIRMS}", f"cases/{PERSON}"

STRASBOURG = BETWEEN_FIRMS.replace("13001", "67000").replace("Marseille", "Strasbourg").replace('"13201"', '"67482"')

ANNEMASSE = CONSUMER.replace("73000", "74100").replace("commune: Chambéry", "commune: Annemasse").replace('"73065"', '"74012"')

LEASE = """
titre: Atelier Lenoir c/ Arnaud
nature: bail_habitation
debiteurs:
  - id: arnaud
    type: particulier
    nom: Arnaud
    prenoms: Claire
    civilite: Mme
    adresse: {voie: 8 rue du Coteau, code_postal: "73000", commune: Chambéry, insee: "73065"}
    verifications: [{nature: adresse, le: 2026-11-02, piece: pieces/kbis.pdf}]
contrat:
  objet: Location d’un logement au 8 rue du Coteau
  conclu_le: 2024-09-01
  pieces: [pieces/devis.pdf]
"""

CREDIT = LEASE.replace("bail_habitation", "credit_consommation").replace(
    "Location d’un logement au 8 rue du Coteau", "Vente à crédit de trois fenêtres"
)
CREDIT_DATED = f"{CREDIT}  premier_incident_le: 2026-07-23\n"

SOLIDARY = BETWEEN_FIRMS.replace(
    "contrat:\n",
    """  - id: benali
    type: commercant
    qualite: codebiteur_solidaire
    nom: Benali
    prenoms: Karim Amine
    civilite: M.
    denomination: BENALI RÉNOVATION
    siren: "732829320"
    rcs: Aix-en-Provence
    adresse: {voie: 3 avenue des Tilleuls, code_postal: "13100", commune: Aix-en-Provence, insee: "13001"}
    verifications: [{nature: bodacc, le: 2026-11-19}]
contrat:
""",
)
SOLIDARY_JOURNAL = f"""{JOURNAL}
- {{date: 2026-06-02, canal: lrar, debiteur: benali, acte: mise_en_demeure, delai_jusqu_au: 2026-06-17, presente_le: 2026-06-04, remise: recue}}
"""

TRADER = """
creancier:
  type: artisan
  nom: Lenoir
  prenoms: Paul Marie
  civilite: M.
  denomination: MENUISERIE LENOIR
  forme: EI
  siren: "987654324"
  profession: menuisier
  nationalite: française
  naissance: {le: 1979-04-02, a: Lyon}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  iban: FR76 3000 6000 0112 3456 7890 189
"""

BY_POWER = SETTINGS.replace(
    "signataires: [{id: pl, nom: Paul Lenoir, fonction: président}]",
    "signataires: [{id: ck, nom: Camille Kerguelen, fonction: comptable, pouvoir: {piece: pieces/kbis.pdf, du: 2026-01-01, au: 2026-12-31}}]",
)


CASES: dict[str, tuple[str, tuple[Step, ...], dict[str, str | bytes]]] = {
    "tj": (PERSON, REQUETE, {}),
    "proximite": (PERSON, REQUETE, {f"{THERE}/affaire.yaml": ANNEMASSE}),
    "bail": (PERSON, REQUETE, {f"{THERE}/affaire.yaml": LEASE}),
    "alsace-moselle": (FIRMS, REQUETE, {f"{HERE}/affaire.yaml": STRASBOURG}),
    "solidaires": (FIRMS, REQUETE, {f"{HERE}/affaire.yaml": SOLIDARY, f"{HERE}/journal.yaml": SOLIDARY_JOURNAL}),
    "personne-physique": (FIRMS, REQUETE, {"dossier.yaml": TRADER}),
    "pouvoir": (FIRMS, REQUETE, {"dossier.yaml": BY_POWER}),
}
"""By name: the case, its step, and the files that make it differ."""


def requete(which: str) -> Made:
    """The documents of one of the named cases."""
    return make(*CASES[which])
