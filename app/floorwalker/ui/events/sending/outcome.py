"""What came of it: the answer to one body, or how several went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QTabWidget, QWidget

from floorwalker.ui.events.labels import colour
from floorwalker.ui.events.payload.highlighter import JsonHighlighter
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from floorwalker.answers import Answer, Done
    from floorwalker.ui.look import Look, Role

_MOST_LINES: Final = 200
"""Problems that are listed one by one; the counts tell the rest."""


class Outcome(QWidget):
    """Words over the answer's body and headers; with several events a bar, counts and a list of what went wrong."""

    def __init__(self, count: int, look: Look) -> None:
        """count: bodies that are sent."""
        super().__init__()
        self._count = count
        self._look = look
        self._answered = self._taken = self._listed = 0
        self._role: Role = "muted"
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.bar = QProgressBar(maximum=count if count > 1 else 0, textVisible=False)
        self.body, self.headers = _read_only("Answer"), _read_only("Headers of the answer")
        self._highlighter = JsonHighlighter(self.body.document(), look) if count == 1 else None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.body, "Answer" if count == 1 else "What was not taken")
        if count == 1:
            self.tabs.addTab(self.headers, "Headers")
        self._lay_out()
        look.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def begin(self) -> None:
        """Nothing is known yet."""
        self._answered = self._taken = self._listed = 0
        self.body.clear()
        self.headers.clear()
        self.bar.setValue(0)
        self.bar.show()
        self._say("Sending…", "muted")

    def add(self, answers: Sequence[Answer]) -> None:
        """Some more answers."""
        self._answered += len(answers)
        self._taken += sum(answer.is_taken for answer in answers)
        if self._count == 1:
            self._show(answers[-1])
            return
        self.bar.setValue(self._answered)
        self._say(self._counts(), "muted")
        wrong = [answer for answer in answers if not answer.is_taken][: _MOST_LINES - self._listed]
        if wrong:
            self._listed += len(wrong)
            self.body.appendPlainText("\n".join(map(_line, wrong)))

    def end(self, done: Done | None, problem: str) -> None:
        """It is over. done: how it went, None where nobody could say. problem: of the command itself, or ""."""
        self.bar.hide()
        if problem:
            self._say(problem, "danger")
        elif self._count > 1:
            self._say(f"{self._counts()} {_ending(done, self._count)}".strip(), self._final_role(done))
        elif not self._answered:
            self._say("Stopped before an answer came.", "muted")

    def _show(self, answer: Answer) -> None:
        if answer.is_taken:
            self._say(_head(answer), "text")
        elif answer.status is None:
            self._say(f"{answer.problem} {answer.remedy}".strip(), "danger")
        else:
            self._say(f"{_head(answer)}\n{answer.remedy}", "danger")
        self.body.setPlainText(answer.body + ("\n…" if answer.cut else "") if answer.body else "")
        self.body.setPlaceholderText("The answer has no body." if answer.status is not None else "No answer came.")
        self.headers.setPlainText("\n".join(f"{name}: {value}" for name, value in answer.headers))

    def _counts(self) -> str:
        parts = [f"{self._answered:,} of {self._count:,} sent", f"{self._taken:,} taken"]
        if self._answered > self._taken:
            parts.append(f"{self._answered - self._taken:,} not")
        return f"{', '.join(parts)}."

    def _final_role(self, done: Done | None) -> Role:
        return "text" if done is not None and self._answered == self._taken and not done.gave_up else "danger"

    def _say(self, words: str, role: Role) -> None:
        self._role = role
        self.words.setText(words)
        colour(self.words, self._look.colour(role))

    def _lay_out(self) -> None:
        column = boxes.column(self, spacing=4)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        column.addWidget(self.tabs, 1)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.words.setContentsMargins(0, 4, 0, 0)
        # Room for two lines from the beginning: nothing jumps.
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 4)
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setMaximumHeight(8)
        self.bar.hide()

    def _on_look_changed(self) -> None:
        for text in (self.body, self.headers):
            text.setFont(self._look.mono())
        if self._highlighter is not None:
            self._highlighter.recolour()
        colour(self.words, self._look.colour(self._role))


def _read_only(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit(readOnly=True)
    text.setUndoRedoEnabled(False)
    text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    text.setAccessibleName(name)
    text.setTabChangesFocus(True)
    flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    text.setTextInteractionFlags(flags)
    return text


def _head(answer: Answer) -> str:
    """`401 Unauthorized · 5 ms`."""
    took = f"{answer.seconds * 1000:,.0f} ms" if answer.seconds < 1 else f"{answer.seconds:,.1f} s"
    said = answer.reason.capitalize() if answer.status is None else f"{answer.status} {answer.reason}".strip()
    return f"{said} · {took}"


def _line(answer: Answer) -> str:
    return f"Event {answer.number:,}: {answer.problem} {answer.remedy}".strip()


def _ending(done: Done | None, count: int) -> str:
    if done is None:
        return "It was ended by force; what was on its way may have been taken."
    parts = [f"It took {done.seconds:,.1f} s."]
    if done.stopped:
        parts.append("Stopped.")
    elif done.gave_up:
        parts.append("Given up, because nobody answers.")
    elif done.sent < count:
        parts.append(f"{count - done.sent:,} are no longer in the session.")
    if done.cut_gaps:
        parts.append(f"Pauses of {done.cut_seconds:,.0f} s in all were left out.")
    return " ".join(parts)
