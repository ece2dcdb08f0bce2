"""Writes docs/format.md, the page of the YAML format, from the models that read it: `python scripts/make_format.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic import BeforeValidator
from pydantic.fields import FieldInfo

from dossier.ground.money import Money
from dossier.ground.nearest import fold
from dossier.model.case import Affaire
from dossier.model.contract import ContractRate
from dossier.model.conversion import ConversionRow
from dossier.model.entry import Entry
from dossier.model.evidence import EvidenceRef
from dossier.model.firm_law import LawFile
from dossier.model.journal import ACTS, Event
from dossier.model.ledger import Cost, Invoice, Payment
from dossier.model.lock import LockRow
from dossier.model.profile import ProfileFile
from dossier.model.settings import Settings
from dossier.site.words import ACT_FR

TARGET = Path(__file__).resolve().parent.parent / "docs" / "format.md"

_READERS = {
    "read_siren": "SIREN", "read_iban": "IBAN", "read_postcode": "code postal", "read_hour": "heure",
    "read_contract_rate": "taux ou `3 x legal`", "read_title_rate": "`legal`, taux ou `3 x legal`",
    "_read_start": "date ou `toujours`", "read_percent": "taux", "read_yes_no": "`oui` ou `non`", "_read_limit": "nombre, `sans` ou `non trouvé`",
}  # fmt: skip
_TYPES: dict[Any, str] = {
    Money: "montant",
    date: "date",
    Decimal: "taux",
    int: "nombre entier",
    bool: "`oui` ou `non`",
    str: "texte",
}

INTRO = """\
# Le format des fichiers

<!-- Page produite par scripts/make_format.py à partir des modèles de src/dossier/model : ne pas la modifier à la main. -->

Un espace de travail est un dépôt git : un fichier `dossier.yaml` pour l’entreprise, et un répertoire par affaire sous `cases/`.
Seul `affaire.yaml` est obligatoire dans une affaire.

```
impayes/
  dossier.yaml                        l’entreprise, ses signataires, son calendrier de relances, ses choix de calcul
  cases/2026-014-sud-beton/           minuscules, chiffres et tirets
    affaire.yaml                      parties, nature de la créance, contrat
    factures.yaml   ou factures/      factures et avoirs
    paiements.yaml  ou paiements/     versements reçus
    frais.yaml      ou frais/         frais payés, avec leur fondement
    journal.yaml    ou journal/       appels, lettres, actes et décisions, datés
    pieces/                           preuves telles qu’elles ont été reçues, jamais modifiées
    notes/*.md                        notes internes, jamais communiquées
    bordereau.lock                    numéros des pièces communiquées ; le programme l’écrit
  law/                                facultatif : valeurs de droit que l’entreprise ajoute ou confirme
  profils/                            facultatif : profils de dépôt que l’entreprise ajoute ou change
  templates/                          facultatif : gabarits qui remplacent ceux du programme
  build/                              le résultat, jamais modifié, jamais versionné
```

## Règles d’écriture

- Un fichier d’entrées contient une entrée, ou une liste d’entrées.
  Un répertoire du même nom est lu dans l’ordre des noms : avec une entrée par fichier, deux personnes ne se gênent jamais dans git.
- Les clés sont en minuscules et sans accent.
  Une clé inconnue ou écrite deux fois est une erreur, et le message propose la clé la plus proche.
- Toute valeur est lue comme un texte, puis convertie : un SIREN garde ses zéros, `NO` est la Norvège, `01000` un code postal.
- Une clé sans valeur compte comme absente.
- Un montant s’écrit `1234.56`, `1234,56`, `1 234,56` ou `1 234,56 €`.
  `1.234` et `1,234` sont refusés : milliers ou décimales ?
- Une date s’écrit `2026-03-05`.
  `05/03/2026` et `5 mars 2026` sont comprises, avec un avertissement.
