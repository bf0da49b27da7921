"""Alerts with rules of a test's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from floorwalker.session.alerts import AlertRules, alerts_file, save_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from floorwalker.session.alerts import Rule

    SetRules = Callable[..., None]


@pytest.fixture
def set_rules(home: Path) -> SetRules:
    """set_rules(rule, …, notifications=…): what the user's file says."""
    del home

    def _set(*rules: Rule, notifications: bool = False, sound: bool = False) -> None:
        save_rules(alerts_file(), AlertRules(rules=rules, notifications=notifications, sound=sound))

    return _set
