import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from floorwalker.ui.shell.interrupts import Interrupts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process there ends at once")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_a_signal_is_told_to_a_window_at_rest(number: signal.Signals, qtbot: "QtBot") -> None:
    interrupts = Interrupts()
    try:
        with qtbot.waitSignal(interrupts.came):
            os.kill(os.getpid(), number)
    finally:
        interrupts.forget()


def test_that_signals_do_afterwards_what_they_did_before(qapp: object) -> None:
    del qapp
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    interrupts = Interrupts()
    assert signal.getsignal(signal.SIGTERM) != before[1]
    interrupts.forget()
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
