"""The addresses `dossier:` that acts use among themselves, and taking them out of a PDF that is read alone."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

SCHEME = "dossier:"
PIECE = f"{SCHEME}piece/"
"""Address of a piece in an act: `dossier:piece/3`, or `dossier:piece/3/2` for a page of it.

The bundle turns it into a jump to the first page of the piece, or to that page.
"""
LINE = f"{SCHEME}ligne/"
"""Address of a line of the décompte: `dossier:ligne/7`. The bundle turns it into a jump to the anchor `ligne-7` of an act."""
ANCHOR = "ligne-"

_ADDRESS = re.compile(rf"{PIECE}([0-9]{{1,6}})(?:/([0-9]{{1,6}}))?")


def piece_address(number: int, page: int = 0) -> str:
    """The address of a piece, or of a page of it: pages count from 1 within its clean PDF, 0 for the piece as a whole."""
    return f"{PIECE}{number}/{page}" if page else f"{PIECE}{number}"


def piece_of(address: str) -> tuple[int, int]:
    """The piece and the page (0 for its first) that an address names; (0, 0) for what is no such address."""
    match = _ADDRESS.fullmatch(address)
    return (int(match[1]), int(match[2] or 0)) if match else (0, 0)


def without_piece_links(pdf: bytes) -> bytes:
    """The same PDF without annotations to `dossier:` addresses; unchanged bytes when it has none.

    In a tagged PDF the structure elements keep their text and lose their reference to the annotation.
    """
    if b"dossier:" not in pdf and b"/ObjStm" not in pdf:
        return pdf
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        gone = set()
        for page in document.pages:
            gone |= _clear(page)
        if not gone:
            return pdf
        if "/StructTreeRoot" in document.Root:
            _forget(document.Root.StructTreeRoot, gone)
        out = BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return out.getvalue()


def _clear(page: Any) -> set[tuple[int, int]]:
    """Remove the annotations of a page that lead to `dossier:`; return their object numbers."""
    if "/Annots" not in page:
        return set()
    gone, kept = set(), []
    for annotation in page.Annots:
        action = annotation.get("/A")
        if action is not None and str(action.get("/URI", "")).startswith(SCHEME):
            gone.add(annotation.objgen)
        else:
            kept.append(annotation)
    if kept:
        page.Annots[:] = kept
    elif gone:
        del page["/Annots"]
    return gone


def _forget(root: Any, gone: set[tuple[int, int]]) -> None:
    """Drop references to the removed annotations from the structure tree and from its parent tree."""
    import pikepdf

    def is_gone(kid: Any) -> bool:
        return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR" and kid.Obj.objgen in gone

    waiting, emptied = [root], set()
    while waiting:
        element = waiting.pop()
        kids = element.get("/K")
        if isinstance(kids, pikepdf.Array):
            kept = [kid for kid in kids if not is_gone(kid)]
            if len(kept) != len(kids):
                element.K = pikepdf.Array(kept)
                element.S = pikepdf.Name.Span
                emptied.add(element.objgen)
        elif kids is not None:
            kept = [kids]
        else:
            kept = []
        waiting += [kid for kid in kept if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    tree = root.get("/ParentTree")
    if tree is not None and "/Nums" in tree:
        pairs = list(zip(tree.Nums[::2], tree.Nums[1::2], strict=True))
        # A page's entry is an array of its elements; an annotation's is the one element, which may now have none.
        kept_pairs = [pair for pair in pairs if isinstance(pair[1], pikepdf.Array) or pair[1].objgen not in emptied]
        tree.Nums = pikepdf.Array([item for pair in kept_pairs for item in pair])
