"""The command line: `floorwalker` opens the window, `floorwalker capture|send|export|board|info` work without one.

Exit codes: 0 done; 1 it failed, told in one line on standard error; 2 wrong use, a wrong filter too.
"""

import sys
from collections.abc import Sequence

from floorwalker.cli.commands import COMMANDS, commands
from floorwalker.cli.window import window

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command that the arguments (those of the process unless given) name, then exits with its code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    first = next((at for at, word in enumerate(words) if word not in ("-v", "--verbose")), None)
    if first is not None and words[first] in COMMANDS:
        # -v may stand before the command as well as after it.
        commands(args=[words[first], *words[:first], *words[first + 1 :]], prog_name="floorwalker")
    else:
        window(args=words, prog_name="floorwalker")
