"""Every file of evidence of the example workspace, by its path: what is in it and how it came to the firm."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from PIL import Image

from evidence import papers, scan
from evidence.invoices import Bill, Client, Line, Note, bill_pdf, note_pdf
from evidence.mail import Mail, eml
from evidence.paper import pictures

SUD = Client("SUD BÉTON", "12 rue Paradis", "13001 Marseille", "123 456 782")
TERRASSES = Client("TERRASSES DE BOURGOGNE", "27 rue des Tonneliers", "21000 Dijon", "000 111 229")
CIMES = Client("LES CIMES BLEUES", "3 chemin du Belvédère", "74000 Annecy", "000 222 331")
COMPTOIR = Client("LE COMPTOIR DES QUAIS", "18 quai des Marronniers", "38000 Grenoble", "000 333 443")
TILLEULS = Client("SCI LES TILLEULS", "41 rue du Verger", "69100 Villeurbanne", "000 444 554")
ARNAUD = Client("Madame Claire Arnaud", "8 rue du Coteau", "73000 Chambéry")

BILLS: Mapping[str, Bill] = {
    bill.number: bill
    for bill in (
        Bill("F-2025-087", date(2025, 4, 15), SUD, (
            Line("Châssis fixe chêne 120 × 215, vitrage 44.2", 6, "840"), Line("Porte-fenêtre chêne deux vantaux 160 × 215", 2, "1690"),
            Line("Habillages et seuils", 8, "95"), Line("Pose, deux compagnons, journée", 2, "610"),
        ), date(2025, 5, 15), "Devis D-2025-031 · Bon de livraison 221", works=(
            ("14/04/2025", "K. Benali, J. Prat", "Pose des six châssis fixes, façade est"),
            ("15/04/2025", "K. Benali, J. Prat", "Pose des deux portes-fenêtres, habillages et seuils"),
        )),
        Bill("F-2025-088", date(2025, 4, 15), SUD, (
            Line("Porte de service chêne 90 × 205", 3, "980"), Line("Quincaillerie et serrure", 3, "120"), Line("Pose, journée", 1, "700"),
        ), date(2025, 5, 15), "Devis D-2025-031 · Bon de livraison 222"),
        Bill("A-2025-009", date(2025, 6, 20), SUD, (Line("Porte de service rayée, remise convenue le 19/06/2025", 1, "250"),), credits="F-2025-088"),
        Bill("F-2025-101", date(2025, 5, 20), SUD, (
            Line("Fenêtre chêne deux vantaux 100 × 135", 7, "720"), Line("Appuis et habillages", 7, "60"), Line("Pose, journée", 1, "590"),
        ), date(2025, 6, 19), "Devis D-2025-031 · Bon de livraison 236", works=(
            ("19/05/2025", "K. Benali, L. Faure", "Pose des sept fenêtres du premier étage, appuis"),
        )),
        Bill("F-2025-119", date(2025, 7, 1), SUD, (
            Line("Fenêtre chêne deux vantaux 100 × 135", 8, "720"), Line("Fenêtre chêne un vantail 60 × 95", 2, "460"),
            Line("Pose, journée", 2, "590"),
        ), date(2025, 7, 31), "Devis D-2025-031 · Bon de livraison 251", works=(
            ("30/06/2025", "K. Benali, L. Faure", "Pose des fenêtres du deuxième étage, côté rue"),
            ("01/07/2025", "K. Benali, L. Faure", "Pose des fenêtres du deuxième étage, côté cour"),
        )),
        Bill("F-2025-126", date(2025, 8, 18), SUD, (
            Line("Volets intérieurs pliants, la paire", 9, "245"), Line("Pose, journée", 1, "390"),
        ), date(2025, 9, 17), "Devis D-2025-031 · Bon de livraison 258"),
        Bill("F-2025-140", date(2025, 10, 6), SUD, (
            Line("Façade d’entrée chêne, ensemble vitré", 1, "8900"), Line("Porte automatique deux vantaux", 1, "2450"),
            Line("Pose, deux compagnons, journée", 3, "610"), Line("Évacuation des emballages", 1, "70"),
        ), date(2025, 11, 5), "Devis D-2025-031 · Réception du 02/10/2025", works=(
            ("29/09/2025", "K. Benali, J. Prat", "Dépose provisoire, réglage des appuis"),
            ("30/09/2025", "K. Benali, J. Prat", "Pose de la façade d’entrée"),
            ("02/10/2025", "K. Benali, J. Prat", "Porte automatique, essais, réception"),
        )),
        Bill("F-2025-151", date(2025, 11, 12), TERRASSES, (
            Line("Bardage mélèze 21 mm, le m²", 96, "52"), Line("Ossature et visserie, le m²", 96, "14"), Line("Livraison", 1, "864"),
        ), date(2025, 12, 12), "Commande BC-417 · Bon de livraison 271"),
        Bill("F-2026-006", date(2026, 1, 19), TERRASSES, (
            Line("Claustra mélèze 180 × 180", 12, "265"), Line("Portillon mélèze", 2, "410"), Line("Livraison", 1, "280"),
        ), date(2026, 2, 18), "Commande BC-417 · Bon de livraison 283"),
        Bill("F-2026-033", date(2026, 3, 16), CIMES, (
            Line("Bloc-porte de chambre, placage frêne", 24, "305"), Line("Livraison aux étages", 1, "480"),
        ), date(2026, 4, 15), "Devis D-2026-009 · Bon de livraison 301"),
        Bill("F-2026-047", date(2026, 5, 4), CIMES, (
            Line("Habillage bois, le m²", 42, "65"), Line("Plinthe frêne, le mètre", 120, "5"), Line("Livraison aux étages", 1, "240"),
        ), date(2026, 6, 3), "Devis D-2026-009"),
        Bill("A-2026-004", date(2026, 5, 18), CIMES, (Line("Plinthes manquantes, le mètre", 64, "5"),), credits="F-2026-047"),
        Bill("F-2026-112", date(2026, 9, 17), COMPTOIR, (
            Line("Comptoir hêtre, 4,20 m", 1, "2760"), Line("Banquette hêtre et tissu", 3, "620"), Line("Livraison et mise en place", 1, "240"),
        ), date(2026, 10, 17), "Devis D-2026-041 · Bon de livraison 342"),
        Bill("F-2026-121", date(2026, 10, 6), COMPTOIR, (
            Line("Rayonnage de réserve, le module", 5, "410"), Line("Pose, demi-journée", 1, "240"),
        ), date(2026, 11, 5), "Devis D-2026-041"),
        Bill("F-2026-133", date(2026, 11, 9), TILLEULS, (
            Line("Fenêtre d’escalier cintrée", 4, "1080"), Line("Dépose de l’existant", 4, "90"), Line("Pose, journée", 1, "720"),
        ), date(2026, 12, 9), "Devis D-2026-055"),
        Bill("F-2026-064", date(2026, 6, 22), ARNAUD, (
            Line("Fenêtre chêne deux vantaux", 3, "760"), Line("Dépose de l’existant", 3, "60"), Line("Pose, journée", 1, "440"),
        ), date(2026, 7, 22), "Devis D-2026-030", vat=10),
    )
}  # fmt: skip

NOTES: Mapping[str, Note] = {
    note.number: note
    for note in (
        Note("221", date(2025, 4, 12), "12 rue Paradis, Marseille 1er", (
            ("CH-120", "Châssis fixe chêne 120 × 215", 6), ("PF-160", "Porte-fenêtre chêne 160 × 215", 2), ("HAB-S", "Habillages et seuils", 8),
        ), "K. Benali", "S. Ferrand, chef de chantier", 0),
        Note("222", date(2025, 4, 12), "12 rue Paradis, Marseille 1er", (
            ("PS-090", "Porte de service chêne 90 × 205", 3), ("QUI-03", "Quincaillerie et serrure", 3),
        ), "K. Benali", "S. Ferrand, chef de chantier", 0),
        Note("236", date(2025, 5, 16), "12 rue Paradis, Marseille 1er", (
            ("FE-100", "Fenêtre chêne 100 × 135", 7), ("APP-07", "Appuis et habillages", 7),
        ), "K. Benali", "S. Ferrand", 0),
        Note("251", date(2025, 6, 27), "12 rue Paradis, Marseille 1er", (
            ("FE-100", "Fenêtre chêne 100 × 135", 8), ("FE-060", "Fenêtre chêne 60 × 95", 2),
        ), "L. Faure", "S. Ferrand", 0),
        Note("258", date(2025, 8, 14), "12 rue Paradis, Marseille 1er", (("VOL-09", "Volets intérieurs pliants, la paire", 9),), "L. Faure", "A. Roux", 1),
        Note("271", date(2025, 11, 10), "27 rue des Tonneliers, Dijon", (
            ("BM-021", "Bardage mélèze 21 mm, m²", 96), ("OSS-96", "Ossature et visserie, m²", 96),
        ), "J. Prat", "H. Berthier", 2),
        Note("283", date(2026, 1, 16), "27 rue des Tonneliers, Dijon", (
            ("CL-180", "Claustra mélèze 180 × 180", 12), ("POR-02", "Portillon mélèze", 2),
        ), "J. Prat", "H. Berthier", 2),
        Note("301", date(2026, 3, 12), "3 chemin du Belvédère, Annecy", (("BP-FRE", "Bloc-porte de chambre, placage frêne", 24),), "L. Faure", "C. Grange", 1),
        Note("342", date(2026, 9, 15), "18 quai des Marronniers, Grenoble", (
            ("CO-420", "Comptoir hêtre, 4,20 m", 1), ("BA-003", "Banquette hêtre et tissu", 3),
        ), "K. Benali", "S. Vidal", 1),
    )
}  # fmt: skip

MED_SUD = date(2026, 9, 1)
TO_SUD = ("SUD BÉTON", "MADAME ANNE ROUX GÉRANTE", "12 RUE PARADIS", "13001 MARSEILLE")
TO_TERRASSES = ("TERRASSES DE BOURGOGNE", "MONSIEUR HUGO BERTHIER GÉRANT", "27 RUE DES TONNELIERS", "21000 DIJON")
TO_CIMES = ("LES CIMES BLEUES", "MONSIEUR MARC TISSOT PRÉSIDENT", "3 CHEMIN DU BELVÉDÈRE", "74000 ANNECY")
TO_ARNAUD = ("MADAME CLAIRE ARNAUD", "8 RUE DU COTEAU", "73000 CHAMBÉRY")


@cache
def _bill(number: str) -> bytes:
    return bill_pdf(BILLS[number])


@cache
def _note(number: str, portrait: bool = False) -> bytes:
    return note_pdf(NOTES[number], portrait)


def _scan(pdf: bytes, seed: str, angle: float = 0.6, colour: bool = False) -> list[Image.Image]:
    return [
        scan.scanned(page, f"{seed}-{place}", angle * (-1) ** place, colour) for place, page in enumerate(pictures(pdf, scan.DPI))
    ]


def _med(day: date, to: tuple[str, ...], title: str, total: str, rows, flat: str, until: str, number: str, name: str) -> bytes:
    table = papers.due_table(rows)
    unpaid = "les factures ci-dessous restent impayées" if len(rows) > 1 else "la facture ci-dessous reste impayée"
    return papers.letter(day, to, title, (
        f"{name},",
        f"Malgré nos relances, {unpaid}. Nous vous <b>mettons en demeure</b> de nous régler la somme de "
        f"<b>{total}</b> au plus tard le <b>{until}</b>.{table}",
        flat,
        f"Si vous contestez une facture, indiquez-nous laquelle et pourquoi avant le {until}. "
        "À défaut de règlement à cette date, nous demanderons une injonction de payer au tribunal compétent.",
        f"Veuillez agréer, {name}, l’expression de nos salutations distinguées.",
    ), f"Lettre recommandée avec avis de réception n° {number}")  # fmt: skip


def _quote_sud() -> bytes:
    lines = (
        Line("Châssis, portes et portes-fenêtres, rez-de-chaussée", 1, "14400"), Line("Fenêtres, premier étage", 1, "6050"),
        Line("Fenêtres, deuxième étage", 1, "7860"), Line("Volets intérieurs", 1, "2595"), Line("Façade d’entrée et pose", 1, "13250"),
    )  # fmt: skip
    return papers.quote("D-2025-031", date(2025, 2, 3), SUD, lines, "Anne Roux, gérante", 1)


def _handover() -> bytes:
    pages = (
        ("Procès-verbal de réception", "<p>Chantier : 12 rue Paradis, Marseille 1er. Marché : devis D-2025-031 du 3 février 2025.</p>"
         "<p>Présents : Mme Anne Roux, gérante de Sud Béton ; M. Samir Ferrand, chef de chantier ; M. Karim Benali, pour Atelier Lenoir.</p>"),
        ("Ouvrages reçus", "<p>Rez-de-chaussée : six châssis fixes, deux portes-fenêtres, trois portes de service.</p>"
         "<p>Premier étage : sept fenêtres. Deuxième étage : dix fenêtres. Volets intérieurs : neuf paires.</p>"
         "<p>Entrée : façade vitrée et porte automatique, essais satisfaisants.</p>"),
        ("Décision", "<p>La réception est prononcée <b>sans réserve</b>, avec effet de ce jour.</p>"),
    )  # fmt: skip
    signers = (("Pour Sud Béton, Mme Roux", 1), ("Pour Atelier Lenoir, M. Benali", 0))
    return papers.handover(date(2025, 10, 2), pages, signers, "Marseille")


def _statements() -> bytes:
    months = (
        ("septembre 2025", ((date(2025, 9, 3), "SUD BETON ACPTE F087", "3 000,00"),), 11),
        ("janvier 2026", ((date(2026, 1, 12), "SUD BETON F087", "1 500,00"),), 9),
        (
            "février 2026",
            ((date(2026, 2, 27), "SUD BETON F101", "1 000,00"), (date(2026, 2, 27), "SUD BETON F119", "1 000,00")),
            12,
        ),
        ("mai 2026", ((date(2026, 5, 4), "SUD BETON F140", "2 500,00"),), 10),
        ("juillet 2026", ((date(2026, 7, 20), "SUD BETON F087", "800,00"),), 8),
    )
    return papers.statements(date(2026, 7, 31), months)


def _transfer_order() -> bytes:
    facts = (
        ("Donneur d’ordre", "SUD BÉTON"),
        ("Bénéficiaire", "ATELIER LENOIR"),
        ("Montant", "1 500,00 €"),
        ("Libellé", "SUD BETON F087"),
    )
    return papers.notice("Ordre de virement", date(2026, 1, 12), "Banque du Vieux-Port (fictive)", facts)


def _sud_mail() -> bytes:
    return eml(Mail(
        date="Mon, 12 Jan 2026 17:42:08 +0100",
        sender=("Anne Roux", "a.roux@sud-beton.example"), to=("Claire Morel", "compta@atelier-lenoir.example"),
        copy=("Samir Ferrand", "s.ferrand@sud-beton.example"),
        subject="Factures Atelier Lenoir, règlement", message_id="<20260112174208.roux@sud-beton.example>",
        reply_to_id="<20260112090511.morel@atelier-lenoir.example>",
        text=(
            "Bonjour Madame Morel,\n\n"
            "Je vous confirme que vos factures ont bien été enregistrées chez nous. Je viens de faire partir un virement de 1 500 € "
            "à valoir sur la F-2025-087. Le solde suivra dès que nous aurons encaissé notre situation de fin d’année, au plus tard fin "
            "février.\n\nIl n’y a pas de difficulté sur les menuiseries, c’est uniquement une question de trésorerie de notre côté.\n\n"
            "Merci de votre patience.\n\nBien cordialement,\n\nAnne Roux\ngérante, Sud Béton\n12 rue Paradis, 13001 Marseille\n\n"
            "Le 12 janvier 2026 à 9 h 05, Claire Morel a écrit :\n"
            "> Bonjour Madame Roux, sauf erreur de notre part, les six factures jointes à notre\n"
            "> relevé restent à régler. Pouvez-vous nous indiquer une date ?\n"
        ),
        attachments=(("ordre-de-virement.pdf", "application/pdf", _transfer_order()),),
    ))  # fmt: skip


def _cimes_mail() -> bytes:
    text = (
        "Bonjour,\n\nLa saison démarre et l’exploitation reprend. Je vous règle 3 000 € d’ici la fin du mois, le reste en septembre.\n\n"
        "Cordialement,\nMarc Tissot\n"
    )
    html = (
        "<html><body style='font-family:Arial'><p>Bonjour,</p><p>La saison démarre et l’exploitation reprend. Je vous règle "
        "<b>3 000 €</b> d’ici la fin du mois, le reste en septembre.</p><p>Cordialement,<br>Marc Tissot</p>"
        "<img src='https://images.cimes-bleues.example/ete.png' alt='Les Cimes bleues'></body></html>"
    )
    return eml(Mail(
        date="Thu, 9 Jul 2026 16:30:41 +0200", sender=("Marc Tissot", "direction@cimes-bleues.example"),
        to=("Atelier Lenoir, comptabilité", "compta@atelier-lenoir.example"), subject="Règlement de vos factures – été",
        message_id="<c1m35.20260709@cimes-bleues.example>", text=text, html=html,
    ))  # fmt: skip


def _comptoir_mail() -> bytes:
    return eml(Mail(
        date="Mon, 19 Oct 2026 09:00:27 +0200", sender=("Claire Morel", "compta@atelier-lenoir.example"),
        to=("Sonia Vidal", "gestion@comptoir-quais.example"), subject="Facture F-2026-112 échue le 17 octobre 2026",
        message_id="<20261019090027.morel@atelier-lenoir.example>",
        text=(
            "Bonjour Madame Vidal,\n\nSauf erreur de notre part, la facture F-2026-112 de 5 832,00 €, échue le 17 octobre 2026, "
            "reste à régler. Vous la trouverez ci-jointe.\n\nSi votre règlement a croisé ce message, merci de ne pas en tenir compte.\n\n"
            "Bien cordialement,\n\nClaire Morel\nAtelier Lenoir, comptabilité\n"
        ),
        attachments=(("F-2026-112.pdf", "application/pdf", _bill("F-2026-112")),),
    ))  # fmt: skip


def _company(form: str, capital: str, client: Client, head: str, court: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Dénomination", client.name), ("Forme", form), ("Capital", capital), ("Numéro", f"{client.siren} RCS {court}"),
        ("Siège", f"{client.street}, {client.town}"), ("Représentant", head),
    )  # fmt: skip


def _sud() -> dict[str, Callable[[], bytes]]:
    until, number = "16 septembre 2026", "1A 123 456 7890 1"
    rows = (
        ("F-2025-087", date(2025, 5, 15), "8 651,63", "126,38"), ("F-2025-088", date(2025, 5, 15), "4 500,00", "717,64"),
        ("F-2025-101", date(2025, 6, 19), "6 873,61", "428,54"), ("F-2025-119", date(2025, 7, 31), "9 094,47", "567,01"),
        ("F-2025-126", date(2025, 9, 17), "3 114,00", "363,11"), ("F-2025-140", date(2025, 11, 5), "14 352,69", "579,52"),
    )  # fmt: skip
    flat = "S’y ajoute l’indemnité forfaitaire de recouvrement, six fois 40 €, soit 240,00 €."
    facts = _company("Société à responsabilité limitée", "8 000 €", SUD, "Mme Anne Roux, gérante", "Marseille")
    return {
        "kbis-sud-beton.pdf": lambda: papers.extract("SUD BÉTON", date(2026, 11, 2), facts, 2),
        "devis-D-2025-031-signe.pdf": _quote_sud,
        "cgv-acceptees.pdf": lambda: papers.terms(date(2025, 2, 3), "Anne Roux", 1),
        **{f"{n}.pdf": (lambda n=n: _bill(n)) for n, b in BILLS.items() if b.client is SUD},
        "bl-221.jpg": lambda: scan.jpeg(_scan(_note("221"), "221", -0.9, colour=True)[0], 60),
        "bl-222.pdf": lambda: scan.pdf_of(_scan(_note("222"), "222", 0.7), rotate=90),
        "bl-236.pdf": lambda: scan.pdf_of(_scan(_note("236"), "236", -0.5)),
        "bl-251.pdf": lambda: _note("251", portrait=True),
        "bl-258.png": lambda: scan.png(_scan(_note("258", portrait=True), "258", 1.1)[0]),
        "pv-reception.pdf": lambda: scan.pdf_of(_scan(_handover(), "pv", 0.4)),
        "courriel-2026-01-12.eml": _sud_mail,
        "releves-expurges.pdf": _statements,
        "mise-en-demeure-2026-09-01.pdf": lambda: _med(
            MED_SUD, TO_SUD, f"Mise en demeure de payer 49 608,60 € avant le {until}", "49 608,60 €", rows, flat, until, number, "Madame"
        ),
        "ar-mise-en-demeure.pdf": lambda: scan.pdf_of(
            _scan(papers.deposit(number, MED_SUD, TO_SUD), "depot", 0.8)
            + _scan(papers.receipt(number, date(2026, 9, 4), TO_SUD, "remis", 1, "A. Roux"), "ar", -1.2)
        ),
    }  # fmt: skip


def _terrasses() -> dict[str, Callable[[], bytes]]:
    until, number = "15 avril 2026", "1A 200 300 4000 7"
    rows = (("F-2025-151", date(2025, 12, 12), "7 710,35", "38,50"), ("F-2026-006", date(2026, 2, 18), "5 136,00", "70,10"))
    flat = "S’y ajoute l’indemnité forfaitaire de recouvrement, deux fois 40 €, soit 80,00 €."
    facts = _company("Société à responsabilité limitée", "15 000 €", TERRASSES, "M. Hugo Berthier, gérant", "Dijon")
    lines = (
        Line("Bardage mélèze posé par le client, fourniture", 1, "7200"),
        Line("Claustras et portillons, fourniture", 1, "4280"),
    )
    court = "Tribunal de commerce de Dijon"
    return {
        "kbis-terrasses.png": lambda: scan.png(_scan(papers.extract("TERRASSES DE BOURGOGNE", date(2026, 6, 22), facts), "kt", 0.3)[0]),
        "commande-BC-417.pdf": lambda: scan.pdf_of(
            _scan(papers.quote("BC-417", date(2025, 10, 14), TERRASSES, lines, "Hugo Berthier, gérant", 2, kind="Bon de commande"), "bc", 0.5)
        ),
        "F-2025-151.pdf": lambda: _bill("F-2025-151"),
        "F-2026-006.pdf": lambda: _bill("F-2026-006"),
        "bl-271.jpg": lambda: scan.jpeg(
            _scan(_note("271"), "271", 1.4, colour=True)[0].rotate(90, expand=True), 58, orientation=6, taken="2025:11:10 11:42:05"
        ),
        "bl-283.pdf": lambda: _note("283"),
        "recu-consignation.pdf": lambda: papers.notice("Reçu", date(2026, 7, 3), f"Greffe du {court}", (
            ("Affaire", "ATELIER LENOIR c/ TERRASSES DE BOURGOGNE"), ("Objet", "consignation, requête du 29 juin 2026"), ("Reçu", "31,80 €"),
        )),
        "mise-en-demeure-2026-03-31.pdf": lambda: _med(
            date(2026, 3, 31), TO_TERRASSES, f"Mise en demeure de payer 13 034,95 € avant le {until}", "13 034,95 €", rows, flat, until, number,
            "Monsieur",
        ),
        "pli-non-reclame.jpg": lambda: scan.jpeg(
            _scan(papers.receipt(number, date(2026, 4, 2), TO_TERRASSES, "non réclamé", 2), "pli", -1.0, colour=True)[0], 58
        ),
        "ordonnance-2026-09-03.pdf": lambda: papers.court_paper("Ordonnance portant injonction de payer", date(2026, 9, 3), court, (
            "Nous, président du tribunal, vu la requête déposée le 29 juin 2026 par ATELIER LENOIR et les huit pièces jointes ;",
            "Enjoignons à TERRASSES DE BOURGOGNE, 27 rue des Tonneliers à Dijon, de payer à ATELIER LENOIR la somme de <b>13 419,80 €</b>, "
            "soit 12 846,35 € en principal, 493,45 € d’intérêts échus au 29 juin 2026 et 80,00 € d’indemnités.",
            "Dépens à la charge du débiteur. Revêtue de la formule exécutoire.",
            "Fait le 3 septembre 2026.",
        )),
        "signification-2026-10-08.pdf": lambda: scan.pdf_of(_scan(papers.court_paper(
            "Signification d’une ordonnance portant injonction de payer", date(2026, 10, 8), "Étude Marchal, commissaire de justice à Dijon", (
                "L’an deux mille vingt-six, le huit octobre, à la demande d’ATELIER LENOIR, nous avons signifié à TERRASSES DE BOURGOGNE "
                "l’ordonnance du 3 septembre 2026, la requête et le bordereau des pièces.",
                "La copie a été remise à M. Hugo Berthier, gérant, rencontré au siège, qui l’a acceptée.",
                "Le destinataire a été informé qu’il peut former opposition dans le mois au greffe du tribunal.",
                "Coût de l’acte : 72,60 €.",
            )), "sig", 0.5)),
    }  # fmt: skip


def _cimes() -> dict[str, Callable[[], bytes]]:
    until, number = "29 septembre 2026", "1A 345 678 9012 3"
    rows = (("F-2026-033", date(2026, 4, 15), "7 581,56", "199,41"), ("F-2026-047", date(2026, 6, 3), "3 900,00", "132,07"))
    flat = "S’y ajoute l’indemnité forfaitaire de recouvrement, deux fois 40 €, soit 80,00 €."
    facts = _company("Société par actions simplifiée", "30 000 €", CIMES, "M. Marc Tissot, président", "Annecy")
    lines = (Line("Blocs-portes de chambres, fourniture", 1, "7800"), Line("Habillages et plinthes, fourniture", 1, "3570"))
    rate = "Taux convenu au devis D-2026-009 : 12 % l’an."
    penalty = (
        "Si le client ne paie pas dans le délai d’une mise en demeure, il doit en outre une somme égale à 10 % du principal "
        "alors dû, à titre de clause pénale."
    )

    def signed_quote() -> bytes:
        pages = _scan(papers.quote("D-2026-009", date(2026, 2, 26), CIMES, lines, "Marc Tissot, président", 0), "dq", 0.7)
        return scan.pdf_of([*pages, *_scan(papers.terms(date(2026, 2, 26), "Marc Tissot", 0, rate, penalty), "dc", -0.6)])

    return {
        "kbis-cimes.pdf": lambda: papers.extract("LES CIMES BLEUES", date(2026, 7, 20), facts, 2),
        "devis-D-2026-009-scan.pdf": signed_quote,
        "F-2026-033.pdf": lambda: _bill("F-2026-033"),
        "F-2026-047.pdf": lambda: _bill("F-2026-047"),
        "A-2026-004.pdf": lambda: _bill("A-2026-004"),
        "bl-301.jpg": lambda: scan.jpeg(_scan(_note("301"), "301", 0.8)[0], 58),
        "photo-couloir.jpg": lambda: scan.jpeg(
            scan.corridor().rotate(90, expand=True), 62, orientation=6, taken="2026:04:30 17:08:44", dpi=72
        ),
        "avis-credit-2026-06-26.pdf": lambda: papers.notice("Avis de crédit", date(2026, 6, 26), "Banque des Traboules (fictive)", (
            ("Compte", "ATELIER LENOIR"), ("Donneur d’ordre", "LES CIMES BLEUES"), ("Montant", "2 000,00 €"), ("Libellé", "CIMES BLEUES ACOMPTE"),
        )),
        "courriel-2026-07-09.eml": _cimes_mail,
        "mise-en-demeure-2026-09-14.pdf": lambda: _med(
            date(2026, 9, 14), TO_CIMES, f"Mise en demeure de payer 11 893,04 € avant le {until}", "11 893,04 €", rows, flat, until, number, "Monsieur"
        ),
        "ar-2026-09-16.png": lambda: scan.png(_scan(papers.receipt(number, date(2026, 9, 16), TO_CIMES, "remis", 1, "C. Grange"), "arc", -0.8)[0]),
    }  # fmt: skip


def _others() -> dict[str, Callable[[], bytes]]:
    comptoir, tilleuls, arnaud = "2026-052-comptoir-des-quais", "2026-060-les-tilleuls", "2026-045-arnaud"
    until, number = "27 novembre 2026", "1A 456 789 0123 5"
    comptoir_lines = (Line("Comptoir et banquettes, fourniture et pose", 1, "4860"), Line("Rayonnages de la réserve", 1, "2290"))
    tilleuls_lines = (Line("Fenêtres de l’escalier, fourniture et pose", 1, "5400"),)
    arnaud_lines = (Line("Trois fenêtres, fourniture et pose", 1, "2900"),)
    rows = (("F-2026-064", date(2026, 7, 22), "3 190,00", "—"),)
    sarl = _company("Société à responsabilité limitée", "5 000 €", COMPTOIR, "Mme Sonia Vidal, gérante", "Grenoble")
    sci = _company("Société civile immobilière", "1 000 €", TILLEULS, "Mme Jeanne Morand, gérante", "Lyon")
    return {
        f"{comptoir}/pieces/kbis-comptoir.pdf": lambda: papers.extract("LE COMPTOIR DES QUAIS", date(2026, 9, 2), sarl),
        f"{comptoir}/pieces/devis-D-2026-041-signe.pdf": lambda: papers.quote(
            "D-2026-041", date(2026, 9, 2), COMPTOIR, comptoir_lines, "Sonia Vidal, gérante", 1
        ),
        f"{comptoir}/pieces/F-2026-112.pdf": lambda: _bill("F-2026-112"),
        f"{comptoir}/pieces/F-2026-121.pdf": lambda: _bill("F-2026-121"),
        f"{comptoir}/pieces/bl-342.pdf": lambda: scan.pdf_of(_scan(_note("342"), "342", 0.6), rotate=270),
        f"{comptoir}/pieces/relance-2026-10-19.eml": _comptoir_mail,
        f"{tilleuls}/pieces/kbis-tilleuls.pdf": lambda: papers.extract("SCI LES TILLEULS", date(2026, 7, 2), sci),
        f"{tilleuls}/pieces/devis-D-2026-055-signe.pdf": lambda: papers.quote(
            "D-2026-055", date(2026, 10, 5), TILLEULS, tilleuls_lines, "Jeanne Morand, gérante", 2
        ),
        f"{tilleuls}/pieces/F-2026-133.pdf": lambda: _bill("F-2026-133"),
        f"{arnaud}/pieces/devis-D-2026-030-signe.jpg": lambda: scan.jpeg(
            _scan(papers.quote("D-2026-030", date(2026, 5, 11), ARNAUD, arnaud_lines, "Claire Arnaud", 0, vat=10), "da", 0.9)[0], 56
        ),
        f"{arnaud}/pieces/F-2026-064.pdf": lambda: _bill("F-2026-064"),
        f"{arnaud}/pieces/mise-en-demeure-2026-11-12.pdf": lambda: _med(
            date(2026, 11, 12), TO_ARNAUD, f"Mise en demeure de payer 3 190,00 € avant le {until}", "3 190,00 €", rows,
            "Les intérêts au taux légal courront à compter de la présente.", until, number, "Madame",
        ),
        f"{arnaud}/pieces/ar-2026-11-13.jpg": lambda: scan.jpeg(
            _scan(papers.receipt(number, date(2026, 11, 13), TO_ARNAUD, "remis", 0, "C. Arnaud"), "ara", 1.0)[0], 58
        ),
    }  # fmt: skip


def files() -> dict[str, Callable[[], bytes]]:
    """What makes each file, by its path below `cases/`."""
    made = _others()
    for case, part in (
        ("2026-014-sud-beton", _sud),
        ("2026-007-terrasses-de-bourgogne", _terrasses),
        ("2026-031-les-cimes-bleues", _cimes),
    ):
        made |= {f"{case}/pieces/{name}": make for name, make in part().items()}
    return dict(sorted(made.items()))
