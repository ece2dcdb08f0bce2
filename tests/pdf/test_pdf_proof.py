"""The check after binding: each fault that binding could make is put in on purpose, and the bundle is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pdf_makers import add_page, bind_options, clean_of, pdf_of, piece_part, written
from pikepdf import Array, Dictionary, Name

from dossier.ground.jobs import Result
from dossier.pdf import bind as binding
from dossier.pdf import gather as gathering
from dossier.pdf import linking, marking, proof
from dossier.pdf.destinations import Target
from dossier.pdf.expected import Expected, Span
from dossier.pdf.gather import Gathered
from dossier.pdf.print import render
from dossier.pdf.proof import Plan, faults, labels_to_read, worth_reading

Patch = Callable[[pytest.MonkeyPatch], None]

LIST = (
    '<html lang="fr"><body><p><a href="dossier:piece/1">Contrat</a></p><p><a href="dossier:piece/2">Facture</a></p>'
    '<p><a href="dossier:piece/1/3">Contrat, p. 3</a></p></body></html>'
)


def inputs() -> dict[str, Any]:
    """A list, a contract of four pages with an outline (one of them landscape by rotation), an invoice."""
    contract = pikepdf.new()
    for number in range(4):
        add_page(contract, f"contrat p{number + 1}", rotate=90 if number == 2 else 0)
    with contract.open_outline() as entries:
        entries.root.append(pikepdf.OutlineItem("Article 9", 1))
    return {
        "list": render(LIST, "body {font-family: Inter}", created=date(2026, 11, 21)).pdf,
        "p1": clean_of(written(contract)),
        "p2": clean_of(pdf_of("facture", "conditions")),
    }


PARTS = (
    {"kind": "list", "title": "Bordereau", "input": "list", "number": 0, "label": "", "corners": [], "first_page": 1, "pages": 1},
    piece_part(1, "p1", first_page=2, pages=4),
    piece_part(2, "p2", first_page=6, pages=2),
)


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return inputs()


def bound(made: dict[str, Any], parts: Sequence[dict[str, Any]] = PARTS, **more: Any) -> Result:
    return binding.bind(bind_options([dict(part) for part in parts], **more), dict(made))


def wrapped(module: Any, name: str, change: Callable[..., Any]) -> Patch:
    """Replaces a function of binding by one that calls it and changes something: `change(function, *arguments)`."""

    def patch(monkeypatch: pytest.MonkeyPatch) -> None:
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *arguments, **named: change(real, *arguments, **named))

    return patch


def swapped(items: Sequence[Any], one: int, other: int) -> list[Any]:
    """The same items with two in each other's place."""
    found = list(items)
    found[one], found[other] = found[other], found[one]
    return found


def hidden(real: Any, pdf: Any, pages: Sequence[Any]) -> None:
    """Draws white over everything on a page, after its label."""
    pages[3].Contents = Array([*pages[3].Contents, pdf.make_stream(b"1 g 0 0 2000 2000 re f")])
    real(pdf, pages)


def lost_leaf(real: Any, *arguments: Any) -> tuple[list[Any], tuple[int, ...]]:
    """A piece of which the last page is forgotten."""
    leaves, prints = real(*arguments)
    return leaves[:-1] or leaves, prints


def moved_leaf(real: Any, *arguments: Any) -> tuple[list[Any], tuple[int, ...]]:
    """A contract whose first two pages change places."""
    leaves, prints = real(*arguments)
    return (swapped(leaves, 0, 1) if len(leaves) == 4 else leaves), prints


def shifted(real: Any, pdf: Any, entries: Sequence[Any]) -> None:
    """An outline of which each entry leads where the one before should."""
    goals = [goal for _, _, goal in entries]
    real(pdf, [(depth, title, goals[max(0, i - 1)]) for i, (depth, title, _) in enumerate(entries)])


def off_by_one(real: Any, gathered: Gathered) -> list[Any]:
    """An outline that is planned one page too far."""
    return [(depth, title, page + 1 if page > 1 else page) for depth, title, page in real(gathered)]


