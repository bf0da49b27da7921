import signal

import pytest

from floorwalker.capture.messages import Problem
from floorwalker.ui.following.capture_end import CaptureEnd

TAKEN = Problem(problem="The port is taken.", remedy="Use another.", about="sources")


@pytest.mark.parametrize(
    ("end", "problem"),
    [
        (
            CaptureEnd(asked=False, exit_code=1, stderr=("floorwalker: no room",)),
            "exit code 1. It said: floorwalker: no room",
        ),
        (CaptureEnd(asked=False, exit_code=None, by_signal=signal.SIGKILL), "signal SIGKILL"),
        (CaptureEnd(asked=False, exit_code=None, by_signal=0), "a crash"),
        (
            CaptureEnd(asked=False, exit_code=None, stderr=("No such file",)),
            "could not be started. It said: No such file",
        ),
        (CaptureEnd(asked=True, exit_code=None, by_signal=9, killed=True), "did not stop in time"),
        (CaptureEnd(asked=False, exit_code=1, told=TAKEN), "The port is taken."),
    ],
)
def test_that_an_end_says_what_happened_and_what_to_do(end: CaptureEnd, problem: str) -> None:
    assert problem in end.problem
    assert end.remedy
    assert not end.in_order


def test_that_the_remedy_that_the_capture_told_is_passed_on() -> None:
    end = CaptureEnd(asked=False, exit_code=1, told=TAKEN)
    assert end.remedy == "Use another."


@pytest.mark.parametrize("asked", [True, False])
def test_that_an_end_without_trouble_is_in_order(asked: bool) -> None:
    assert CaptureEnd(asked=asked, exit_code=0).in_order


def test_that_a_crash_while_stopping_is_not_in_order() -> None:
    assert not CaptureEnd(asked=True, exit_code=None, by_signal=11).in_order
