"""What child commands have in common: how one is started, and how what it writes becomes lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QProcessEnvironment

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess

    from floorwalker.ui.following.launch import Order

LINE_BYTES: Final = 64 * 1024
"""Longer lines of a capture, which no message is, are cut."""


def start(process: QProcess, order: Order) -> None:
    """Start what is ordered. Its secrets are in its environment and nowhere else."""
    environment = QProcessEnvironment.systemEnvironment()
    for name, value in order.variables.items():
        environment.insert(name, value)
    process.setProcessEnvironment(environment)
    process.start(order.command[0], order.command[1:])


class Lines:
    """Puts lines together from pieces. longest: bytes of one; what is behind them is cut off."""

    def __init__(self, longest: int = LINE_BYTES) -> None:
        self._longest = longest
        self._rest = b""

    def feed(self, piece: bytes) -> list[bytes]:
        """The lines that end in this piece, without those that are blank."""
        *lines, rest = (self._rest + piece).split(b"\n")
        self._rest = rest[: self._longest]
        return [line[: self._longest] for line in lines if line.strip()]
