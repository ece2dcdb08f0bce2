"""The corpus of evidence: what files of each kind there are, and what must come of each.

`CORPUS` lists made files, each with the number of pages of its clean PDF (0: a sheet stands in its place) and the codes of
the problems that the inspection finds. Import it with this folder on `sys.path`; nothing is made before it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import makers_image as image
import makers_mail as mail
import makers_media as media
import makers_office as office
import makers_pdf as pdf
import makers_xml as xml


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the corpus: its name, how it is made, the pages of its clean PDF, the problems found, a word on a page.

    `says` stands on one of its pages; '' when the pages have no text.
    """

    name: str
    make: Callable[[], bytes]
    pages: int = 1
    codes: tuple[str, ...] = ()
    says: str = ""


def _mail_with_all() -> bytes:
    """A message with a PDF, a picture, a text, another message, and a file that is only listed."""
    inner = mail.eml("Voici le devis.\n", [("application/pdf", "devis.pdf", pdf.plain_pdf("Devis D-31"))], subject="Devis")
    return mail.eml(
        "Tout est joint.\n",
        [
            ("application/pdf", "contrat.pdf", pdf.outlined_pdf(3)),
            ("image/jpeg", "photo.jpg", image.jpeg()),
            ("text/plain", "note.txt", mail.text()),
            ("message/rfc822", "", inner),
            ("application/zip", "archive.zip", office.archive()),
        ],
    )


def _outlook_with_all() -> bytes:
    """The same from Outlook, with a message inside the message."""
    inner = office.message_tree(
        "Devis", "Voici le devis.\r\n", attached=[("devis.pdf", pdf.plain_pdf("Devis D-31"))], inside=True
    )
    return office.msg(
        attached=[
            ("contrat.pdf", pdf.outlined_pdf(3)),
            ("photo.jpg", image.jpeg()),
            ("Devis", inner),
            ("archive.zip", office.archive()),
        ]
    )


