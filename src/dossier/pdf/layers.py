"""Optional content: which layers of a PDF show when it is opened, carried into a copy or a bundle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def carry_layers(target: Any, sources: Sequence[Any]) -> None:
    """Give *target* the layers of the files its pages came from, each on or off as its own file opens.

    Without this a layer that its author hid would show. Switching rules by zoom, print or language are not carried.
    """
    from pikepdf import Array, Dictionary

    groups: list[Any] = []
    hidden: list[Any] = []
    for source in sources:
        layers = source.Root.get("/OCProperties")
        if not isinstance(layers, Dictionary) or not isinstance(layers.get("/OCGs"), Array):
            continue
        default = layers.get("/D")
        off = _off(list(layers.OCGs), default if isinstance(default, Dictionary) else Dictionary())
        for group in layers.OCGs:
            if isinstance(group, Dictionary) and group.is_indirect:
                copy = target.copy_foreign(group)
                groups.append(copy)
                if group.objgen in off:
                    hidden.append(copy)
    if groups:
        target.Root.OCProperties = Dictionary(OCGs=Array(groups), D=Dictionary(OFF=Array(hidden), Order=Array([])))


def _off(groups: Sequence[Any], default: Any) -> set[tuple[int, int]]:
    """Object numbers of the layers that are hidden at opening."""
    from pikepdf import Array, Dictionary

    def named(key: str) -> set[tuple[int, int]]:
        listed = default.get(key)
        return {item.objgen for item in listed if isinstance(item, Dictionary)} if isinstance(listed, Array) else set()

    if default.get("/BaseState") == "/OFF":
        return {group.objgen for group in groups if isinstance(group, Dictionary)} - named("/ON")
    return named("/OFF")
