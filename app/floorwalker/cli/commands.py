"""The commands that need no window. Each imports what it needs when it is called, so that none waits."""

import typer

from floorwalker.cli import board, capture, export, info, probe, send

_ROOMS = {"capture": capture, "probe": probe, "send": send, "export": export, "board": board, "info": info}

COMMANDS = frozenset(_ROOMS)

commands = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
for _name, _room in _ROOMS.items():
    _command = commands.command(_name, epilog=_room.EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
    _command(_room.command)
