"""The job that reads one message, an e-mail or an Outlook file, as data for an entry of the journal."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from dossier.ground.jobs import Result
from dossier.pdf.annexes import Attached
from dossier.pdf.message import Mail, Unfit, read_mail
from dossier.pdf.outlook import read_outlook

KEPT = 20_000
"""Characters of the text that are looked at for names and numbers."""
MOST_ATTACHED = 100


def read_job(options: dict[str, Any], inputs: dict[str, bytes]) -> Result:
    """The task of a worker: a message as JSON, and each file attached to it by its place in `attached`.

    Options: form ('eml' or 'msg'). Facts: `unfit`, why it is none; else subject, sender and to (`shown` as written, `addresses` in
    small letters), sent (the moment in UTC, '' when unknown), message_id, reply_to, text, attached, remarks, warnings.
    """
    try:
        mail = read_outlook(inputs["file"]) if options["form"] == "msg" else read_mail(inputs["file"])
    except Unfit as error:
        return Result(facts={"unfit": str(error)})
    kept = [item for item in mail.attached if item.data and not item.decor][:MOST_ATTACHED]
    return Result({str(n): item.data for n, item in enumerate(kept)}, _facts(mail, [_named(item) for item in kept]))


def _facts(mail: Mail, names: list[str]) -> dict[str, Any]:
    remarks = list(mail.remarks)
    left = sum(not item.data for item in mail.attached)
    if left:
        remarks.append("un fichier joint n’a pas pu être extrait ; il reste dans le message")
    return {
        "subject": mail.subject, "sender": _people(mail.sender, mail.from_addresses),
        "to": _people(", ".join(filter(None, (mail.to, mail.copy))), mail.to_addresses),
        "sent": _moment(mail), "written_date": mail.written_date, "message_id": mail.message_id, "reply_to": mail.reply_to,
        "text": mail.text[:KEPT], "attached": names, "remarks": remarks, "warnings": list(mail.warnings),
    }  # fmt: skip


def _named(item: Attached) -> str:
    """The name of an attached file; a message that was forwarded has the ending of one, so that it shows."""
    return f"{item.name}.eml" if item.form == "eml" and not item.name.lower().endswith(".eml") else item.name


def _people(shown: str, addresses: tuple[str, ...]) -> dict[str, Any]:
    return {"shown": shown[:500], "addresses": list(addresses[:1000])}


def _moment(mail: Mail) -> str:
    """The moment of sending in UTC; a clock whose zone is not told counts as that of UTC, as the standard says of -0000."""
    if mail.sent is None:
        return ""
    sent = mail.sent if mail.sent.tzinfo is not None else mail.sent.replace(tzinfo=UTC)
    try:
        return sent.astimezone(UTC).isoformat(timespec="minutes")
    except (ValueError, OverflowError):
        return ""
