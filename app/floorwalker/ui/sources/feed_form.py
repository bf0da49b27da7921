"""The settings of a feed, and its test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from floorwalker.secret import is_plain
from floorwalker.sources import Feed
from floorwalker.ui.sources import checks
from floorwalker.ui.sources.fields import SecretEdit
from floorwalker.ui.sources.form import Form, referred
from floorwalker.ui.sources.headers import Headers
from floorwalker.ui.sources.probing import ProbeBar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from floorwalker.ui.look import Look

_LINES = 3
_OF_HEADERS = "Sent with each connect. Values are secrets, unless you open the lock beside them."


class FeedForm(Form):
    """Which WebSocket is followed, and how."""

    icon = "mdi6.lan-connect"
    kind = "Feed"
    purpose = "a WebSocket that this computer connects to and follows"

    def __init__(self, feed: Feed, look: Look, *, secrets: Collection[str]) -> None:
        """secrets: values of headers that must not be written as they are, though they stand in the feed so."""
        super().__init__(look, enabled=feed.enabled)
        self.url = QLineEdit(maxLength=checks.LONGEST, placeholderText="wss://events.example.com/feed")
        self.token = SecretEdit(look)
        self.headers = Headers(look)
        self.unwrap = QLineEdit(maxLength=checks.LONGEST, placeholderText="/data")
        self.subscribe = QPlainTextEdit(tabChangesFocus=True)
        self._lay_out()
        self._fill(feed, secrets)
        self.setFocusProxy(self.url)
        self.test = ProbeBar(lambda: self.value({}), look)
        self.add_beneath(self.test)
        for field in (self.url, self.token, self.unwrap, self.subscribe):
            field.textChanged.connect(self.changed)
        self.headers.changed.connect(self.changed)

    @property
    def title(self) -> str:
        """The URL."""
        return self.url.text().strip()

    def value(self, references: Mapping[str, str]) -> Feed:
        """What is chosen, with references in place of secrets."""
        return Feed(
            enabled=self.enabled,
            url=self.title,
            token=referred(self.token, references),
            headers=self.headers.pairs(references),
            unwrap=self.unwrap.text().strip(),
            subscribe=self.subscribe.toPlainText() or None,
        )

    def secrets(self) -> list[str]:
        """Its token, and the headers that are not open."""
        return [*([self.token.text().strip()] if self.token.is_secret else []), *self.headers.secrets()]

    def check(self, taken: set[str]) -> None:
        """Say what is wrong."""
        flaw = checks.url_flaw(self.title)
        if flaw is None and self.title in taken:
            flaw = checks.Flaw("Another feed has this URL.", "Remove one of them.")
        self._url_note.set_flaw(flaw)
        self._token_note.set_flaw(checks.secret_flaw(self.token.text().strip()))
        self._headers_note.set_flaw(self.headers.flaw())
        self.test.setEnabled(flaw is None)
        self._unwrap_note.set_flaw(checks.pointer_flaw(self.unwrap.text().strip()))

    def stop(self) -> None:
        """End its test."""
        self.test.stop()

    def _lay_out(self) -> None:
        self._url_note = self.row("&URL", self.url, "A WebSocket, ws:// or wss://; of another Floorwalker: …/feed.")
        self._token_note = self.secret_row("&Token", self.token, "Sent as “Authorization: Bearer …”; empty: none.")
        self._headers_note = self.row("&Headers", self.headers, _OF_HEADERS, focus=self.headers.add_button)
        self._unwrap_note = self.row(
            "Un&wrap", self.unwrap, "Where events lie in a frame, as a JSON Pointer; empty: the frame is the event."
        )
        self.row("Su&bscribe", self.subscribe, "A message sent after each connect, for feeds that wait for one.")
        self.subscribe.setPlaceholderText('{"subscribe": ["agents"]}')
        self.subscribe.setFont(self.look.mono())
        frame = 2 * (self.subscribe.frameWidth() + int(self.subscribe.document().documentMargin()))
        self.subscribe.setFixedHeight(_LINES * self.subscribe.fontMetrics().lineSpacing() + frame)

    def _fill(self, feed: Feed, secrets: Collection[str]) -> None:
        self.url.setText(feed.url)
        self.url.setCursorPosition(0)
        self.token.setText(feed.token or "")
        for name, value in feed.headers:
            self.headers.add(name, value, is_open=is_plain(value) and value not in secrets)
        self.unwrap.setText(feed.unwrap)
        self.subscribe.setPlainText(feed.subscribe or "")
