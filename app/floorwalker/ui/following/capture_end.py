"""How a capture ended, as a value that can say so to a person."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from floorwalker.capture.messages import About, Problem


@dataclass(frozen=True, slots=True)
class CaptureEnd:
    """The end of a capture's process.

    asked: whether we told it to stop. killed: whether it had to be killed, because it did not stop in time.
    exit_code: None where there is none, because it never started or a signal ended it. by_signal: that signal's number
    (0 where the system does not tell). told: the last problem that it told. stderr: its last lines there.
    """

    asked: bool
    exit_code: int | None
    by_signal: int | None = None
    killed: bool = False
    told: Problem | None = None
    stderr: tuple[str, ...] = ()

    @property
    def in_order(self) -> bool:
        """Whether nobody needs to hear of it: it was asked to stop and did, or ended by itself with nothing amiss."""
        return self.exit_code == 0 or (self.asked and not self.killed and self.exit_code is not None)

    @property
    def problem(self) -> str:
        """What happened, in one sentence."""
        if self.killed:
            return "The capture did not stop in time and was ended by force."
        if self.told:
            return self.told.problem
        if self.exit_code is not None:
            return f"The capture ended with exit code {self.exit_code}.{self._last_words()}"
        if self.by_signal is not None:
            return f"The capture was ended by {_signal_name(self.by_signal)}.{self._last_words()}"
        return f"The capture could not be started.{self._last_words()}"

    @property
    def remedy(self) -> str:
        """What to do about it."""
        if self.told and not self.killed:
            return self.told.remedy
        return "Everything that was answered is in the session. Start it again to go on."

    @property
    def about(self) -> About:
        """What the problem is about, as in `Problem`."""
        return self.told.about if self.told and not self.killed else ""

    def _last_words(self) -> str:
        return f" It said: {self.stderr[-1]}" if self.stderr else ""


def _signal_name(number: int) -> str:
    try:
        return f"signal {signal.Signals(number).name}"
    except ValueError:
        return "a crash"
