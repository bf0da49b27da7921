"""The sentence under the filter bar."""

import pytest

from floorwalker.session.filter import parse_filter
from tests.session.filter.world import CATALOG


@pytest.mark.parametrize(
    ("expression", "sentence"),
    [
        ("", "All events"),
        (
            "category:agent code:StatusChanged,5 -agent:bot*",
            "Agent events StatusChanged or AcceptedWorkItem, not from agents bot*",
        ),
        ("category:voice", "Chat events"),
        ("category:1,email", "Agent or Email events"),
        ("category:ivr code:12", "IVR events with code 12"),
        ("category:9", "Events of category 9"),
        ("-category:agent", "Events not of category Agent"),
        ("code:signedin", "Events SignedIn"),
        ("code:*workitem", "Events with code *workitem"),
        ("event:agent/3,email/*", "Events of kind Agent · StatusChanged or Email · any"),
        ("agent:j.smith", "Events from agent j.smith"),
        ("agent:*", "Events from any agent"),
        ('team:Sales,"Back office"', "Events from agents in team Sales or Back office"),
        ("-team:*", "Events not from agents in any team"),
        ("status:BusyOnBreak,Wrapup", "Events that set the status BusyOnBreak or Wrapup"),
        ("-status:34", "Events that do not set the status 34"),
        ("created:>-15m", "Events created in the last 15 minutes"),
        ("created:<-1d", "Events created before 1 day ago"),
        ("created:-1d..", "Events created in the last day"),
        (
            "received:2026-11-22T09:00..2026-11-22T11:00+01:00",
            "Events received from 2026-11-22 09:00 UTC to 2026-11-22 10:00 UTC",
        ),
        ("seq:100..200", "Events with number from 100 to 200"),
        ("feed:ws*", "Events from feed ws*"),
        ("is:late", "Events that are late"),
        ("-is:late,marked", "Events that are neither late nor marked"),
        (
            'ActivityCode:36 QueueName:~"^sales" ExitCode:>0',
            "Events with ActivityCode 36, with QueueName matching ^sales, with ExitCode over 0",
        ),
        ("QueueName:*", "Events with any QueueName"),
        ("DueUtc:>=-2h", "Events with DueUtc in the last 2 hours"),
        ('"hold music"', "Events with “hold music” in the payload"),
        ("a OR b c", "Events either with “a” in the payload, or with “b” in the payload and with “c” in the payload"),
        ("agent:a -(is:late OR code:3)", "Events from agent a, neither that are late nor with code 3"),
    ],
)
def test_that_a_filter_says_its_meaning_in_one_plain_sentence(expression: str, sentence: str) -> None:
    assert parse_filter(expression, CATALOG).english() == sentence
