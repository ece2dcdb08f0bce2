"""Optional content: which layers of a PDF show when it is opened, carried into a copy or a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Layers:
    """The layers that one PDF received from others, and those of them that are hidden."""

    groups: list[Any] = field(default_factory=list)
    hidden: list[Any] = field(default_factory=list)


def gather_layers(target: Any, source: Any, layers: Layers) -> None:
    """Copy the layers of *source* into *target* and note which are hidden at opening.

    Without this a layer that its author hid would show. Switching rules by zoom, print or language are not carried.
    """
    from pikepdf import Array, Dictionary

    known = source.Root.get("/OCProperties")
    if not isinstance(known, Dictionary) or not isinstance(known.get("/OCGs"), Array):
        return
    default = known.get("/D")
    off = _off(list(known.OCGs), default if isinstance(default, Dictionary) else Dictionary())
    for group in known.OCGs:
        if isinstance(group, Dictionary) and group.is_indirect:
            copy = target.copy_foreign(group)
            layers.groups.append(copy)
            if group.objgen in off:
                layers.hidden.append(copy)


def write_layers(target: Any, layers: Layers) -> None:
    """Give *target* the layers that were gathered."""
    from pikepdf import Array, Dictionary

    if layers.groups:
        target.Root.OCProperties = Dictionary(OCGs=Array(layers.groups), D=Dictionary(OFF=Array(layers.hidden), Order=Array([])))


def _off(groups: Sequence[Any], default: Any) -> set[tuple[int, int]]:
    """Object numbers of the layers that are hidden at opening."""
    from pikepdf import Array, Dictionary

    def named(key: str) -> set[tuple[int, int]]:
        listed = default.get(key)
        return {item.objgen for item in listed if isinstance(item, Dictionary)} if isinstance(listed, Array) else set()

    if default.get("/BaseState") == "/OFF":
        return {group.objgen for group in groups if isinstance(group, Dictionary)} - named("/ON")
    return named("/OFF")
