"""Which events are marked, and with what note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from floorwalker.session.marks import LONGEST_NOTE, MOST, Mark, too_many
from floorwalker.ui.events.marks.keeper import Keeper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from floorwalker.session.errors import SessionError
    from floorwalker.session.marks import Changes, Marks
    from floorwalker.ui.following import LiveSession

_UNDOS: Final = 100


class SessionMarks(QObject):
    """The marks of a session, for the window's thread only; kept in their file by a thread of their own.

    `by_seq` is the one mapping of them, by the events' numbers; it is for reading. changed: it has others now.
    told(str): one line on what was done. troubled(SessionError): the file cannot be read or written, so that new marks
    are in this window only, until settled. `stop` writes what is to be written. `undos` undoes what is done here.
    """

    changed = Signal()
    told = Signal(str)
    troubled = Signal(object)
    settled = Signal()

    def __init__(self, live: LiveSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self.by_seq: Marks = {}
        self._unsaved: dict[int, Mark | None] = {}
        self._number = 0
        self._trouble = ""
        self.undos = QUndoStack(self)
        self.undos.setUndoLimit(_UNDOS)
        self._keeper = Keeper(live.path, self)
        self._keeper.read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)
        self._keeper.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        live.rows_appended.connect(self._on_rows_appended)
        live.rows_removed.connect(self._on_rows_removed)
        if len(live.columns):
            self._keeper.start()

    @property
    def seqs(self) -> frozenset[int]:
        """The numbers of the marked events."""
        return frozenset(self.by_seq)

    def toggle(self, seqs: Iterable[int]) -> None:
        """Mark these events; where all of them are marked, take their marks off, with the notes."""
        seqs = list(seqs)
        new = [seq for seq in seqs if seq not in self.by_seq]
        if new:
            self._do({seq: Mark(seq=seq) for seq in new}, f"{_events(len(new))} marked")
        elif seqs:
            self.take_off(seqs)

    def take_off(self, seqs: Iterable[int]) -> None:
        """These events shall not be marked."""
        marked = [seq for seq in seqs if seq in self.by_seq]
        noted = sum(bool(self.by_seq[seq].note) for seq in marked)
        lost = f" and {'its note' if noted == 1 else f'{noted:,} notes'}" if noted else ""
        if marked:
            what = f"{'The mark' if len(marked) == 1 else f'{len(marked):,} marks'}{lost} taken off (Ctrl+Z undoes it)"
            self._do(dict.fromkeys(marked), what)

    def write_note(self, seqs: Iterable[int], note: str) -> None:
        """Mark these events with a note, "" for none; longer than `LONGEST_NOTE` characters it is cut."""
        note = note.strip()[:LONGEST_NOTE]
        changes = {seq: self.by_seq.get(seq, Mark(seq=seq)).model_copy(update={"note": note}) for seq in seqs}
        changes = {seq: mark for seq, mark in changes.items() if self.by_seq.get(seq) != mark}
        if changes:
            several = f" to {len(changes):,} events" if len(changes) > 1 else ""
            self._do(changes, f"Note written{several}" if note else "Note taken away")

    def stop(self) -> None:
        """Write what is to be written, and end the thread."""
        self._live.rows_appended.disconnect(self._on_rows_appended)
        self._live.rows_removed.disconnect(self._on_rows_removed)
        self._keeper.stop()

    def _do(self, changes: Changes, words: str) -> None:
        added = sum(mark is not None and seq not in self.by_seq for seq, mark in changes.items())
        if added and len(self.by_seq) + added > MOST:
            self.told.emit(str(too_many()))
            return
        self.undos.push(_Change(words, self._put, {seq: self.by_seq.get(seq) for seq in changes}, changes))
        self.told.emit(words)

    def _put(self, changes: Changes) -> None:
        """These marks in place of those before; of events that are gone meanwhile, none."""
        there = {seq: mark for seq, mark in changes.items() if self._live.columns.row_of(seq) is not None}
        self._unsaved |= there
        self._number = self._keeper.keep(there)
        self._replace(self.by_seq, there)

    def _replace(self, marks: Marks, changes: Changes) -> None:
        # What was read before events left has marks of theirs. From the file these go when it is written the next time.
        oldest = int(self._live.columns.seq[0]) if len(self._live.columns) else 0
        wanted = {**marks, **changes}
        found = {seq: mark for seq in sorted(wanted) if (mark := wanted[seq]) is not None and seq >= oldest}
        if found != self.by_seq:
            self.by_seq.clear()
            self.by_seq.update(found)
            self.changed.emit()

    def _on_rows_appended(self, _first: int, _end: int) -> None:
        if not self._keeper.isRunning():
            self._keeper.start()

    def _on_rows_removed(self, _count: int) -> None:
        self._replace(self.by_seq, {})

    def _on_read(self, marks: Marks, number: int) -> None:
        if number == self._number:
            self._unsaved.clear()
        self._replace(marks, self._unsaved)
        if self._trouble:
            self._trouble = ""
            self.settled.emit()

    def _on_failed(self, error: SessionError) -> None:
        if str(error) != self._trouble:
            self._trouble = str(error)
            self.troubled.emit(error)


class _Change(QUndoCommand):
    """Marks in place of others, done and undone."""

    def __init__(self, words: str, put: Callable[[Changes], None], before: Changes, after: Changes) -> None:
        super().__init__(words)
        self._put = put
        self._before = before
        self._after = after

    def redo(self) -> None:
        self._put(self._after)

    def undo(self) -> None:
        self._put(self._before)


def _events(count: int) -> str:
    return "Event" if count == 1 else f"{count:,} events"
