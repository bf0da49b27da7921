"""Marks beside the session: what the file says, whose it is, and what becomes of what others wrote."""

import errno
import json
import shutil
import threading
from pathlib import Path

import pytest

from floorwalker.session import marks as marks_module
from floorwalker.session.errors import SessionError
from floorwalker.session.marks import LONGEST_NOTE, Mark, Marks, change_marks, marks_file, read_marks
from floorwalker.session.reader import Reader
from tests.session import made


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return made.session_of(tmp_path / "five.fw", [made.payload(number) for number in range(5)])


def change(session: Path, **changes: str | None) -> Marks:
    """change(session, _2="note", _3=None): marks event 2 and takes the mark off event 3."""
    seqs = {int(name[1:]): note for name, note in changes.items()}
    with Reader.open(session) as reader:
        return change_marks(
            reader, {seq: None if note is None else Mark(seq=seq, note=note) for seq, note in seqs.items()}
        )


def read(session: Path) -> dict[int, str]:
    with Reader.open(session) as reader:
        return {seq: mark.note for seq, mark in read_marks(reader).items()}


def test_that_marks_are_read_again_in_order(session: Path) -> None:
    change(session, _4="", _2="the one that was refused\nsee log")
    assert read(session) == {2: "the one that was refused\nsee log", 4: ""}
    assert list(read(session)) == [2, 4]


def test_that_the_file_can_be_read_by_a_person_and_names_session_and_event(session: Path) -> None:
    change(session, _2="Zoë ☕")
    file = session.with_name("five.fw.marks.json")
    assert "Zoë ☕" in file.read_text("utf-8")
    with Reader.open(session) as reader:
        said = {"format": 1, "session": reader.session, "marks": [{"seq": 2, "id": made.guid(1), "note": "Zoë ☕"}]}
    assert json.loads(file.read_text("utf-8")) == said


def test_that_a_change_keeps_what_another_window_has_written(session: Path) -> None:
    change(session, _1="theirs", _2="theirs")
    assert {seq: mark.note for seq, mark in change(session, _2="ours", _3="ours").items()} == {
        1: "theirs",
        2: "ours",
        3: "ours",
    }
    change(session, _1=None)
    assert read(session) == {2: "ours", 3: "ours"}


def test_that_many_windows_at_once_lose_nothing(tmp_path: Path) -> None:
    session = made.session_of(tmp_path / "forty.fw", [made.payload(number) for number in range(40)])

    def mark(first: int) -> None:
        for seq in range(first, first + 10):
            change(session, **{f"_{seq}": f"by {first}"})

    windows = [threading.Thread(target=mark, args=(first,)) for first in (1, 11, 21, 31)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert list(read(session)) == list(range(1, 41))


def test_that_without_a_mark_there_is_no_file(session: Path) -> None:
    assert read(session) == {}
    change(session, _1="")
    change(session, _1=None)
    assert not marks_file(session).exists()


def test_that_marks_of_a_session_that_lay_there_before_are_not_shown_and_are_kept(session: Path) -> None:
    change(session, _1="of the old one")
    old = json.loads(marks_file(session).read_text())["session"]
    session.unlink()
    made.session_of(session, [made.payload(number) for number in range(5)])
    assert read(session) == {}
    change(session, _2="of the new one")
    assert read(session) == {2: "of the new one"}
    aside = json.loads((session.parent / f"five.fw.marks.{old}.json").read_text())
    assert aside["marks"][0]["note"] == "of the old one"


def test_that_a_mark_whose_event_has_another_id_is_not_shown(session: Path) -> None:
    change(session, _1="right", _2="wrong")
    file = marks_file(session)
    file.write_text(file.read_text().replace(made.guid(1), made.guid(99)))
    assert read(session) == {1: "right"}


def test_that_a_mark_is_found_through_a_link_to_the_session(session: Path, tmp_path: Path) -> None:
    change(session, _1="here")
    link = tmp_path / "elsewhere" / "link.fw"
    link.parent.mkdir()
    link.symlink_to(session)
    assert read(link) == {1: "here"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "is no file of marks"),
        ("[]", "is no file of marks"),
        ('{"format": 2, "session": "x", "marks": []}', "format"),
        ('{"session": "x", "marks": [{"seq": 0}]}', "marks/0/seq"),
        ('{"session": "x", "marks": [{"seq": 1, "note": "%s"}]}' % ("n" * (LONGEST_NOTE + 1)), "marks/0/note"),
    ],
)
def test_that_a_file_that_is_no_marks_is_told_and_left_as_it_is(session: Path, text: str, why: str) -> None:
    marks_file(session).write_text(text)
    with pytest.raises(SessionError, match=why):
        read(session)
    with pytest.raises(SessionError, match=why):
        change(session, _1="")
    assert marks_file(session).read_text() == text


def test_that_a_file_of_any_size_is_not_read_whole(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks_module, "_LARGEST", 100)
    marks_file(session).write_text(" " * 101)
    with pytest.raises(SessionError, match="more than 100 bytes"):
        read(session)


def test_that_only_so_many_events_can_be_marked(session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks_module, "MOST", 2)
    change(session, _1="", _2="")
    with pytest.raises(SessionError, match="At most 2 events"):
        change(session, _3="")
    assert list(read(session)) == [1, 2]


def test_that_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(session, _1="")

    def _refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as refusing:
        refusing.setattr(Path, "replace", _refuse)
        with pytest.raises(SessionError, match=r"five\.fw\.marks\.json cannot be opened or written"):
            change(session, _2="")
    assert read(session) == {1: ""}
    assert [path.name for path in session.parent.glob("*.part")] == []


def test_that_a_mark_goes_with_its_event(session: Path) -> None:
    change(session, _1="first", _5="last")
    with Reader.open(session) as reader:
        bounds = reader.bounds
        reader.bounds = lambda: (2, bounds()[1])  # type: ignore[method-assign]
        assert list(read_marks(reader)) == [5]
        assert list(change_marks(reader, {1: Mark(seq=1), 3: Mark(seq=3)})) == [3, 5]
    assert list(read(session)) == [3, 5]


def test_that_a_copy_of_session_and_marks_has_them(session: Path, tmp_path: Path) -> None:
    change(session, _3="x")
    copied = tmp_path / "copied.fw"
    shutil.copy(session, copied)
    shutil.copy(marks_file(session), marks_file(copied))
    assert read(copied) == {3: "x"}