def stray(real: Any, pdf: Any, pages: Sequence[Any]) -> None:
    """A link that nobody planned."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=Array([pages[0], Name.Fit]))
    pages[4].Annots = Array([pdf.make_indirect(note)])
    real(pdf, pages)


def emptied(real: Any, *arguments: Any) -> Any:
    """A piece whose second page loses its drawing on the way."""
    leaves, prints = real(*arguments)
    if len(leaves) > 1:
        leaves[1].page.Contents = arguments[0].make_stream(b"")
    return leaves, prints


FAULTS: dict[str, tuple[Patch, str]] = {
    "a link to the next page": (
        wrapped(linking, "destination", lambda real, page, view: real(page.Parent.Kids[4], view)), "lien de la liasse"),
    "a citation of the wrong page": (
        wrapped(Gathered, "goal", lambda real, self, address: Target(real(self, address).page + 1)), "mène à la page"),
    "no stamp": (
        wrapped(marking, "draw_label", lambda real, mark, sheet, corner: b"q Q" if "2/4" in mark.text else real(mark, sheet, corner)),
        "« Pièce n° 1 · p. 2/4 » manque à la page 3"),
    "no page number": (
        wrapped(marking, "draw_folio", lambda real, text, *more: b"q Q" if text.startswith("4") else real(text, *more)),
        "manque à la page 4"),
    "the page number of another page": (
        wrapped(binding, "folios", lambda real, count, options: swapped(real(count, options), 2, 3)), "manque à la page"),
    "a stamp of another page": (
        wrapped(marking, "draw_label", lambda real, mark, *more: real(replace(mark, text=mark.text.replace("2/4", "3/4")), *more)),
        "manque à la page 3"),
    "a stamp that ignores the rotation": (
        wrapped(marking, "draw_label", lambda real, mark, sheet, corner: real(mark, replace(sheet, rotation=0), corner)),
        "le cachet de la page 4 n’est pas droit"),
    "a stamp under a white sheet": (wrapped(binding, "hang_pages", hidden), "le cachet de la page 4 n’est pas écrit comme prévu"),
    "an outline written with the goals of its neighbours": (wrapped(binding, "write_outline", shifted), "signets"),
    "an outline planned off by one": (wrapped(binding, "_outline", off_by_one), "signets"),
    "a page lost when hung": (wrapped(binding, "hang_pages", lambda real, pdf, pages: real(pdf, pages[:-1])), "6 pages au lieu de 7"),
    "a page lost when gathered": (wrapped(gathering, "leaves_of", lost_leaf), "les parties en ont 7"),
    "two pages swapped when hung": (
        wrapped(binding, "hang_pages", lambda real, pdf, pages: real(pdf, swapped(pages, 2, 4))), "page 3"),
    "two pages swapped when gathered": (
        wrapped(gathering, "leaves_of", moved_leaf),
        "la page 2 ne montre pas ce que montre la page de sa source"),
    "a page without its content": (wrapped(gathering, "leaves_of", emptied), "ne montre pas"),
    "a link that nobody planned": (wrapped(binding, "hang_pages", stray), "lien"),
}  # fmt: skip


@pytest.mark.parametrize("whole", [True, False], ids=["small", "large"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_binding_is_found_and_nothing_is_published(
    made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, name: str, whole: bool
) -> None:
    """Also where the second library reads the first page of each piece only, because the bundle is large."""
    if not whole:
        monkeypatch.setattr(proof, "READ_WHOLE", 0)
    assert bound(made).problems == ()
    patch, words = FAULTS[name]
    patch(monkeypatch)
    result = bound(made)
    assert result.files == {}
    assert {problem.code for problem in result.problems} == {"DC601"}
    assert any(words in problem.message.replace("\u00a0", " ") for problem in result.problems), result.problems


@pytest.mark.parametrize(
    ("sheet", "words"),
    [({"rotation": 90}, "est tourné"), ({"rotation": 180}, "est tourné"), ({"x1": 900.0}, "sort de la feuille")],
)
def test_the_second_library_sees_a_stamp_that_a_person_would_not_read(
    made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, sheet: dict[str, Any], words: str
) -> None:
    """Turned, or off the sheet: said by where the letters stand, not by what was written."""
    monkeypatch.setattr(proof, "placed_on", lambda _: b"")
    wrapped(marking, "draw_label", lambda real, mark, old, corner: real(mark, replace(old, **sheet), corner))(monkeypatch)
    assert words in bound(made).problems[0].message


@pytest.mark.parametrize(("row", "said"), [(1, {"first_page": 3}), (2, {"pages": 1}), (2, {"first_page": 5})])
def test_a_list_that_names_other_pages_is_refused(made: dict[str, Any], row: int, said: dict[str, int]) -> None:
    """What the list of pieces prints is what a reader finds, also in the second volume."""
    parts = [dict(part) for part in PARTS]
    parts[row] |= said
    assert "est annoncé à la page" in bound(made, parts).problems[0].message
    second = [dict(part, first_page=part["first_page"] + 100) for part in PARTS]
    assert bound(made, second, before=100, total=107).problems == ()
    assert bound(made, PARTS, before=100, total=107).problems


def test_a_heading_with_a_character_that_stands_for_a_lost_one_is_no_fault(made: dict[str, Any]) -> None:
    """PDFium reads U+FFFD as a space; a name that could not be decoded must not hold back a whole bundle."""
    assert bound(made, [dict(PARTS[0], title="plan d\ufffdtaill\ufffd"), *PARTS[1:]]).problems == ()


def test_the_proof_reads_what_was_written() -> None:
    """A label, a jump, a heading or a page that is not as planned is a fault, each in its own words."""
    data = pdf_of("a")
    plan, wanted = Plan((b"",)), Expected(("",), (None,), (), ("",))
    assert faults(data, plan, wanted) == ()
    sample = pikepdf.open(BytesIO(data))
    sample.pages[0].obj.Contents = Array([sample.pages[0].obj.Contents])
    for more, word in (({"drawn": (b"q Q",)}, "écrit"), ({"jumps": ((0, 0),)}, "lien"), ({"faults": ("x",)}, "x")):
        (fault,) = faults(written(sample), replace(plan, **more), wanted)
        assert word in fault
    assert "cachet « z » manque" in faults(data, plan, replace(wanted, labels=("z",)))[0]
    assert "source" in faults(data, plan, replace(wanted, prints=(1,)))[0]
    assert "2 pages" in faults(pdf_of("a", "b"), plan, wanted)[0]
    outline = replace(plan, outline=((0, "x", 0),))
    assert "signets" in faults(data, outline, replace(wanted, spans=(Span("x", 0, 1),)))[0]
    assert "signets" in faults(data, plan, replace(wanted, spans=(Span("x", 0, 1),)))[0]


def test_a_large_bundle_is_read_at_every_piece() -> None:
    """Beyond 150 pages, the first page of each piece, the pages without label and those with links."""
    spans = (Span("Bordereau", 0, 2), Span("1", 2, 198, 1), Span("2", 200, 202, 2))
    wanted = Expected(("",) * 2 + ("x",) * 400, (None,) * 402, spans)
    assert worth_reading(Plan((), jumps=((1, 2), (7, 2))), wanted) == (0, 1, 2, 7, 200)
    assert [index for index, text in enumerate(labels_to_read(wanted)) if text] == [2, 200]
    many = Expected(("x",) * 400, (None,) * 400, tuple(Span(str(n), 2 * n, 2, n + 1) for n in range(200)))
    asked = [index for index, text in enumerate(labels_to_read(many)) if text]
    assert asked == list(range(0, 400, 10))
    small = replace(many, labels=("x",) * 100)
    assert labels_to_read(small) == small.labels


def test_pages_have_prints_of_their_own() -> None:
    """By their drawing, the forms in it, and the length of their pictures; ours on top changes nothing."""
    from dossier.pdf.prints import prints_of

    with pikepdf.open(BytesIO(clean_of(pdf_of("un", "deux", "un")))) as pdf:
        pages = [page.obj for page in pdf.pages]
        one, two, again = prints_of(pages)
        assert one == again != two
        pages[1].Contents = Array([pdf.make_stream(b"q"), pages[1].Contents, pdf.make_stream(b"Q q Q")])
        pages[2].Contents = Array([pages[2].Contents, pdf.make_stream(b"q Q")])
        assert prints_of(pages, [b"", b"Q q Q", b"q Q"]) == (one, two, one)


def test_an_act_whose_pages_inherit_is_bound_and_checked(made: dict[str, Any]) -> None:
    """Boxes, rotation and resources that stand above the pages come along, and the check knows the pages again."""
    with pikepdf.open(BytesIO(made["list"])) as pdf:
        page, root = pdf.pages[0].obj, pdf.Root.Pages
        for key in ("/MediaBox", "/Resources"):
            root[key] = page[key]
            del page[key]
        root.Rotate = 90
        changed = {**made, "list": written(pdf)}
    result = bound(changed)
    assert result.problems == ()
    with pikepdf.open(BytesIO(result.files["bundle.pdf"])) as pdf:
        first = pdf.pages[0].obj
        assert (int(first.Rotate), "/Font" in first.Resources, len(first.MediaBox)) == (90, True, 4)
