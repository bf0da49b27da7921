"""What was told: each cause once, until it is over."""

from collections import deque
from collections.abc import Iterable
from itertools import count
from typing import Final, NamedTuple

from floorwalker.session.alerts.alert import Alert, Breach, Cause

REMEMBERED: Final = 100
"""Alerts that are over."""


class Changes(NamedTuple):
    """What has changed with one look. fired: alerts that are new, or have come to a graver stage. cleared: those that
    are over. is_other: whether anything of any alert is another now, its count too."""

    fired: list[Alert]
    cleared: list[Alert]
    is_other: bool


class Ledger:
    """Compares what stands with what was told. For one thread."""

    def __init__(self) -> None:
        self._alerts: dict[Cause, Alert] = {}
        self._numbers = count(1)
        self.past: deque[Alert] = deque(maxlen=REMEMBERED)

    def __len__(self) -> int:
        """How many stand."""
        return len(self._alerts)

    def standing(self) -> list[Alert]:
        """Those that stand, in the order in which they were told."""
        return list(self._alerts.values())

    def compare(self, standing: Iterable[Breach], ours: float, *, telling: bool = True) -> Changes:
        """Take in all that stands now, by our clock. telling: whether what is new is told, or left for later."""
        fired: list[Alert] = []
        is_other = False
        now = {about.cause: about for about in standing}
        for cause, about in now.items():
            known = self._alerts.get(cause)
            if known is None:
                if not telling:
                    continue
                known = self._alerts[cause] = Alert(next(self._numbers), about, ours)
                fired.append(known)
            elif known.about != about:
                is_other = True
                if about.stage > known.about.stage:
                    known.fired, known.acknowledged = ours, False
                    fired.append(known)
                known.about = about
        cleared = [self._clear(cause, ours) for cause in list(self._alerts) if cause not in now]
        return Changes(fired, cleared, is_other or bool(fired or cleared))

    def _clear(self, cause: Cause, ours: float) -> Alert:
        alert = self._alerts.pop(cause)
        alert.cleared = ours
        self.past.append(alert)
        return alert
