"""Codes DC2xx: the soundness of the facts."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
