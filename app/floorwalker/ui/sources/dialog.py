"""The dialog in which a window's sources are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFrame, QLabel, QScrollArea, QStackedWidget, QWidget

from floorwalker.sources import DEFAULT_ADDRESS, Feed, Listener, Sources
from floorwalker.ui.events.labels import centred_label, colour
from floorwalker.ui.shell import boxes
from floorwalker.ui.sources.choice import Choice, new_variable
from floorwalker.ui.sources.feed_form import FeedForm
from floorwalker.ui.sources.keeping import Keeping
from floorwalker.ui.sources.key_store_trouble import KeyStoreTrouble
from floorwalker.ui.sources.listing import Listing
from floorwalker.ui.sources.receiver_form import ReceiverForm

if TYPE_CHECKING:
    from floorwalker.ui.look import Look
    from floorwalker.ui.sources.form import Form

_LIST_WIDTH: Final = 304
_SIZE: Final = QSize(960, 600)
_MOST: Final = 50
_KEEPING: Final = "Putting secrets into the system's key store; it may ask you to open it…"
_IDLE: Final = "No source is in use: with these, nothing is received."
_NOTHING: Final = (
    "No sources.\n\nAdd a receiver to take webhooks that are posted to this computer,\nor a feed to follow a WebSocket."
)
_OK, _APPLY = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Apply
_CANCEL: Final = QDialogButtonBox.StandardButton.Cancel


class SourcesDialog(QDialog):
    """Receivers and feeds: added, removed, set up, tested. Nothing changes before OK or Apply.

    applied(Choice): these are to be used from now on, and remembered; their secrets are in the key store, or for this
    run only.
    """

    applied = Signal(object)

    def __init__(
        self, choice: Choice | None, look: Look, effect: str, *, insecure: bool = False, parent: QWidget | None = None
    ) -> None:
        """choice: what is used now, None for the usual address. effect: what applying does, in a sentence or two.
        insecure: a receiver may be reached by others without a secret.
        """
        super().__init__(parent)
        self._look = look
        self._effect = effect
        self._insecure = insecure
        self._applied = choice or Choice(Sources(listen=(Listener(address=DEFAULT_ADDRESS),)))
        self._before = Sources()
        self._is_last = False
        self._keeping: Keeping | None = None
        self.setWindowTitle("Sources")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.listing = Listing(look)
        self.pages = QStackedWidget()
        self.words = QLabel(wordWrap=True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble = KeyStoreTrouble(look)
        self.buttons = boxes.buttons(_OK | _APPLY | _CANCEL)
        self._lay_out()
        self._connect()
        self._fill()
        self.resize(_SIZE)

    @property
    def page(self) -> Form | None:
        """The settings that are shown."""
        return self._form_of.get(self.pages.currentWidget())

    def chosen(self) -> Sources:
        """What is set now, its secrets written out; only for comparison, never for a file."""
        return self._sources({})

    def add_receiver(self, listener: Listener | None = None) -> Form:
        """One more receiver, at a port of its own."""
        taken = [form.title for form in self.listing.forms()]
        free = next(port for port in range(8787, 8787 + _MOST + 1) if f"127.0.0.1:{port}" not in taken)
        listener = listener or Listener(address=f"127.0.0.1:{free}")
        return self._add(ReceiverForm(listener, self._look, insecure=self._insecure))

    def add_feed(self, feed: Feed | None = None) -> Form:
        """One more feed."""
        secrets = frozenset(self._applied.variables.values())
        return self._add(FeedForm(feed or Feed(url=""), self._look, secrets=secrets))

    def done(self, result: int) -> None:
        """Close; tests that go on are stopped first."""
        for form in self.listing.forms():
            form.stop()
        super().done(result)

    def _lay_out(self) -> None:
        self._form_of: dict[QWidget | None, Form] = {}
        self._nothing = centred_label(_NOTHING)
        self.pages.addWidget(self._nothing)
        self.listing.setFixedWidth(_LIST_WIDTH)
        middle = boxes.row(spacing=boxes.GROUPS)
        middle.addWidget(self.listing)
        middle.addWidget(self.pages, 1)
        column = boxes.column(self, margins=(16, 16, 16, 16))
        column.addLayout(middle, 1)
        column.addWidget(self.words)
        column.addWidget(self.trouble)
        column.addWidget(self.buttons)
        # Room for two lines from the beginning: nothing jumps.
        self.words.setMinimumHeight(2 * self.fontMetrics().lineSpacing() + 4)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.trouble.hide()

    def _connect(self) -> None:
        self.listing.chosen.connect(self._on_chosen)
        self.listing.receiver_asked.connect(lambda: self.add_receiver().setFocus())
        self.listing.feed_asked.connect(lambda: self.add_feed().setFocus())
        self.listing.removed.connect(self._on_removed)
        self.listing.switched.connect(self._check)
        self.buttons.button(_APPLY).clicked.connect(lambda: self._apply(is_last=False))
        self.buttons.accepted.connect(lambda: self._apply(is_last=True))
        self.buttons.rejected.connect(self.reject)
        self.trouble.run_only_asked.connect(self._keep_for_this_run)
        self.trouble.back_asked.connect(self._check)

    def _fill(self) -> None:
        sources = self._applied.written_out()
        for listener in sources.listen:
            self.add_receiver(listener)
        for feed in sources.connect:
            self.add_feed(feed)
        self.listing.list.setCurrentRow(0)
        self._before = self.chosen()
        self._check()

    def _add(self, form: Form) -> Form:
        form.changed.connect(self._check)
        page = QScrollArea(widgetResizable=True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(form)
        self._form_of[page] = form
        self.pages.addWidget(page)
        self.listing.add(form)
        self._check()
        return form

    def _on_chosen(self, form: Form | None) -> None:
        page = next((page for page, of_page in self._form_of.items() if of_page is form), None)
        self.pages.setCurrentWidget(page or self._nothing)

    def _on_removed(self, form: Form) -> None:
        page = next(page for page, of_page in self._form_of.items() if of_page is form)
        del self._form_of[page]
        form.stop()
        if page is not None:
            self.pages.removeWidget(page)
            page.deleteLater()
        self._check()

    def _check(self) -> None:
        """Say what is wrong, or what applying does; and let only what is right be applied."""
        forms = self.listing.forms()
        for form in forms:
            form.check({other.title for other in forms if other is not form and other.kind == form.kind})
        self.listing.tell()
        wrong = next((form for form in forms if form.flaws()), None)
        is_new = self.chosen() != self._before
        self.trouble.hide()
        self.words.show()
        for button, enabled in ((_OK, wrong is None), (_APPLY, wrong is None and is_new)):
            self.buttons.button(button).setEnabled(enabled)
        for adds in (self.listing.add_receiver, self.listing.add_feed):
            adds.setEnabled(len(forms) < _MOST)
        if wrong is None and self.chosen().in_use().is_empty():
            self._tell(_IDLE, danger=False)
        elif wrong is None:
            self._tell(self._effect if is_new else "", danger=False)
        else:
            flaw = wrong.flaws()[0]
            self._tell(f"{wrong.kind} {wrong.label}: {flaw.problem} {flaw.remedy}".replace(" :", ":"), danger=True)

    def _tell(self, words: str, *, danger: bool) -> None:
        self.words.setText(words)
        colour(self.words, self._look.colour("danger" if danger else "muted"))

    def _sources(self, references: dict[str, str]) -> Sources:
        values = [form.value(references) for form in self.listing.forms()]
        return Sources(
            listen=tuple(value for value in values if isinstance(value, Listener)),
            connect=tuple(value for value in values if isinstance(value, Feed)),
        )

    def _secrets(self) -> list[str]:
        return list(dict.fromkeys(secret for form in self.listing.forms() for secret in form.secrets()))

    def _apply(self, *, is_last: bool) -> None:
        """Keep the secrets, then tell. is_last: and close."""
        self._is_last = is_last
        if self.chosen() == self._before:
            self.accept()
            return
        if not (secrets := self._secrets()):
            self._finish({}, {})
            return
        self._tell(_KEEPING, danger=False)
        self._set_usable(usable=False)
        self._keeping = Keeping()
        self._keeping.done.connect(lambda references: self._finish(references, {}))
        self._keeping.failed.connect(self._on_no_key_store)
        self._keeping.keep(secrets)

    def _on_no_key_store(self, problem: str, _remedy: str) -> None:
        self._set_usable(usable=True)
        for button in (_OK, _APPLY):
            self.buttons.button(button).setEnabled(False)
        self.words.hide()
        self.trouble.tell(problem)

    def _keep_for_this_run(self) -> None:
        variables = {new_variable(): secret for secret in self._secrets()}
        self._finish({secret: f"env:{name}" for name, secret in variables.items()}, variables)

    def _finish(self, references: dict[str, str], variables: dict[str, str]) -> None:
        self._set_usable(usable=True)
        self._applied = Choice(self._sources(references), variables)
        self._before = self.chosen()
        self.applied.emit(self._applied)
        if self._is_last:
            self.accept()
        else:
            self._check()
            self._tell("Applied.", danger=False)

    def _set_usable(self, *, usable: bool) -> None:
        self.listing.setEnabled(usable)
        self.pages.setEnabled(usable)
        for button in (_OK, _APPLY):
            self.buttons.button(button).setEnabled(usable)