- Une heure s’écrit `9h40` ou `09:40`, un taux `12` ou `12,5 %`, une réponse `oui` ou `non`.
- Un texte qui contient « : » ou « # », ou qui commence par un signe comme `[`, `{`, `&`, `*`, `!`, `%` ou `@`, se met entre guillemets.
  Entre accolades, un texte qui contient une virgule aussi.
- Les ancres, alias, étiquettes et clés de fusion de YAML sont refusés, comme un second document dans le même fichier.
- Les fichiers sont en UTF-8, de 2 Mio au plus, sur vingt niveaux au plus.
- Une entrée fautive est écartée avec son erreur ; les autres sont lues.
  Les entrées sont classées par date, puis dans l’ordre des fichiers.
- Les entrées datées d’après le jour du calcul ne comptent pas encore.
"""

JOURNAL = """\
Chaque entrée est un contact ou un acte.
Sans `acte`, elle n’a que les clés communes ; `acte` en admet d’autres, données plus bas.
"""

LAW = """\
Un fichier porte le nom d’une valeur du programme (`dossier law list`), par exemple `law/taux_legal_autres.yaml`, et a la forme des fichiers fournis.
Sous `values`, chaque clé est le premier jour d’une valeur, ou `toujours`.
Une valeur du même premier jour remplace celle du programme ; une autre s’ajoute.
Sans `certainty`, une valeur est tenue pour non vérifiée (`memory`) : elle est calculée, et un acte ne l’imprime pas.
`confirmed_by` et `confirmed_on` disent qui a lu le texte et quel jour : l’entreprise en répond, et l’acte l’imprime.

```yaml
# law/taux_legal_autres.yaml
reference: {title: "CMF, art. L. 313-2", text: Arrêté du 20 décembre 2026}
certainty: text
confirmed_by: Paul Lenoir
confirmed_on: 2027-01-04
values:
  2027-01-01: {value: "2.70", until: 2027-06-30}
```
"""

PROFILE = """\
Un fichier porte le nom du profil : `profils/rpva.yaml` change le profil fourni `rpva`, un autre nom en ajoute un.
Une clé absente vient du profil que nomme `d_apres`, sinon du profil fourni de même nom, sinon de `prudent`.
`dossier check --for NOM` contrôle un dépôt, `dossier build --profile NOM` le prépare.

```yaml
# profils/rpva.yaml
fichier_mo: 10
lot_mo: 10
sources: [{titre: Notice du greffe de Lyon, lu_le: 2026-11-20}]
```
"""

CREDITOR = "Dans `affaire.yaml`, `creancier` n’écrit que les clés qui diffèrent de `dossier.yaml`.\n"

EVIDENCE = """\
Une pièce s’écrit par son chemin, `pieces/facture.pdf`, ou par les clés ci-dessous.
Le chemin part du répertoire de l’affaire et reste sous `pieces/`.
"""

EXAMPLES = {
    "dossier.yaml": """\
creancier:
  type: societe_commerciale
  denomination: ATELIER LENOIR
  forme: SAS
  capital: 20000
  siren: "987654324"
  rcs: Lyon
  representant: {nom: Paul Lenoir, fonction: président}
  adresse: {voie: 4 quai Perrache, code_postal: "69002", commune: Lyon, insee: "69382"}
  courriel: compta@atelier-lenoir.example
  iban: FR76 3000 6000 0112 3456 7890 189
signataires:
  - {id: pl, nom: Paul Lenoir, fonction: président}
choix:
  annee: 365
  imputation: interets_puis_principal
""",
    "affaire.yaml": """\
titre: Atelier Lenoir c/ Sud Béton
nature: commerciale
debiteurs:
  - id: sud-beton
    type: societe_commerciale
    denomination: SUD BÉTON
    forme: SARL
    siren: "123456782"
    rcs: Marseille
    representant: {nom: Anne Roux, fonction: gérante}
    adresse: {voie: 12 rue Paradis, code_postal: "13001", commune: Marseille, insee: "13201"}
