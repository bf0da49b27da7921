"""What is odd about an event, each in full sentences: what it is, where, and what the sender should do."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser

from floorwalker.event.notes import Note, advice, reasons
from floorwalker.ui.events.payload.decoded import AS_TEXT, NOT_DOCUMENTED
from floorwalker.ui.events.payload.facts import flat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from floorwalker.ui.events.payload.facts import Fact, Group, Subject
    from floorwalker.ui.look import Look

_NOTHING: Final = "Nothing is odd about this event: it is as the documentation says, and it came once, in time."
_NAMED_SINCE: Final = "It was noted when the event came; the catalog has a name for it by now."


class Notes(QTextBrowser):
    """The notes of one event, to be read, searched and copied. name_asked(Subject): of an unknown number. found:
    `look_for` is through.
    """

    name_asked = Signal(object)
    found = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown: tuple[int, tuple[Group, ...]] = (0, ())
        self._subjects: dict[str, Subject] = {}
        self._hits: list[QTextCursor] = []
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAccessibleName("Notes")
        self.document().setDocumentMargin(8)
        self.anchorClicked.connect(self._on_link)
        look.changed.connect(self._show)

    def show_notes(self, notes: int, groups: Sequence[Group]) -> None:
        """Show these bits of an event that was decoded to these lines."""
        self._shown = (notes, tuple(groups))
        self._show()

    @property
    def hits(self) -> int:
        """How often what was looked for is there."""
        return len(self._hits)

    def look_for(self, text: str) -> None:
        """Look for a text; `hits` tells how often it is there."""
        self._hits = []
        cursor = self.document().find(text) if text else QTextCursor()
        while not cursor.isNull():
            self._hits.append(cursor)
            cursor = self.document().find(text, cursor)
        self.found.emit()

    def go_to_hit(self, number: int) -> None:
        """Select one of them, from 0."""
        self.setTextCursor(self._hits[number])
        self.ensureCursorVisible()

    def _show(self) -> None:
        notes, groups = self._shown
        facts = [fact for group in groups for _, fact in flat(group.facts)]
        self._subjects = {str(fact.subject): fact.subject for fact in facts if fact.subject is not None}
        muted = self._look.colour("muted").name()
        parts = [self._part(note, facts, muted) for note in Note(notes)]
        self.setHtml("".join(parts) or f'<p style="color: {muted}">{_NOTHING}</p>')

    def _part(self, note: Note, facts: list[Fact], muted: str) -> str:
        label, [reason] = note.label, reasons(int(note))
        where = ", ".join(f"<b>{escape(fact.name)}</b> came as {escape(fact.value)}" for fact in _places(note, facts))
        lines = [escape(reason), where and f"{where}.", escape(advice(note)), self._link(note, facts)]
        told = "<br>".join(line for line in lines if line)
        return f'<p style="margin: 0 0 12px 0"><span style="color: {muted}">{escape(label)}</span><br>{told}</p>'

    def _link(self, note: Note, facts: list[Fact]) -> str:
        kind = {Note.UNKNOWN_CATEGORY: "category", Note.UNKNOWN_CODE: "code"}.get(note)
        subject = next((fact.subject for fact in facts if fact.subject is not None and fact.subject.kind == kind), None)
        if subject is None:
            return ""
        if next(fact for fact in facts if fact.subject == subject).meaning:
            return _NAMED_SINCE
        accent = self._look.colour("accent").name()
        return f'<a style="color: {accent}" href="{escape(str(subject))}">Name {escape(str(subject))}…</a>'

    def _on_link(self, link: QUrl) -> None:
        subject = self._subjects.get(link.toString())
        if subject is not None:
            self.name_asked.emit(subject)


def _places(note: Note, facts: list[Fact]) -> list[Fact]:
    """The fields that a note is about, where it is about some."""
    names = {Note.OTHER_TIME: "CreationDateUtc", Note.ID_NOT_GUID: "Id"}
    words = {Note.NUMBER_AS_TEXT: AS_TEXT, Note.UNKNOWN_FIELD: NOT_DOCUMENTED}.get(note)
    if words is not None:
        return [fact for fact in facts if words in fact.odd]
    kinds = {Note.UNKNOWN_CATEGORY: "category", Note.UNKNOWN_CODE: "code"}
    return [
        fact
        for fact in facts
        if (note in names and fact.name == names[note])
        or (note in kinds and fact.subject is not None and fact.subject.kind == kinds[note])
    ]
