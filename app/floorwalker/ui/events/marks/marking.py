"""Marks in the table: the keys that set them and go from one to the next, their flags, their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog, QLineEdit, QWidget

from floorwalker.session.marks import LONGEST_NOTE
from floorwalker.ui.events.marks.listing import MarksList
from floorwalker.ui.events.marks.marks import SessionMarks
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction

    from floorwalker.session.errors import SessionError
    from floorwalker.ui.events.actions import EventActions
    from floorwalker.ui.events.table.table import EventTable
    from floorwalker.ui.events.visible import VisibleRows
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look


class Marking(QObject):
    """Lets the user mark the selected events. told(str): one line on what was done. `stop` before the table goes.

    troubled(problem, remedy): marks cannot be read or written, until settled.
    """

    told = Signal(str)
    troubled = Signal(str, str)
    settled = Signal()

    def __init__(
        self,
        live: LiveSession,
        visible: VisibleRows,
        table: EventTable,
        actions: EventActions,
        look: Look,
    ) -> None:
        super().__init__(table)
        self._live = live
        self._visible = visible
        self._table = table
        self._look = look
        self.marks = SessionMarks(live, self)
        table.cells.marks = self.marks.by_seq
        self._add_actions(actions, table)
        self._connect()

    def event_actions(self) -> list[QAction]:
        """Those about single events, for their menu."""
        marked = bool(seqs := self._chosen()) and all(seq in self.marks.by_seq for seq in seqs)
        self.toggle.setText("Take the mark off" if marked else "Mark")
        return [self.toggle, self.note]

    def stop(self) -> None:
        """Write what is to be written, and end the thread."""
        self.marks.stop()

    def ask_note(self, seqs: Sequence[int], over: QWidget | None = None) -> None:
        """Let the user write a note to these events, which marks them."""
        if not seqs:
            return
        dialog = QInputDialog(over or self._table)
        dialog.setWindowTitle(f"Note to event {seqs[0]:,}" if len(seqs) == 1 else f"Note to {len(seqs):,} events")
        dialog.setLabelText("The event is marked, and the note kept beside the session. Empty: a mark without a note.")
        notes = {self.marks.by_seq[seq].note if seq in self.marks.by_seq else "" for seq in seqs}
        dialog.setTextValue(notes.pop() if len(notes) == 1 else "")
        for line in dialog.findChildren(QLineEdit):
            line.setMaxLength(LONGEST_NOTE)
        for box in dialog.findChildren(QDialogButtonBox):
            boxes.without_icons(box)
        dialog.resize(520, dialog.sizeHint().height())
        dialog.textValueSelected.connect(lambda note: self.marks.write_note(seqs, note))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def go(self, step: int) -> None:
        """To the next shown mark below (1) or above (-1) in the table, from the last one on to the first."""
        rows = [row for seq in self.marks.by_seq if (row := self._live.columns.row_of(seq)) is not None]
        shown = {position: row for row in rows if (position := self._table.position_of(row)) is not None}
        hidden = len(rows) - len(shown)
        also = f"; the filter hides {hidden:,} more" if hidden else ""
        if not shown:
            self.told.emit("The filter hides every marked event" if hidden else "No event is marked yet (M marks)")
            return
        here = self._table.currentIndex().row()
        onward = [position for position in shown if (position - here) * step > 0]
        position = min(onward or shown, key=lambda position: position * step)
        self._table.go_to(shown[position])
        around = "" if onward else (", from the top again" if step > 0 else ", from the bottom again")
        number = sorted(shown).index(position) + 1
        self.told.emit(f"Mark {number:,} of {len(shown):,}{around}{also}")

    def show_list(self) -> MarksList:
        """All marks, in a list."""
        listing = MarksList(self.marks, self._live, self._table.cells, self._look, self._table)
        listing.chosen.connect(self._on_chosen)
        listing.note_asked.connect(lambda seq: self.ask_note([seq], listing))
        listing.open()
        return listing

    def _add_actions(self, actions: EventActions, table: QWidget) -> None:
        view = actions.view
        self.toggle = actions.add(table, "Mark", "M", "mdi6.flag-outline", "Mark the selected events, or unmark them")
        self.note = actions.add(
            table, "Note…", "Ctrl+Shift+M", "mdi6.flag-plus-outline", "Mark the selected events with a note"
        )
        self.undo = actions.add(table, "Undo mark", "Ctrl+Z", "mdi6.undo", "Undo the last change of marks")
        self.redo = actions.add(table, "Redo mark", "Ctrl+Shift+Z", "mdi6.redo", "Do it again after all")
        self.next = actions.add(view, "Next mark", "F2", "mdi6.arrow-down-bold-outline", "Go to the next shown mark")
        self.previous = actions.add(
            view, "Previous mark", "Shift+F2", "mdi6.arrow-up-bold-outline", "Go to the shown mark before"
        )
        self.list = actions.add(view, "Marks…", "Ctrl+M", "mdi6.flag-outline", "List all marks with their notes")

    def _connect(self) -> None:
        marks = self.marks
        self.toggle.triggered.connect(lambda: marks.toggle(self._chosen()))
        self.note.triggered.connect(lambda: self.ask_note(self._chosen()))
        self.undo.triggered.connect(self._on_undo)
        self.redo.triggered.connect(self._on_redo)
        self.next.triggered.connect(lambda: self.go(1))
        self.previous.triggered.connect(lambda: self.go(-1))
        self.list.triggered.connect(self.show_list)
        marks.changed.connect(self._on_changed)
        marks.told.connect(self.told)
        marks.troubled.connect(self._on_troubled)
        marks.settled.connect(self.settled)
        for action, can in ((self.undo, marks.undos.canUndoChanged), (self.redo, marks.undos.canRedoChanged)):
            action.setEnabled(False)
            can.connect(action.setEnabled)

    def _chosen(self) -> list[int]:
        seqs: list[int] = self._live.columns.seq[self._table.chosen.rows()].tolist()
        return seqs

    def _on_undo(self) -> None:
        words = self.marks.undos.undoText()
        self.marks.undos.undo()
        self.told.emit(f"Undone: {words}")

    def _on_redo(self) -> None:
        words = self.marks.undos.redoText()
        self.marks.undos.redo()
        self.told.emit(words)

    def _on_changed(self) -> None:
        self._visible.set_marked(self.marks.seqs)
        self._table.viewport().update()

    def _on_chosen(self, seq: int) -> None:
        row = self._live.columns.row_of(seq)
        if row is not None and not self._table.go_to(row):
            self.told.emit(f"The filter hides event {seq:,}")

    def _on_troubled(self, error: SessionError) -> None:
        self.troubled.emit(f"New marks are in this window only: {error.problem}", error.remedy)
