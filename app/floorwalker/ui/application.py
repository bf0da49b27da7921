"""The program with a window: Qt's application, the look, and one window after another."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

import floorwalker.ui.shell.sources_unread  # noqa: F401 - before all others

# isort: split
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from floorwalker.assets import resource
from floorwalker.event.catalog import Catalog
from floorwalker.event.own_catalog import own_catalog
from floorwalker.ui.look import Look
from floorwalker.ui.shell import memory
from floorwalker.ui.shell.faults import Faults
from floorwalker.ui.shell.heap import return_arrays
from floorwalker.ui.shell.interrupts import Interrupts
from floorwalker.ui.shell.picture import Photographer
from floorwalker.ui.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from floorwalker.ui.options import WindowOptions

_TURN = 0.0005
"""Seconds that one thread may go on while another wants Python: at the usual 5 ms, the threads that read the file make
a painting window late by dozens of them."""


def run_window(options: WindowOptions) -> int:
    """Open a window and return the program's exit code when it is closed.

    0: closed, or its picture saved. 1: no display, or the picture could not be saved; told in one line on stderr.
    Raises CatalogError where the user's names cannot be read.
    """
    # What was imported stays: to look through it for garbage, again and again, delays the window's start.
    gc.freeze()
    catalog = Catalog.load(own_catalog())
    return_arrays()
    sys.setswitchinterval(_TURN)
    application = _qt_application()
    memory.settle(for_picture=options.screenshot is not None)
    look = Look(options.theme or memory.Memory().theme)
    look.dress(application)
    faults, interrupts = Faults(), Interrupts()
    faults.watch()
    try:
        windows = Windows(catalog, look, faults)
        interrupts.came.connect(windows.close)
        windows.open(options)
        return application.exec()
    finally:
        interrupts.forget()
        faults.forget()


def _qt_application() -> QApplication:
    """Qt's one application, in our style on every platform. Without a display the program ends here, with one line."""
    qInstallMessageHandler(_Reasons().take)
    QApplication.setStyle("Fusion")
    application = QApplication([sys.argv[0]])
    qInstallMessageHandler(None)
    application.setApplicationDisplayName("Floorwalker")
    application.setDesktopFileName("floorwalker")
    application.setWindowIcon(QIcon(str(resource("icons/floorwalker.svg"))))
    return application


class _Reasons:
    """What Qt says while it starts.

    Where it cannot reach the display it aborts the whole process, which nothing can catch: only come before it. What it
    says last is general; the warning before is the reason.
    """

    def __init__(self) -> None:
        self._said: list[str] = []

    def take(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        self._said.append(message.split("\n", 1)[0].rstrip("."))
        if kind == QtMsgType.QtFatalMsg:
            _end_without_display(self._said[0])


def _end_without_display(reason: str) -> NoReturn:
    sys.stderr.write(
        f"floorwalker: No window can be opened on this display: {reason}. Check DISPLAY and that Qt's system libraries "
        "are installed, or use `floorwalker capture`, which needs neither.\n"
    )
    sys.stderr.flush()
    os._exit(1)


class Windows(QObject):
    """The window on the screen, and the next one when another session is opened."""

    def __init__(self, catalog: Catalog, look: Look, faults: Faults) -> None:
        super().__init__()
        self._catalog = catalog
        self._look = look
        self._faults = faults
        self.current: Window | None = None
        self._next: WindowOptions | None = None
        self._exit_code = 0
        # A closed window is not the end yet: its capture ends after it.
        QApplication.setQuitOnLastWindowClosed(False)

    def open(self, options: WindowOptions) -> None:
        """Open a window; if there is one, when that has left."""
        if self.current is not None:
            self._next = options
            self.current.leave()
            return
        window = self.current = Window(options, self._look, self._catalog)
        window.open_asked.connect(self.open)
        window.live.catalog_changed.connect(self._on_catalog_changed)
        window.left.connect(self._on_left)
        self._faults.happened.connect(window.tell_bug, Qt.ConnectionType.QueuedConnection)
        if options.screenshot is not None:
            self._photograph(window, options.screenshot, options.after)
        # What is there now stays while the window does. To look through it for garbage holds the window up by 80 ms.
        gc.collect()
        gc.freeze()
        window.start()

    def close(self) -> None:
        """Close the window; the program ends when its capture has."""
        if self.current is not None:
            self.current.close()

    def _photograph(self, window: Window, file: Path, after: float | None) -> None:
        photographer = Photographer(window.pictured, file, after, window)
        window.live.loaded.connect(photographer.content_is_there)
        window.live.failed.connect(photographer.content_is_there)
        photographer.taken.connect(self.close)
        # Nobody looks at a window that is there for its picture only, so that its exit code tells of a bug.
        self._faults.happened.connect(self._fail)
        photographer.failed.connect(self._on_picture_failed)

    def _on_picture_failed(self, line: str) -> None:
        sys.stderr.write(f"floorwalker: {line}\n")
        self._fail()
        self.close()

    def _fail(self) -> None:
        self._exit_code = 1

    def _on_catalog_changed(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def _on_left(self) -> None:
        if self.current is not None:
            self._faults.happened.disconnect(self.current.tell_bug)
            self.current.deleteLater()
            self.current = None
        options, self._next = self._next, None
        if options is not None:
            gc.unfreeze()
            self.open(options)
        else:
            QApplication.exit(self._exit_code)
