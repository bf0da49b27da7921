"""Alerts: which of the user's rules something breaks now, told once for each cause, and over when it is over.

`AlertRules` are what the user's file holds; `Engine` is fed with news and says which alerts stand. No Qt, no clock of
its own.
"""

from floorwalker.session.alerts.alert import Alert, Breach, Kind, Moment
from floorwalker.session.alerts.engine import Engine
from floorwalker.session.alerts.file import AlertsError, alerts_file, load_rules, save_rules
from floorwalker.session.alerts.ledger import Changes
from floorwalker.session.alerts.rules import (
    AlertRules,
    AvailableRule,
    CountingRule,
    DeclinedRule,
    FeedRule,
    FilterRule,
    Rule,
    StatusRule,
)

__all__ = [
    "Alert",
    "AlertRules",
    "AlertsError",
    "AvailableRule",
    "Breach",
    "Changes",
    "CountingRule",
    "DeclinedRule",
    "Engine",
    "FeedRule",
    "FilterRule",
    "Kind",
    "Moment",
    "Rule",
    "StatusRule",
    "alerts_file",
    "load_rules",
    "save_rules",
]
