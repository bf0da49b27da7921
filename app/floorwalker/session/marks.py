"""The user's marks of events and their notes: a JSON file beside the session, `NAME.fw.marks.json`.

A session has one writer, its capture; whoever looks at it writes here instead. The file says which session it is of,
and each mark the Id of its event, so that no mark is ever shown on an event that it was not made for. Several windows
may write: each takes in what the file has, under a lock, before it puts a whole new one in its place. A mark goes with
its event. Any thread.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Final, Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from floorwalker.files import whole_file
from floorwalker.session.errors import SessionError, known_trouble
from floorwalker.session.filter.operators.fields import as_text
from floorwalker.session.filter.payload import Payload
from floorwalker.session.reader import Reader

MOST: Final = 10_000
"""Marks of a session: more than anyone looks through. What so many events have in common is a filter."""
LONGEST_NOTE: Final = 1_000
"""Characters."""

_LONGEST_ID: Final = 200
"""Characters of an Id that are written down and compared."""
_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a file that is read: the most marks with the longest notes have fewer."""
_PATIENCE: Final = 5
"""Seconds to wait for another window that writes, which takes milliseconds."""
_HARMLESS: Final = re.compile(r"[0-9A-Fa-f-]{8,36}")


class Mark(BaseModel):
    """An event that the user marked. seq: its number; id: its Id, "" while that is not known; note: "" for none."""

    model_config = ConfigDict(frozen=True)

    seq: Annotated[int, Field(ge=1)]
    id: str = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE)] = ""


Marks = dict[int, Mark]
"""By the events' numbers."""
Changes = Mapping[int, Mark | None]
"""New marks in place of what was there before; None takes one away."""


class _File(BaseModel):
    format: Literal[1] = 1
    session: str
    marks: Annotated[list[Mark], Field(max_length=MOST)]


def marks_file(session: Path) -> Path:
    """Where a session's marks lie."""
    session = session.resolve()
    return session.with_name(f"{session.name}.marks.json")


def read_marks(reader: Reader) -> Marks:
    """The marks of events that the session has, in order; none where no file is there, or one of another session.

    Raises SessionError where a file cannot be read, or is no file of marks.
    """
    found = _read(marks_file(reader.path))
    if found is None or found.session != reader.session:
        return {}
    oldest = reader.bounds()[0]
    marks = {mark.seq: mark for mark in sorted(found.marks, key=lambda mark: mark.seq) if mark.seq >= oldest}
    ids = _ids(reader, [seq for seq, mark in marks.items() if mark.id])
    return {seq: mark for seq, mark in marks.items() if not mark.id or ids.get(seq) == mark.id}


def change_marks(reader: Reader, changes: Changes) -> Marks:
    """Put changes into the file, beside what others have put there, and return all that it has then.

    The marks of another session that are in the way are moved aside. Raises SessionError; nothing is changed then.
    """
    path = marks_file(reader.path)
    with known_trouble(path), _alone(path):
        _move_foreign_aside(path, reader.session)
        wanted: dict[int, Mark | None] = {**read_marks(reader), **changes}
        oldest = reader.bounds()[0]
        kept = {seq: mark for seq in sorted(wanted) if (mark := wanted[seq]) is not None and seq >= oldest}
        if len(kept) > MOST:
            raise too_many()
        marks = _with_ids(reader, kept)
        _write(path, reader.session, marks)
    return marks


def too_many() -> SessionError:
    """More events than can be marked."""
    return SessionError(f"At most {MOST:,} events of a session can be marked.", "Filter for what they have in common.")


def _read(path: Path) -> _File | None:
    with known_trouble(path):
        if not path.exists():
            return None
        with path.open("rb") as file:
            text = file.read(_LARGEST + 1)
    if len(text) > _LARGEST:
        raise _no_marks(path, f"it has more than {_LARGEST:,} bytes")
    try:
        return _File.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = "/".join(str(step) for step in first["loc"])
        raise _no_marks(path, f"{where}: {first['msg']}" if where else first["msg"]) from None


def _write(path: Path, session: str, marks: Marks) -> None:
    if not marks:
        path.unlink(missing_ok=True)
        return
    text = _File(session=session, marks=list(marks.values())).model_dump_json(indent=2)
    with whole_file(path) as out:
        out.write(text.encode("utf-8", "replace") + b"\n")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """No other window writes meanwhile. The lock's file stays, hidden: to take it away would let two hold it."""
    try:
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            yield
    except Timeout:
        raise SessionError(
            f"Another window has been writing to {path} for {_PATIENCE} seconds.", "Close it, and mark again."
        ) from None


def _move_foreign_aside(path: Path, session: str) -> None:
    found = _read(path)
    if found is not None and found.session != session:
        whose = found.session if _HARMLESS.fullmatch(found.session) else "other"
        path.replace(path.with_name(f"{path.name.removesuffix('.json')}.{whose}.json"))


def _with_ids(reader: Reader, marks: Marks) -> Marks:
    ids = _ids(reader, [seq for seq, mark in marks.items() if not mark.id])
    return {seq: mark.model_copy(update={"id": ids[seq]}) if seq in ids else mark for seq, mark in marks.items()}


def _ids(reader: Reader, seqs: list[int]) -> dict[int, str]:
    """The events' Ids as far as they are written down; those that are not there are left out."""
    return {seq: _id(payload) for seq, payload in reader.payloads(seqs)}


def _id(payload: bytes) -> str:
    sent = next(iter(Payload(payload).fields.get("id", ())), "")
    return as_text(sent)[:_LONGEST_ID]


def _no_marks(path: Path, why: str) -> SessionError:
    return SessionError(f"{path} is no file of marks ({why}).", "Correct it, or move it elsewhere.")
