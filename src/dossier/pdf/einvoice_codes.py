"""The codes of electronic invoices in French words."""

from __future__ import annotations

from collections.abc import Mapping

CREDITS = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532"})
"""Kinds of documents that credit (UNTDID 1001)."""
KINDS: Mapping[str, str] = {
    "380": "facture", "381": "avoir", "384": "facture rectificative", "386": "facture d’acompte", "389": "autofacture",
    "393": "facture affacturée", "396": "avoir affacturé", "261": "autofacture d’avoir", "326": "facture partielle",
    "325": "facture pro forma",
    "500": "autofacture d’acompte", "501": "autofacture affacturée", "502": "autofacture d’avoir affacturée", "503": "avoir d’acompte",
}  # fmt: skip
"""Kinds of documents (UNTDID 1001)."""
MEANS: Mapping[str, str] = {
    "1": "non précisé", "10": "espèces", "20": "chèque", "30": "virement", "31": "virement", "42": "virement", "48": "carte", "49": "prélèvement",
    "54": "carte de crédit", "55": "carte de débit", "57": "accord permanent", "58": "virement SEPA", "59": "prélèvement SEPA",
    "97": "compensation",
}  # fmt: skip
"""Means of payment (UNTDID 4461)."""
CATEGORIES: Mapping[str, str] = {
    "Z": "taux zéro", "E": "exonéré", "AE": "autoliquidation", "K": "livraison intracommunautaire", "G": "exportation",
    "O": "hors champ de la TVA", "L": "IGIC", "M": "IPSI",
}  # fmt: skip
"""Categories of tax (UNTDID 5305), but for the usual rate."""
UNITS: Mapping[str, str] = {
    "C62": "", "H87": "pièce", "EA": "", "NAR": "", "SET": "lot", "LS": "forfait", "HUR": "h", "MIN": "min", "DAY": "jour", "WEE": "semaine",
    "MON": "mois", "ANN": "an", "KGM": "kg", "GRM": "g", "TNE": "t", "MTR": "m", "KMT": "km", "MTK": "m²", "MTQ": "m³", "LTR": "l",
    "KWH": "kWh", "XPP": "pièce", "XPK": "colis", "XBX": "boîte", "ZZ": "",
}  # fmt: skip
"""Units of quantity (UN/ECE Recommendation 20 and 21)."""


def tax(category: str, rate: str) -> str:
    """« 20 % », « 0 % (exonéré) »: the usual category needs no word."""
    name = CATEGORIES.get(category, category) if category not in ("S", "") else ""
    return " ".join(filter(None, (f"{rate} %" if rate else "", f"({name})" if name else "")))


def means(code: str) -> str:
    """« virement (30) »; a code without a word as it is."""
    return f"{MEANS[code]} ({code})" if code in MEANS else code


def scheme(code: str) -> str:
    """What an identifier is (ISO 6523)."""
    return {"0002": "SIREN", "0009": "SIRET", "0225": "Adresse de facturation", "0088": "GLN"}.get(code, "Identifiant")
