"""Exceptions that nobody expected: logged and shown, never silent, never the end of the window."""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler, qVersion
from PySide6.QtGui import QGuiApplication

from floorwalker import __version__

if TYPE_CHECKING:
    from types import TracebackType

_log = logging.getLogger(__name__)
_qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_HARMLESS = "This plugin does not support"
"""So the platform without a screen says what it needs not do: raise a window, tell its smallest size."""


class Faults(QObject):
    """Tells happened(what, report) for each exception that nothing caught, in a slot, an event handler or a thread.

    what: one line. report: all that whoever mends it needs, without any payload. Told on the window's thread.
    """

    happened = Signal(str, str)

    def watch(self) -> None:
        """From now on, for the whole program."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def forget(self) -> None:
        """Everything as it was before `watch`."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        _log.critical("Unexpected: %s", kind.__name__, exc_info=(kind, error, trace))
        what = "".join(traceback.format_exception_only(kind, error)).strip().splitlines()[0]
        self.happened.emit(what, report_of(error))

    def _on_thread_exception(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self._on_exception(found.exc_type, found.exc_value, found.exc_traceback)


def report_of(error: BaseException) -> str:
    """A report of a bug: versions, the time, and where it happened."""
    return "\n".join(
        (
            f"Floorwalker {__version__}, Python {platform.python_version()}",
            f"PySide {PySide6.__version__}, Qt {qVersion()}, {QGuiApplication.platformName()}",
            f"{platform.platform()}, {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "",
            "".join(traceback.format_exception(error)).rstrip(),
        )
    )


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = logging.DEBUG if message.startswith(_HARMLESS) else _LEVELS[kind]
    _qt_log.log(level, "%s: %s", context.category or "default", message)
