"""Codes DC3xx: computing what is owed."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
