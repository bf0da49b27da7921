import logging
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QWidget

from floorwalker.ui.shell.faults import Faults, report_of

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from pytestqt.qtbot import QtBot

unexpected = pytest.mark.expects_log("CRITICAL floorwalker.ui.shell.faults: Unexpected: ZeroDivisionError")
# Qt's own plugin for pytest would count these exceptions as failures of the test.
not_captured = pytest.mark.qt_no_exception_capture


@pytest.fixture
def faults(qapp: object) -> Iterator[Faults]:
    """Watching, until the test is over."""
    del qapp
    watching = Faults()
    watching.watch()
    yield watching
    watching.forget()


def fail() -> None:
    raise ZeroDivisionError("the very reason")


class Fails(QWidget):
    """Cannot be painted."""

    def paintEvent(self, event: "QPaintEvent") -> None:
        del event
        fail()


class FailsInThread(QThread):
    """A thread of Qt that fails."""

    def run(self) -> None:
        fail()


@unexpected
@not_captured
def test_that_an_exception_in_a_slot_is_told_with_a_report(faults: Faults, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(faults.happened) as told:
        QTimer.singleShot(0, fail)
    what, report = told.args
    assert what == "ZeroDivisionError: the very reason"
    assert "in fail" in report
    assert "Floorwalker" in report


@unexpected
@not_captured
def test_that_an_exception_in_an_event_handler_is_told(faults: Faults, qtbot: "QtBot") -> None:
    broken = Fails()
    qtbot.addWidget(broken)
    with qtbot.waitSignal(faults.happened):
        broken.show()


@unexpected
@not_captured
def test_that_an_exception_in_a_thread_is_told_on_the_windows_thread(faults: Faults, qtbot: "QtBot") -> None:
    told_on: list[threading.Thread] = []
    told_here = QWidget()
    qtbot.addWidget(told_here)
    faults.happened.connect(lambda *_: told_on.append(threading.current_thread()))
    for thread in (FailsInThread(), threading.Thread(target=fail)):
        thread.start()
        thread.wait() if isinstance(thread, QThread) else thread.join()
    qtbot.waitUntil(lambda: told_on == [threading.main_thread()] * 2)


def test_that_warnings_of_qt_go_to_the_log(qapp: object, caplog: pytest.LogCaptureFixture) -> None:
    del qapp
    faults = Faults()
    faults.watch()
    try:
        with caplog.at_level(logging.DEBUG, "qt"):
            qWarning("a warning of Qt's")
    finally:
        faults.forget()
    assert [record.levelname for record in caplog.records if "a warning of Qt's" in record.message] == ["WARNING"]
    caplog.clear()


def test_that_everything_is_afterwards_as_it_was(qapp: object) -> None:
    del qapp
    before = sys.excepthook, threading.excepthook
    faults = Faults()
    faults.watch()
    assert sys.excepthook != before[0]
    faults.forget()
    assert (sys.excepthook, threading.excepthook) == before


def test_that_a_report_says_where_and_on_what() -> None:
    with pytest.raises(ZeroDivisionError) as failed:
        fail()
    report = report_of(failed.value)
    assert "test_faults.py" in report
    assert "Python 3." in report
    assert "Qt 6." in report
