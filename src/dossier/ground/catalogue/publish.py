"""Codes DC8xx: publication and jobs."""

from __future__ import annotations

from dossier.ground.catalogue.rule import Rule

RULES: tuple[Rule, ...] = ()
