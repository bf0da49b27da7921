"""Late events: marked by the journal as they arrive, feed by feed."""

from pathlib import Path

import pytest

from floorwalker.event.notes import Note
from floorwalker.session.errors import SessionError
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from tests.session.made import CATALOG, NOON, delivery, micros, new_journal, payload, stamp


def created(number: int, seconds: int) -> bytes:
    return payload(number, CreationDateUtc=stamp(NOON + seconds))


def late(path: Path) -> list[int]:
    with Reader.open(path) as reader:
        rows = reader.rows_after(0, 1000)
    return [int(seq) for seq, notes in zip(rows[:, 0], rows[:, 9], strict=True) if notes & Note.LATE]


@pytest.mark.parametrize("apart", [True, False], ids=["in deliveries of their own", "in one delivery"])
def test_that_an_event_more_than_five_seconds_behind_the_newest_of_its_feed_is_late(
    tmp_path: Path, apart: bool
) -> None:
    bodies = [created(number, seconds) for number, seconds in enumerate([100, 95, 94, 200, 195, 194, 100, 199])]
    with new_journal(tmp_path / "a.fw") as journal:
        journal.append([delivery(body, at=200) for body in bodies] if apart else [delivery(*bodies, at=200)])
    assert late(tmp_path / "a.fw") == [3, 6, 7]


def test_that_another_feed_s_events_make_none_late(tmp_path: Path) -> None:
    with new_journal(tmp_path / "a.fw") as journal:
        other = journal.feed("connect", "ws://there/feed")
        journal.append(
            [delivery(created(0, 100)), delivery(created(1, 0), feed=other), delivery(created(2, 6), feed=1)]
        )
    assert late(tmp_path / "a.fw") == [3]


def test_that_the_newest_is_known_when_the_session_goes_on(tmp_path: Path) -> None:
    with new_journal(tmp_path / "a.fw") as journal:
        journal.append([delivery(created(0, 100))])
    with Journal.open(tmp_path / "a.fw", CATALOG, micros(300)) as journal:
        journal.append([delivery(created(1, 94)), delivery(created(2, 95))])
    assert late(tmp_path / "a.fw") == [2]


def test_that_what_was_not_stored_makes_nothing_late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_journal(tmp_path / "a.fw") as journal:
        with monkeypatch.context() as patch:
            patch.setattr("floorwalker.session.batch.Batch.write", _full_disk)
            with pytest.raises(SessionError):
                journal.append([delivery(created(0, 1000))])
        journal.append([delivery(created(1, 100))])
    assert late(tmp_path / "a.fw") == []


def _full_disk(*_: object) -> None:
    raise OSError(28, "No space left on device")
