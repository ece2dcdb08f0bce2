"""Codes DC1xx: reading a workspace."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
