"""The page beside the chart that lists alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLabel, QListView, QMenu, QToolButton, QWidget

from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.floor.alerts.model import AlertsModel
from floorwalker.ui.floor.alerts.row import AlertRow
from floorwalker.ui.shell import boxes

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction, QFocusEvent, QShowEvent

    from floorwalker.session.alerts import Alert
    from floorwalker.ui.floor.alerts.actions import AlertActions
    from floorwalker.ui.floor.alerts.watch import AlertWatch
    from floorwalker.ui.floor.clock import Clock
    from floorwalker.ui.following import LiveSession
    from floorwalker.ui.look import Look

_NONE: Final = (
    "Nothing needs you now.\n\nWho is too long in a status, too few available, a feed that is silent: "
    "what you are told of is set in the alert rules."
)
_REWOUND: Final = "The floor is rewound; alerts are of now."
_RESTING: Final = (
    "Nobody captures this session, so nothing is told of.\n\n"
    "Rows that are over a limit are marked in the list all the same."
)


class AlertsPage(QWidget):
    """The list and its buttons. go_asked(Alert), event_asked(seq): the user wants to see what an alert is about."""

    go_asked = Signal(object)
    event_asked = Signal(int)

    def __init__(self, live: LiveSession, watch: AlertWatch, clock: Clock, actions: AlertActions, look: Look) -> None:
        super().__init__()
        self._watch = watch
        self._look = look
        self._actions = actions
        self.list = QListView()
        self.model = AlertsModel(live, watch, self)
        self.empty = centred_label()
        self.rewound = QLabel(_REWOUND)
        self._clock = clock
        self._set_up()
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._dress()
        self._tell()
        self._tick()

    def selected(self) -> list[Alert]:
        """The alerts that are selected."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedRows())
        return [self.model.alerts[row] for row in rows]

    def showEvent(self, event: QShowEvent) -> None:
        """What was over long ago is listed no more."""
        super().showEvent(event)
        self.model.refresh()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys are the list's, as soon as there is one."""
        super().focusInEvent(event)
        self._pass_focus_on()

    def _pass_focus_on(self) -> None:
        if self.hasFocus() and self.model.alerts:
            self.list.setFocus()
            if not self.selected():
                self.list.setCurrentIndex(self.model.index(0))

    def _set_up(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(AlertRow(self.model, self._look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.setAccessibleName("Alerts")
        self.rewound.setContentsMargins(8, 8, 8, 4)

    def _lay_out(self) -> None:
        of = self._actions
        of.make_for(self.list)
        below = boxes.row(spacing=4, margins=(8, 4, 8, 8))
        for action in (of.acknowledge, of.acknowledge_all):
            below.addWidget(_button(action))
        below.addStretch(1)
        below.addWidget(_button(of.rules, icon=True))
        column = boxes.column(self, spacing=0)
        column.addWidget(self.rewound)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        of = self._actions
        self._watch.changed.connect(self._tell)
        self._clock.ticked.connect(self._tick)
        self.model.modelAboutToBeReset.connect(self._keep_selection)
        self.model.modelReset.connect(self._select_again)
        self.list.selectionModel().selectionChanged.connect(self._tell_actions)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.doubleClicked.connect(of.go.trigger)
        of.acknowledge.triggered.connect(self._acknowledge)
        of.acknowledge_all.triggered.connect(lambda: self._watch.acknowledge(self._watch.standing()))
        of.go.triggered.connect(self._go)
        of.to_event.triggered.connect(self._show_event)
        of.copy.triggered.connect(self._copy)
        self._look.changed.connect(self._dress)

    def _tick(self) -> None:
        self.rewound.setVisible(self._clock.moment is not None)
        if self.isVisible():
            self.model.tick()

    def _keep_selection(self) -> None:
        current = self.list.currentIndex().row()
        self._chosen = (self.selected(), self.model.alerts[current] if current >= 0 else None)

    def _select_again(self) -> None:
        chosen, current = self._chosen
        flags = QItemSelectionModel.SelectionFlag
        model = self.list.selectionModel()
        for row, alert in enumerate(self.model.alerts):
            if alert is current:
                model.setCurrentIndex(self.model.index(row), flags.NoUpdate)
            if alert in chosen:
                model.select(self.model.index(row), flags.Select)

    def _tell(self) -> None:
        is_empty = not self.model.alerts
        self.list.setHidden(is_empty)
        self.empty.setVisible(is_empty)
        self.empty.setText(_RESTING if self._watch.is_resting else _NONE)
        self._tell_actions()
        self._pass_focus_on()

    def _tell_actions(self) -> None:
        of, selected = self._actions, self.selected()
        of.acknowledge.setEnabled(any(_is_open(alert) for alert in selected))
        of.acknowledge_all.setEnabled(any(_is_open(alert) for alert in self._watch.standing()))
        of.go.setEnabled(len(selected) == 1)
        of.to_event.setEnabled(len(selected) == 1 and selected[0].about.seq > 0)
        of.copy.setEnabled(bool(selected))

    def _acknowledge(self) -> None:
        """What is seen to goes down the list, and the next one takes its place."""
        row, selected = self.list.currentIndex().row(), self.selected()
        self._watch.acknowledge(alert for alert in selected if alert.cleared is None)
        if len(selected) == 1:
            self.list.setCurrentIndex(self.model.index(row))

    def _go(self) -> None:
        for alert in self.selected()[:1]:
            self.go_asked.emit(alert)

    def _show_event(self) -> None:
        for alert in self.selected()[:1]:
            self.event_asked.emit(alert.about.seq)

    def _copy(self) -> None:
        lines = [self.model.words(self.model.alerts.index(alert)).line() for alert in self.selected()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _show_menu(self, place: QPoint) -> None:
        of = self._actions
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        menu.addActions([of.go, of.to_event, of.copy])
        menu.addSeparator()
        menu.addActions([of.acknowledge, of.acknowledge_all])
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _dress(self) -> None:
        self.rewound.setFont(self._look.small())
        for label in (self.empty, self.rewound):
            colour(label, self._look.colour("muted"))
        self.list.viewport().update()


def _is_open(alert: Alert) -> bool:
    return alert.cleared is None and not alert.acknowledged


def _button(action: QAction, *, icon: bool = False) -> QToolButton:
    button = QToolButton()
    button.setAutoRaise(True)
    button.setDefaultAction(action)
    with_icon = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if icon else Qt.ToolButtonStyle.ToolButtonTextOnly
    button.setToolButtonStyle(with_icon)
    return button
