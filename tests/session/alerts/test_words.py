from __future__ import annotations

import pytest

from floorwalker.session.alerts import (
    AvailableRule,
    Breach,
    DeclinedRule,
    FeedRule,
    FilterRule,
    Kind,
    Rule,
    StatusRule,
)
from floorwalker.session.alerts.words import sentence, title
from tests.event.made import CATALOG


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (StatusRule(status="34", warns=900, alerts=1200), "On break longer than 15 min warns, 20 min alerts"),
        (
            StatusRule(status="BusyOther", reason="Training", alerts=90),
            "Other · Training longer than 1 min 30 s alerts",
        ),
        (StatusRule(status="Walkabout", warns=60), "Walkabout longer than 1 min warns"),
        (AvailableRule(), "No agent available for 30 s alerts"),
        (
            AvailableRule(fewer_than=3, status="16,17", filter="agent:j*", severity="warns"),
            "Fewer than 3 agents of agent:j* available or accepting internal calls for 30 s warns",
        ),
        (DeclinedRule(), "3 work items declined by one agent within 10 min alerts"),
        (FeedRule(silent=300, lost=10), "A source silent for 5 min or not connected for 10 s alerts"),
        (FilterRule(filter="code:2", times=1, within=60), "1 event of “code:2” within 1 min alerts"),
    ],
)
def test_that_a_rule_is_told_in_plain_english(rule: Rule, words: str) -> None:
    assert sentence(rule, CATALOG) == words


def test_that_an_alert_is_told_in_plain_english() -> None:
    assert (
        title(Breach(Kind.STATUS, 2, 0, activity=36, limit=1200.0), CATALOG, "Training")
        == "Other · Training over 20 min"
    )
    assert (
        title(Breach(Kind.DECLINED, 2, 0, DeclinedRule(), many=4), CATALOG, "") == "Declined 4 work items within 10 min"
    )
    assert title(Breach(Kind.LOST, 2, 0, FeedRule(lost=10), 1), CATALOG, "") == "Not connected"
