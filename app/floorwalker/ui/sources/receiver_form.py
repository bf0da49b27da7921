"""The settings of a receiver."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from floorwalker.sources import EVENTS, Listener
from floorwalker.ui.shell import boxes
from floorwalker.ui.sources import checks
from floorwalker.ui.sources.fields import FileEdit, SecretEdit
from floorwalker.ui.sources.form import Form, referred

if TYPE_CHECKING:
    from collections.abc import Mapping

    from floorwalker.sources import Reply
    from floorwalker.ui.look import Look

HOSTS: Final = ("127.0.0.1", "::1", "0.0.0.0", "::")  # noqa: S104 offered, and refused without a token
EVERYWHERE: Final = HOSTS[2:]
_HERE: Final = "<this computer>"
_ANY: Final = "<port>"
_REPLIES: Final[dict[Reply, str]] = {
    "honest": "Honest: 4xx for what is no event",
    "always-200": "Always 200, for senders that disable a hook that fails",
}
_PEM: Final = "PEM files (*.pem *.crt *.key);;All files (*)"


class ReceiverForm(Form):
    """Where webhooks are taken, and from whom."""

    icon = "mdi6.webhook"
    kind = "Receiver"
    purpose = "an address of this computer that webhooks are posted to"

    def __init__(self, listener: Listener, look: Look, *, insecure: bool) -> None:
        super().__init__(look, enabled=listener.enabled)
        self._insecure = insecure
        self._make_fields()
        self._lay_out()
        self._fill(listener)
        self.setFocusProxy(self.host)
        for signal in (
            *(self.host.currentTextChanged, self.port.valueChanged, self.reply.currentIndexChanged),
            *(field.textChanged for field in (self.path, self.token, self.signing_secret)),
            *(self.certificate.changed, self.key.changed),
        ):
            signal.connect(self.changed)

    @property
    def title(self) -> str:
        """HOST:PORT."""
        host, port = self.host.currentText().strip(), self.port.value()
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    @property
    def label(self) -> str:
        """The address, or that its port is not known yet."""
        return self.title if self.port.value() else f"{self.title.removesuffix(':0')}, any free port"

    @property
    def url(self) -> str:
        """Where senders post to."""
        scheme = "https" if self.certificate.text() else "http"
        host = _HERE if self.host.currentText().strip() in EVERYWHERE else self.title.rpartition(":")[0]
        port = str(self.port.value() or _ANY)
        return f"{scheme}://{host}:{port}{self.path.text().strip() or EVENTS}"

    def value(self, references: Mapping[str, str]) -> Listener:
        """What is chosen, with references in place of secrets."""
        return Listener(
            enabled=self.enabled,
            address=self.title,
            path=self.path.text().strip() or EVENTS,
            token=referred(self.token, references),
            signing_secret=referred(self.signing_secret, references),
            reply=self.reply.currentData(),
            tls_cert=_path(self.certificate.text()),
            tls_key=_path(self.key.text()),
        )

    def secrets(self) -> list[str]:
        """Its token and its signing secret."""
        return [field.text().strip() for field in (self.token, self.signing_secret) if field.is_secret]

    def check(self, taken: set[str]) -> None:
        """Say what is wrong."""
        guarded = bool(self.token.text().strip() or self.signing_secret.text().strip())
        host = self.host.currentText().strip()
        flaw = checks.host_flaw(host, guarded=guarded, insecure=self._insecure)
        if flaw is None and self.port.value() and self.title in taken:
            flaw = checks.Flaw("Another receiver has this address.", "Choose another port, or remove one of them.")
        self._address_note.set_flaw(flaw)
        later = "" if self.port.value() else "; the reception button tells the port once it receives"
        self._path_note.set_hint(f"Senders post to {self.url}{later}")
        self._path_note.set_flaw(checks.path_flaw(self.path.text().strip() or EVENTS))
        self._token_note.set_flaw(checks.secret_flaw(self.token.text().strip()))
        self._signing_note.set_flaw(checks.signing_secret_flaw(self.signing_secret.text().strip()))
        self._tls_note.set_flaw(checks.files_flaw(self.certificate.text(), self.key.text()))

    def _make_fields(self) -> None:
        self.host = QComboBox(editable=True)
        self.host.addItems(HOSTS)
        self.host.setToolTip("127.0.0.1: only programs on this computer. 0.0.0.0: the whole network, with a token.")
        self.port = QSpinBox(minimum=0, maximum=65535)
        self.port.setSpecialValueText("any free")
        self.port.setLocale(QLocale.c())
        self.port.setGroupSeparatorShown(False)
        self.port.setToolTip("1 to 65535; 0 takes any port that is free")
        self.port.setAccessibleName("Port")
        self.path = QLineEdit(maxLength=checks.LONGEST, placeholderText=EVENTS)
        self.path.setToolTip("The part of the URL after the port")
        self.token = SecretEdit(self.look)
        self.signing_secret = SecretEdit(self.look)
        self.reply = QComboBox()
        for reply, words in _REPLIES.items():
            self.reply.addItem(words, reply)
        self.reply.setToolTip("The answer to what is no event; either way it is kept, and shown as refused")
        self.certificate = FileEdit("TLS certificate", _PEM, self.look)
        self.key = FileEdit("TLS key", _PEM, self.look)
        self.certificate.line.setPlaceholderText("Certificate, PEM")
        self.key.line.setPlaceholderText("Key, PEM")

    def _lay_out(self) -> None:
        address = QWidget()
        line = boxes.row(address)
        line.addWidget(self.host, 1)
        line.addWidget(self.port)
        files = QWidget()
        file_line = boxes.row(files)
        file_line.addWidget(self.certificate, 1)
        file_line.addWidget(self.key, 1)
        self._address_note = self.row(
            "&Address", address, "127.0.0.1: from this computer only. 0.0.0.0: from the whole network.", focus=self.host
        )
        self._path_note = self.row("&Path", self.path)
        self._token_note = self.secret_row("&Token", self.token, "Senders must show it; empty: none is asked for.")
        self._signing_note = self.secret_row(
            "&Signing secret", self.signing_secret, "For senders that sign (Standard Webhooks); empty: not checked."
        )
        self.row("&Reply", self.reply)
        self._tls_note = self.row(
            "T&LS", files, "Both files make it https://; empty: plain http://.", focus=self.certificate.line
        )
        self.key.line.setAccessibleName("TLS key")

    def _fill(self, listener: Listener) -> None:
        host, _, port = listener.address.rpartition(":")
        self.host.setCurrentText(host.removeprefix("[").removesuffix("]"))
        self.port.setValue(int(port) if port.isascii() and port.isdigit() else 0)
        self.path.setText("" if listener.path == EVENTS else listener.path)
        self.token.setText(listener.token or "")
        self.signing_secret.setText(listener.signing_secret or "")
        self.reply.setCurrentIndex(self.reply.findData(listener.reply))
        self.certificate.line.setText(str(listener.tls_cert or ""))
        self.key.line.setText(str(listener.tls_key or ""))


def _path(text: str) -> Path | None:
    return Path(text).expanduser() if text else None
