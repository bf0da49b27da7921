"""Files that are the old or the new one whole, whatever happens while they are written. Any thread."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

_OURS_ALONE: Final = 0o600


@contextmanager
def whole_file(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """A file to write to that takes its place when all is written and on the disk; on failure it is as if never begun.

    mode: permission bits; None for those of the file that was there, or else what the user's umask leaves.
    What is no ordinary file (a terminal, a pipe) is written to directly. Raises OSError.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    making = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    made = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode or 0o666)
    try:
        with os.fdopen(made, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        if mode is None and path.exists():
            making.chmod(path.stat().st_mode & 0o777)
        making.replace(path)
    except BaseException:
        making.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_setting(path: Path, text: str) -> None:
    """Replace a small file among the user's settings, for that user only; its folder is made. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path, _OURS_ALONE) as out:
        out.write(text.encode())


def stamp_of(path: Path) -> tuple[int, ...] | None:
    """Tells whether a file has become another; None while there is none, or it cannot be reached."""
    try:
        found = path.stat()
    except OSError:
        return None
    # The time of its last change of any kind tells of one that kept the size and set the time of writing back.
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def sync_folder(folder: Path) -> None:
    """Makes a renamed or new file's entry in its folder durable. Windows has no such call, and does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