CORPUS: tuple[Made, ...] = (
    Made("facture.pdf", pdf.plain_pdf, says="Facture F-2026-014"),
    Made("contrat-12-pages.pdf", partial(pdf.plain_pdf, "Contrat", 12), 12, says="page 12 sur 12"),
    Made("paysage.pdf", partial(pdf.plain_pdf, "Tableau", media=(0, 0, 841.89, 595.276)), says="Tableau"),
    Made("tournee-90.pdf", partial(pdf.plain_pdf, "Tournée", rotate=90), says="Tournée"),
    Made("tournee-180.pdf", partial(pdf.plain_pdf, "Tournée", rotate=180), says="Tournée"),
    Made("tournee-270.pdf", partial(pdf.plain_pdf, "Tournée", rotate=270), says="Tournée"),
    Made("tournee-45.pdf", partial(pdf.plain_pdf, "De travers", rotate=45), says="De travers"),
    Made("melange.pdf", pdf.mixed_pdf, 6, says="paysage"),
    Made("plan-a0.pdf", partial(pdf.plain_pdf, "Plan", media=pdf.A0), says="Plan"),
    Made("timbre.pdf", partial(pdf.plain_pdf, "t", media=(0, 0, 1, 1))),
    Made("etiquette.pdf", partial(pdf.plain_pdf, "Étiquette", media=(0, 0, 170, 85)), says="Étiquette"),
    Made("ruban.pdf", partial(pdf.plain_pdf, "Ticket de caisse", media=(0, 0, 226, 3000)), says="Ticket de caisse"),
    Made("lettre-us.pdf", partial(pdf.plain_pdf, "Letter", media=(0, 0, 612, 792)), says="Letter"),
    Made("decalee.pdf", partial(pdf.plain_pdf, "Décalée", media=(-300, -400, 295, 442)), says="Décalée"),
    Made("envers.pdf", partial(pdf.plain_pdf, "Bornes", media=(595, 842, 0, 0))),
    Made("cadree.pdf", pdf.cropped_pdf, says="visible"),
    Made("unite-2.pdf", partial(pdf.plain_pdf, "Unité", media=(0, 0, 300, 420), unit=2), says="Unité"),
    Made("unite-geante.pdf", partial(pdf.plain_pdf, "Géante", media=(0, 0, 14000, 14000), unit=5), says="Géante"),
    Made("proprietaire.pdf", pdf.owner_encrypted_pdf, 2, says="Relevé protégé"),
    Made("mot-de-passe.pdf", pdf.user_encrypted_pdf, 0, ("DC511",)),
    Made("certificat.pdf", pdf.certificate_encrypted_pdf, 0, ("DC511",)),
    Made("contrat-protege.docx", lambda: office.compound_file({"EncryptedPackage": b"x" * 200}), 0, ("DC511",)),
    Made("signee.pdf", pdf.signed_pdf, 2, says="Contrat signé"),
    Made("formulaire.pdf", pdf.form_pdf, says="4 800,00 EUR"),
    Made("formulaire-nu.pdf", partial(pdf.form_pdf, False), says="4 800,00 EUR"),
    Made("xfa.pdf", pdf.xfa_pdf, 1, ("DC522",)),
    Made("xfa-statique.pdf", partial(pdf.xfa_pdf, False), says="Formulaire Cerfa"),
    Made("porte-documents.pdf", pdf.portfolio_pdf, 4, says="Devis D-31"),
    Made("facturx.pdf", partial(pdf.facturx_pdf, xml.cii()), says="Facture F-2026-014 (Factur-X)"),
    Made("avec-joint.pdf", pdf.attached_pdf, says="Lettre avec fichier joint"),
    Made("calques.pdf", pdf.layered_pdf, says="calque visible"),
    Made("annotee.pdf", pdf.annotated_pdf, says="Bon pour accord"),
    Made("signets.pdf", pdf.outlined_pdf, 4, says="Contrat cadre"),
    Made("tronquee.pdf", pdf.truncated_pdf, 6, ("DC513",), says="Relevé tronqué"),
    Made("passerelle.pdf", pdf.junk_pdf, says="Facture reçue par passerelle"),
    Made("table-fausse.pdf", pdf.wrong_table_pdf, 1, ("DC513",), says="Table fausse"),
    Made("sans-page.pdf", pdf.without_pages_pdf, 0, ("DC514",)),
    Made("bruit.pdf", pdf.nonsense_pdf, 0, ("DC512",)),
    Made("vide.pdf", bytes, 0, ("DC514",)),
    Made("mal-fermee.pdf", pdf.unbalanced_pdf, says="dessin mal ferme"),
    Made("scan-gris.pdf", pdf.grey_scan_pdf),
    Made("photo.jpg", image.jpeg),
    Made("photo-grise.jpg", partial(image.jpeg, "L")),
    Made("photo-cmjn.jpg", partial(image.jpeg, "CMYK")),
    Made("photo-progressive.jpg", partial(image.jpeg, progressive=True)),
    *(Made(f"photo-exif-{n}.jpg", partial(image.jpeg, orientation=n)) for n in range(1, 9)),
    Made("photo-large.jpg", partial(image.jpeg, size=(1200, 400))),
    Made("photo-coupee.jpg", lambda: image.cut(image.jpeg()), 0, ("DC512",)),
    Made("capture.png", image.png),
    Made("capture-transparente.png", partial(image.png, "RGBA")),
    Made("capture-grise-transparente.png", partial(image.png, "LA")),
    Made("capture-palette.png", partial(image.png, "P")),
    Made("capture-noir-et-blanc.png", partial(image.png, "1")),
    Made("capture-16-bits.png", partial(image.png, "I;16")),
    Made("capture-entrelacee.png", partial(image.png, "L")),
    Made("animee.png", image.animated_png, 1, ("DC519",)),
    Made("bombe.png", image.huge_png, 0, ("DC516",)),
    Made("coupee.png", lambda: image.cut(image.png()), 0, ("DC512",)),
    Made("animee.gif", image.animated_gif, 1, ("DC519",)),
    Made("message.webp", image.webp),
    Made("capture.bmp", image.bmp),
    Made("scan.tif", image.tiff),
    Made("scan-modes.tiff", partial(image.tiff, ("RGB", "L", "1", "CMYK", "P")), 5),
    Made("scan-lzw.tif", partial(image.tiff, ("L", "L"), compression="tiff_lzw"), 2),
    Made("scan-jpeg.tif", partial(image.tiff, ("RGB",), compression="jpeg")),
    Made("telecopie.tif", image.fax_tiff, 3),
    Made("scan-g4.tif", image.scan_tiff, 2),
    Made("coupee.tif", lambda: image.cut(image.tiff()), 0, ("DC512",)),
    Made("photo.heic", image.heic, 0, ("DC520",)),
    Made("courriel.eml", mail.eml, says="Je vous confirme le virement vendredi."),
    Made("courriel-html.eml", partial(mail.eml, "", html="<p>Payé <b>demain</b></p>"), says="Payé demain"),
    Made("courriel-complet.eml", _mail_with_all, 8, says="Devis D-31"),
    Made("courriel-transfere.eml", partial(mail.nested_eml, 3), 4, says="Le premier message."),
    Made("outlook.msg", office.msg, says="Je vous confirme le virement vendredi."),
    Made("outlook-cp1252.msg", partial(office.msg, codepage="cp1252"), says="Règlement de la facture"),
    Made("outlook-html.msg", partial(office.msg, body="", html="<p>Payé <b>demain</b></p>".encode()), says="Payé demain"),
    Made("outlook-rtf.msg", partial(office.msg, body="", rtf=office.packed_rtf(office.rtf("Pay\\'e9 demain").decode())), says="Payé demain"),
    Made("outlook-complet.msg", _outlook_with_all, 7, says="Devis D-31"),
    Made("outlook-coupe.msg", lambda: office.msg()[:1500], 0, ("DC512",)),
    Made("facture-ubl.xml", xml.ubl, says="Menuiserie n° 1"),
    Made("avoir-ubl.xml", partial(xml.ubl, "CreditNote", number="A-2026-002"), says="A-2026-002"),
    Made("facture-cii.xml", xml.cii, says="Fenêtre en chêne"),
    Made("avoir-cii.xml", partial(xml.cii, "A-2026-003", "381"), says="A-2026-003"),
    Made("facture-entite.xml", xml.entity_file, 0, ("DC512",)),
    Made("facture-rires.xml", xml.laughs, 0, ("DC512",)),
    Made("autre.xml", lambda: b"<?xml version='1.0'?><catalogue/>", 0, ("DC517",)),
    Made("note.txt", mail.text, says="Mme Roux promet 4 800,00 €"),
    Made("note-cp1252.txt", partial(mail.text, "cp1252"), 1, ("DC519",), says="Mme Roux promet 4 800,00 €"),
    Made("note-utf16.txt", partial(mail.text, "utf-16"), says="Mme Roux promet 4 800,00 €"),
    Made("note-utf16-be.txt", partial(mail.text, "utf-16-be"), says="Mme Roux promet 4 800,00 €"),
    Made("note-bom.txt", partial(mail.text, "utf-8-bom"), says="Mme Roux promet 4 800,00 €"),
    Made("note.md", mail.text, says="Mme Roux promet 4 800,00 €"),
    Made("releve.csv", mail.csv, 1, ("DC519",), says="Facture F-2026-014"),
    Made("appel.wav", media.wav, 1, ("DC524",), says="3 secondes"),
    Made("appel.mp3", media.mp3, 1, ("DC524",), says="4 secondes"),
    Made("appel-variable.mp3", media.mp3_variable, 1, ("DC524",), says="4 secondes"),
    Made("vocal.ogg", media.ogg, 1, ("DC524",), says="5 secondes"),
    Made("son.flac", media.flac, 1, ("DC524",), says="6 secondes"),
    Made("film.mp4", media.mp4, 1, ("DC524",), says="7 secondes"),
    Made("film-a-la-fin.mov", partial(media.mp4, 7.0, b"qt  ", True), 1, ("DC524",), says="7 secondes"),
    Made("vocal.m4a", media.m4a, 1, ("DC524",), says="8 secondes"),
    Made("vocal.amr", media.amr, 1, ("DC524",), says="2 secondes"),
    Made("film.avi", media.avi, 1, ("DC524",), says="9 secondes"),
    Made("contrat.docx", office.docx, 0, ("DC520",)),
    Made("livraison.odt", office.odt, 0, ("DC520",)),
    Made("devis.rtf", office.rtf, 0, ("DC520",)),
    Made("archive.zip", office.archive, 0, ("DC517",)),
    Made("inconnu.bin", lambda: b"\x01\x02\x03inconnu", 0, ("DC517",)),
)  # fmt: skip