contrat:
  objet: Fourniture et pose de menuiseries
  conclu_le: 2025-11-03
  echeance: {jours: 30}
  penalites: {taux: 12, article: 8 des CGV}
""",
    "factures.yaml": """\
- numero: F-2026-014
  date: 2026-01-15
  echeance: 2026-02-14
  montant_ht: 4000.00
  tva: 800.00
  montant_ttc: 4800.00
  pieces: [pieces/F-2026-014.pdf, {fichier: pieces/bl-221.pdf, titre: Bon de livraison signé n° 221, date: 2026-01-12}]
- numero: A-2026-002
  type: avoir
  sur: F-2026-014
  date: 2026-02-01
  montant_ttc: 300.00
""",
    "paiements.yaml": """\
- date: 2026-03-02
  montant: 500.00
  moyen: virement
  facture: F-2026-014        # seulement si le débiteur l’a indiquée
""",
    "frais.yaml": """\
- date: 2026-04-20
  libelle: Signification de l’ordonnance
  montant: 72.60
  fondement: dépens
""",
    "journal.yaml": """\
- date: 2026-02-16
  heure: 9h40
  canal: telephone
  sens: emis
  avec: Mme Roux
  resume: Promet un virement vendredi
  acte: promesse
  montant: 4800
  pour_le: 2026-02-20
- date: 2026-03-20
  canal: lrar
  sens: emis
  acte: mise_en_demeure
  delai_jusqu_au: 2026-04-04
  presente_le: 2026-03-23
  remise: recue
