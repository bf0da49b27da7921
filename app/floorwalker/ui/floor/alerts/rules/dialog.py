"""The dialog in which the rules for alerts are set up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from floorwalker.session.alerts import AlertRules, AlertsError, StatusRule
from floorwalker.ui.events.labels import ElidedLabel, colour
from floorwalker.ui.floor.alerts.rules.drafts import NEW, RulesEditing
from floorwalker.ui.floor.alerts.rules.forms import KINDS, RuleForm
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from floorwalker.session.alerts.faults import Fault
    from floorwalker.ui.floor.alerts.watch import AlertWatch
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_HINT: Final = (
    "You are told once for each cause, and it is over when its cause is. Untick a rule to keep it without being told. "
    "Rows over the limit of their status are marked in the list of agents by the same rules."
)
_NO_TRAY: Final = "This desktop shows no notices of programs"


class AlertRulesDialog(QDialog):
    """Edits all rules. Nothing is changed unless it is closed by OK."""

    def __init__(self, watch: AlertWatch, live: LiveSession, look: Look, parent: QWidget, *, has_tray: bool) -> None:
        super().__init__(parent)
        self._watch = watch
        self._look = look
        self.editing = RulesEditing(watch.keeper.rules.rules, live.catalog, self)
        self.setWindowTitle("Alert rules")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 600)
        self._make_parts(live)
        self._set_up(watch.keeper.rules, has_tray=has_tray)
        self._lay_out()
        self._connect()
        self._show()
        self.list.setFocus()

    def accept(self) -> None:
        """Keep the rules; where that fails, say why and stay."""
        rules = AlertRules(
            notifications=self.notices.isChecked(), sound=self.sound.isChecked(), rules=self.editing.rules()
        )
        try:
            self._watch.keeper.keep(rules)
        except AlertsError as error:
            self._tell(str(error), is_wrong=True)
            return
        super().accept()

    def _make_parts(self, live: LiveSession) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName("Alert rules")
        self.forms = {kind: RuleForm(kind, live, self._look) for kind in KINDS}
        self.stack = QStackedWidget()
        for form in self.forms.values():
            self.stack.addWidget(form)
        self.stack.addWidget(QWidget())
        self.meaning = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.notices = QCheckBox("Notices on the desktop")
        self.sound = QCheckBox("With a sound")
        self.new = QPushButton("New")
        self.remove = boxes.button("Delete", "Take the chosen rule away (Delete in the list)")
        self.undo = boxes.button("Undo", "As it was before the last change (Ctrl+Z in the list)")
        self.reset = boxes.button("Defaults", "The rules that you began with, in place of all; Undo brings yours back")
        standard = QDialogButtonBox.StandardButton
        self.buttons = boxes.buttons(standard.Ok | standard.Cancel)

    def _set_up(self, rules: AlertRules, *, has_tray: bool) -> None:
        menu = QMenu(self.new)
        for kind, of in KINDS.items():
            action = menu.addAction(self._look.icon(of.icon), of.title)
            action.triggered.connect(lambda _=False, kind=kind: self._add(kind))
        self.new.setMenu(menu)
        self.new.setAutoDefault(False)
        self.new.setToolTip("One more rule (Ctrl+N)")
        self.notices.setChecked(rules.notifications)
        self.notices.setToolTip(
            "Where the window is not before you; many at once are one notice" if has_tray else _NO_TRAY
        )
        self.notices.setEnabled(has_tray)
        self.sound.setChecked(rules.sound)
        self.sound.setToolTip("The system's own sound, at most every ten seconds")

    def _lay_out(self) -> None:
        hint = QLabel(_HINT, wordWrap=True)
        where = ElidedLabel(f"Kept in {self._watch.keeper.path}", mode=Qt.TextElideMode.ElideMiddle)
        where.setFont(self._look.small())
        for label in (hint, where):
            colour(label, self._look.colour("muted"))
        acts = boxes.column()
        for button in (self.new, self.remove, self.undo, self.reset):
            acts.addWidget(button)
        acts.addStretch(1)
        above = boxes.row()
        above.addWidget(self.list, 1)
        above.addLayout(acts)
        told = boxes.row(spacing=boxes.GROUPS)
        told.addWidget(self.notices)
        told.addWidget(self.sound)
        told.addStretch(1)
        told.addWidget(self.buttons)
        column = boxes.column(self, spacing=boxes.GROUPS, margins=(16, 16, 16, 16))
        column.addWidget(hint)
        column.addLayout(above, 1)
        column.addWidget(self.stack)
        column.addWidget(self.meaning)
        column.addWidget(where)
        column.addLayout(told)

    def _connect(self) -> None:
        editing = self.editing
        editing.changed.connect(self._show)
        self.list.currentRowChanged.connect(editing.choose)
        self.list.itemChanged.connect(self._on_ticked)
        for form in self.forms.values():
            form.edited.connect(lambda name, value: editing.edit(editing.chosen, name, value))
        for button, act in ((self.remove, editing.remove), (self.undo, editing.undo), (self.reset, editing.reset)):
            button.clicked.connect(act)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.new.showMenu)
        for keys, button in (("Del", self.remove), ("Ctrl+Z", self.undo)):
            context = Qt.ShortcutContext.WidgetShortcut
            QShortcut(QKeySequence(keys), self.list, context=context).activated.connect(button.click)

    def _add(self, kind: str) -> None:
        self.editing.add(NEW[kind], at_end=True)
        next(iter(self.forms[kind].fields.values())).setFocus()

    def _show(self) -> None:
        """The rules as they are now."""
        editing, faults = self.editing, self.editing.faults()
        with QSignalBlocker(self.list):
            self._fill_list(faults)
        draft = editing.item
        form = None if draft is None else self.forms[str(draft["kind"])]
        self.stack.setCurrentIndex(self.stack.count() - 1)
        if draft is not None and form is not None:
            self.stack.setCurrentWidget(form)
            form.fill(draft)
            form.mark([fault for fault in faults if fault.rule == editing.chosen])
        self._tell_meaning(faults)
        self.new.setEnabled(editing.can_add)
        self.remove.setEnabled(draft is not None)
        self.undo.setEnabled(editing.can_undo)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not faults)
        ok.setToolTip(f"Rule {faults[0].rule + 1} is wrong: {faults[0].problem}" if faults else "")

    def _fill_list(self, faults: list[Fault]) -> None:
        wrong = {fault.rule: fault for fault in faults}
        while self.list.count() > len(self.editing.items):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(self.editing.items):
            QListWidgetItem(self.list)
        for number, draft in enumerate(self.editing.items):
            item, kind = self.list.item(number), KINDS[str(draft["kind"])]
            fault = wrong.get(number)
            item.setText(self.editing.words(number) or f"{kind.title}: {fault.problem if fault else ''}")
            item.setIcon(self._look.icon(kind.icon, "muted"))
            item.setForeground(self._look.colour("text" if fault is None else "danger"))
            item.setCheckState(Qt.CheckState.Checked if draft.get("on", True) else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(self.editing.chosen)

    def _tell_meaning(self, faults: list[Fault]) -> None:
        number = self.editing.chosen
        fault = next((fault for fault in faults if fault.rule == number), None)
        if self.editing.item is None:
            self._tell("No rules: you are told of nothing.")
        elif fault is not None:
            self._tell(f"{fault.problem[:1].upper()}{fault.problem[1:].rstrip('.')}.", is_wrong=True)
        else:
            self._tell(" ".join([f"{self.editing.words(number)}.", self._now(number)]).strip())

    def _now(self, number: int) -> str:
        """Who is over that limit now."""
        rule = self.editing.rule(number)
        if not isinstance(rule, StatusRule):
            return ""
        warned, alerted = self._watch.over(rule)
        return f"Now: {warned:,} warned of, {alerted:,} over the limit." if warned or alerted else "Now: nobody."

    def _tell(self, words: str, *, is_wrong: bool = False) -> None:
        self.meaning.setText(words)
        colour(self.meaning, self._look.colour("danger" if is_wrong else "muted"))

    def _on_ticked(self, item: QListWidgetItem) -> None:
        self.editing.edit(self.list.row(item), "on", item.checkState() == Qt.CheckState.Checked)
