from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from floorwalker.session.filter.completion import complete
from floorwalker.session.filter.known import Known
from floorwalker.session.journal import Journal
from floorwalker.ui.events.filtering.knowing import Knowing
from floorwalker.ui.following import LiveSession, PayloadSource

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def offered(text: str, known: Known) -> list[str]:
    return [suggestion.written for suggestion in complete(text, len(text), known).suggestions]


def test_that_names_of_the_session_are_known_as_they_come(
    follow: Callable[..., LiveSession], journal: Journal, write: Callable[..., None], qtbot: "QtBot"
) -> None:
    write(0, 1)
    live = follow(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    knowing = Knowing(live)
    assert offered("agent:", knowing.known()) == ["agent.0", "agent.1"]
    write(2, ActivityCode=36, ActivityName="Back office")
    qtbot.waitUntil(lambda: len(live.columns) == 3)
    assert offered("agent:", knowing.known()) == ["agent.0", "agent.1", "agent.2"]
    assert offered("status:back", knowing.known()) == ['"Back office"']
    assert offered("feed:", knowing.known())


def test_that_fields_of_payloads_that_were_fetched_are_known(
    follow: Callable[..., LiveSession], journal: Journal, write: Callable[..., None], qtbot: "QtBot"
) -> None:
    write(0, AdditionalFields={"Skill Group": 1, "USER_NAME": "x"})
    live, payloads = follow(journal.path), PayloadSource(journal.path)
    qtbot.waitUntil(lambda: live.is_loaded)
    knowing = Knowing(live, payloads)
    assert offered("skill", knowing.known()) == []
    with qtbot.waitSignal(payloads.arrived):
        payloads.payload(1)
    assert offered("skill", knowing.known()) == ['"Skill Group":']
    assert "Username:" in offered("userna", knowing.known())
    assert '"USER_NAME":' not in offered("user", knowing.known())
    payloads.stop()


def test_that_an_event_that_is_not_there_teaches_no_field(
    follow: Callable[..., LiveSession], session: Path, qtbot: "QtBot"
) -> None:
    live, payloads = follow(session), PayloadSource(session)
    qtbot.waitUntil(lambda: live.is_loaded)
    knowing = Knowing(live, payloads)
    before = len(knowing.known().fields)
    with qtbot.waitSignal(payloads.arrived):
        payloads.payload(77)
    assert len(knowing.known().fields) == before
    payloads.stop()