""",
}
"""What each file looks like; a test reads them all."""

LOCK = "Le programme l’écrit quand des pièces sont communiquées ; il est versionné et ne se modifie pas à la main.\n"
CONVERSION = (
    "`dossier import --convert` l’écrit à côté du PDF qu’il a fait d’une pièce : `contrat.docx`, `contrat.docx.pdf`, "
    "`contrat.docx.conversion.yaml`.\nLa pièce reste l’original, le PDF donne ses pages. Il est versionné et ne se modifie pas à la main.\n"
)


def page() -> str:
    """The whole page as Markdown, one sentence a line."""
    shared = _Shared()
    parts = [INTRO]
    files: list[tuple[str, type[Entry], str]] = [
        ("dossier.yaml", Settings, ""), ("affaire.yaml", Affaire, CREDITOR), ("factures.yaml", Invoice, ""),
        ("paiements.yaml", Payment, ""), ("frais.yaml", Cost, ""), ("journal.yaml", Event, JOURNAL),
    ]  # fmt: skip
    for name, model, text in files:
        sample = f"```yaml\n{EXAMPLES[name]}```\n"
        parts.append(_section(f"`{name}`", model, shared, 2, f"{text}\n{sample}" if text else sample))
    parts.append(_acts(shared))
    parts += [_section("Pièces", EvidenceRef, shared, 2, EVIDENCE, anchor="pieces")]
    parts += [_section("`law/*.yaml`", LawFile, shared, 2, LAW), _section("`profils/*.yaml`", ProfileFile, shared, 2, PROFILE)]
    parts.append(_section("`bordereau.lock`", LockRow, shared, 2, LOCK))
    parts.append(_section("`pieces/*.conversion.yaml`", ConversionRow, shared, 2, CONVERSION))
    return "\n".join(parts)


class _Shared:
    """The nested entries that have their section already, by class."""

    def __init__(self) -> None:
        self.anchors: dict[type[Entry], str] = {EvidenceRef: "pieces"}


def _section(
    title: str, model: type[Entry], shared: _Shared, level: int, text: str = "", anchor: str = "", but: Iterable[str] = ()
) -> str:
    """The table of an entry, then the sections of what is nested in it and was not described before."""
    lines = [f"{'#' * level} {title}", ""]
    if anchor:
        lines[:0] = [f'<a id="{anchor}"></a>', ""]
    if text:
        lines += [text]
    lines += ["| clé | valeur | défaut | aide |", "|---|---|---|---|"]
    nested: list[tuple[str, type[Entry]]] = []
    for name, field in model.model_fields.items():
        if name in ("place", "places") or field.alias in but:
            continue
        inner = _entry_in(field.annotation)
        if inner and inner not in shared.anchors:
            shared.anchors[inner] = _anchor(model, field)
            nested.append((f"`{field.alias}`", inner))
        lines.append(_row(field, shared))
    lines.append("")
    for name, inner in nested:
        lines.append(_section(name, inner, shared, min(level + 1, 4), anchor=shared.anchors[inner]))
    return "\n".join(lines)


def _anchor(model: type[Entry], field: FieldInfo) -> str:
    return f"{model.__name__.lower()}-{field.alias}"


def _row(field: FieldInfo, shared: _Shared) -> str:
    needed = "obligatoire" if field.is_required() else _default(field)
    title, help = field.title or "", (field.description or "").strip()
    words = help if help and fold(title) == field.alias else f"{title}. {help}".rstrip()
    return f"| `{field.alias}` | {_kind(field, shared)} | {needed} | {words} |"


def _default(field: FieldInfo) -> str:
    value = field.default
    if isinstance(value, bool):
        return f"`{'oui' if value else 'non'}`"
    return f"`{value}`" if isinstance(value, str) and value else ""


def _kind(field: FieldInfo, shared: _Shared) -> str:
    """What the value is, in French."""
    if any(field.alias == key for key in ("acte",)):
        return "un acte"
    for extra in field.metadata:
        if isinstance(extra, BeforeValidator) and extra.func.__name__ in _READERS:
            return _READERS[extra.func.__name__]
    return _words(field.annotation, shared)


def _words(annotation: Any, shared: _Shared) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Entry) and annotation is not ContractRate:
        return f"[{'pièce' if annotation is EvidenceRef else 'clés'}](#{shared.anchors[annotation]})"
    if annotation in _TYPES:
        return _TYPES[annotation]
    for extra in getattr(annotation, "__metadata__", ()):
        if isinstance(extra, BeforeValidator) and extra.func.__name__ in _READERS:
            return _READERS[extra.func.__name__]
    parts = [part for part in get_args(annotation) if part not in (type(None), ...)]
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{word}`" for word in parts if word)
    if get_origin(annotation) is tuple:
        inner = _words(parts[0], shared)
        return "liste de " + {"texte": "textes", "[pièce](#pieces)": "[pièces](#pieces)"}.get(inner, inner)
    return _words(parts[0], shared)


def _entry_in(annotation: Any) -> type[Entry] | None:
    if isinstance(annotation, type) and issubclass(annotation, Entry) and annotation is not ContractRate:
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _entry_in(part))), None)


def _acts(shared: _Shared) -> str:
    """The table of acts with their keys, then the keys of each class."""
    common = {field.alias for field in Event.model_fields.values()}
    lines = ["### Actes", "", "| acte | | clés propres |", "|---|---|---|"]
    for act, model in ACTS.items():
        own = [f"`{field.alias}`" for field in model.model_fields.values() if field.alias not in common]
        lines.append(f"| `{act}` | {ACT_FR[act]} | {', '.join(own)} |")
    lines.append("")
    done: list[type[Event]] = []
    for model in ACTS.values():
        own_keys = [field.alias for field in model.model_fields.values() if field.alias not in common]
        if model in done or not own_keys:
            continue
        done.append(model)
        names = ", ".join(f"`{act}`" for act, other in ACTS.items() if other is model)
        lines.append(_section(names, model, shared, 4, but=[key for key in common if key]))
    return "\n".join(lines)


def main() -> int:
    """Write the page; with `--check`, only say whether it is fresh."""
    text = page()
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.is_file() and TARGET.read_text() == text else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
