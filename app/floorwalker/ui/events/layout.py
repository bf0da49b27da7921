"""The view's layout as bytes, to be remembered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QByteArray, QDataStream, QIODevice

_FORMAT: Final = 1


def packed(parts: list[QByteArray]) -> QByteArray:
    """Several states as one."""
    packed_parts = QByteArray()
    stream = QDataStream(packed_parts, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeInt32(_FORMAT)
    for part in parts:
        stream << part
    return packed_parts


def unpacked(packed_parts: QByteArray, count: int) -> list[QByteArray] | None:
    """The states again; None where they are not that many, or of another format."""
    stream = QDataStream(packed_parts)
    if stream.readInt32() != _FORMAT:
        return None
    parts = [QByteArray() for _ in range(count)]
    for part in parts:
        stream >> part
    return parts if stream.status() == QDataStream.Status.Ok else None
