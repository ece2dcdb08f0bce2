"""What time alone does: a change of position on a day, for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dossier.procedure.position import Reason


@dataclass(frozen=True, slots=True)
class Tick:
    """A change that happens by itself at the start of the day of its reason, the day after a period's last one."""

    reason: Reason
    changes: Mapping[str, Any]
