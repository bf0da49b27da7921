"""What starts a capture: its command, the file of its sources, and the secrets that its environment carries."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QTemporaryFile

from floorwalker.sources import SourcesError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from floorwalker.ui.options import WindowOptions
    from floorwalker.ui.sources.choice import Choice


@dataclass(frozen=True, slots=True)
class Order:
    """A program to start. command: the program, then its arguments. variables: what its environment has besides ours;
    secrets are here and nowhere else.
    """

    command: list[str]
    variables: Mapping[str, str] = field(default_factory=dict)


class Launch:
    """Makes the order to capture what a window shows. Its file of sources, for our user only, goes with it."""

    def __init__(self, options: WindowOptions) -> None:
        self._options = options
        self._file: QTemporaryFile | None = None

    def order(self, choice: Choice | None) -> Order:
        """The order to capture from these; None leaves it to the capture where to listen. Raises SourcesError where the
        file cannot be written.
        """
        if choice is None:
            return Order(capture_command(self._options))
        self._file = _private_file(choice.sources.in_use().model_dump_json(exclude_defaults=True))
        return Order(capture_command(self._options, self._file.fileName()), choice.variables)


def floorwalker_command() -> list[str]:
    """How this program starts itself."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "floorwalker"]


def capture_command(options: WindowOptions, sources: Path | str | None = None) -> list[str]:
    """The command that captures what a window shows: the program, then its arguments."""
    return [*floorwalker_command(), "capture", os.fspath(options.session), "--control", *_arguments(options, sources)]


def _arguments(options: WindowOptions, sources: Path | str | None) -> Iterator[str]:
    if sources is not None:
        yield from ("--sources", os.fspath(sources))
    if options.demo is not None:
        yield from ("--demo", "--agents", str(options.demo.agents))
        if options.demo.rate is not None:
            yield from ("--rate", str(options.demo.rate))
        if options.demo.seed is not None:
            yield from ("--seed", str(options.demo.seed))
    if options.keep is not None:
        yield from ("--keep", options.keep)
    if options.max_size is not None:
        yield from ("--max-size", options.max_size)
    if options.insecure:
        yield "--insecure"


def _private_file(text: str) -> QTemporaryFile:
    """A file that only our user may read, and that goes when it is let go of."""
    file = QTemporaryFile(f"{QDir.tempPath()}/floorwalker-XXXXXX.json")
    if not (file.open() and file.write(text.encode()) >= 0 and file.flush()):
        raise SourcesError(
            f"The capture cannot be told its sources: {file.errorString()}.", f"Make room in {QDir.tempPath()}."
        )
    file.close()
    return file
