"""Where to send: a URL, which is remembered, and a token, which is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from floorwalker.secret import has_secret, is_plain, shown_url
from floorwalker.ui.shell import boxes
from floorwalker.ui.sources.checks import LONGEST, Flaw, secret_flaw
from floorwalker.ui.sources.fields import FormRows, SecretEdit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from floorwalker.ui.look import Look

_KEY: Final = "events/send_urls"
_MOST: Final = 10
_SCHEMES: Final = ("http://", "https://", "ws://", "wss://")
_HINT: Final = "http:// or https:// to post, ws:// or wss:// to send a frame."
_OURS: Final = "This session's own receiver: what it takes is added here, and repeats are marked."


class Target(QWidget):
    """A form of two lines. ours: URLs at which the session itself receives; the first of them is proposed the first
    time. tokens: those that were used before, by URL: none goes to another. changed: something in it is another.
    """

    changed = Signal()

    def __init__(self, ours: Sequence[str], tokens: Mapping[str, str], look: Look) -> None:
        super().__init__()
        self._ours = frozenset(ours)
        self._tokens = tokens
        self._filled_in = ""
        self.url_box = QComboBox(editable=True)
        self.url_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.url_box.setMinimumContentsLength(40)
        self.url_box.setLineEdit(QLineEdit(maxLength=LONGEST, placeholderText="http://127.0.0.1:8787/events"))
        self.url_box.addItems(list(dict.fromkeys([*remembered(), *ours])))
        self.token = SecretEdit(look)
        rows = FormRows(look)
        boxes.column(self).addLayout(rows)
        self._url_note = rows.add("&URL", self.url_box, _HINT)
        self._token_note = rows.add(
            "&Token", self.token, "Sent as “Authorization: Bearer …”, kept for this URL until the window is closed."
        )
        self.url_box.editTextChanged.connect(self._on_url_changed)
        self.token.textChanged.connect(self._check)
        self.setFocusProxy(self.url_box)
        self._on_url_changed()

    @property
    def url(self) -> str:
        """As it is written, without blanks around it."""
        return self.url_box.currentText().strip()

    @property
    def is_right(self) -> bool:
        """Whether it can be sent to."""
        return self._url_note.flaw is None and self._token_note.flaw is None

    def remember(self) -> None:
        """Propose this URL first the next time, without what is secret in it."""
        kept = shown_url(self.url) if has_secret(self.url) else self.url
        QSettings().setValue(_KEY, list(dict.fromkeys([kept, *remembered()]))[:_MOST])

    def _on_url_changed(self) -> None:
        """A token that was filled in goes with its URL; one that was typed stays."""
        if self.token.text() == self._filled_in:
            self._filled_in = self._tokens.get(self.url, "")
            self.token.setText(self._filled_in)
        self._check()

    def _check(self) -> None:
        self._url_note.set_hint(_OURS if self.url in self._ours else _HINT)
        self._url_note.set_flaw(url_flaw(self.url))
        self._token_note.set_flaw(secret_flaw(self.token.text().strip()))
        self.changed.emit()


def remembered() -> list[str]:
    """The URLs that were sent to, the last one first."""
    found = QSettings().value(_KEY)
    # A list of one comes back from the file as a text.
    urls = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return [url for url in urls if isinstance(url, str) and url]


def url_flaw(url: str) -> Flaw | None:
    """What is wrong with a URL to send to."""
    if not is_plain(url):
        return secret_flaw(url)
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        has_host = False
    if not url.lower().startswith(_SCHEMES):
        return Flaw(
            "It begins with http://, https://, ws:// or wss://.", "Write it as in http://127.0.0.1:8787/events."
        )
    if not has_host or not url.isprintable() or " " in url:
        return Flaw("This is no URL.", "Write it as in http://127.0.0.1:8787/events.")
    return None
