"""Codes DC4xx: the legal stage."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
