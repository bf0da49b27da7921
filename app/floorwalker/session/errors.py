"""What can be wrong with a session's file, said for people: the problem, then the remedy."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from floorwalker.trouble import Trouble


class SessionError(Trouble):
    """Known trouble with a session's file, or with the medium that it lies on."""


class CapturedElsewhere(SessionError):
    """Another capture writes to the session."""


@contextmanager
def known_trouble(path: Path) -> Iterator[None]:
    """Errors of the database and of the system inside become the `SessionError` that they mean for the file at path."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise explained(error, path) from error


def not_a_session(path: Path) -> SessionError:
    """The file is something else."""
    return SessionError(f"{path} is not a Floorwalker session.", "Choose a session, or another name for a new one.")


def missing(path: Path) -> SessionError:
    """There is no such file."""
    return SessionError(f"{path} is not there.", "Check its name, or start a capture that makes it.")


def no_folder(path: Path) -> SessionError:
    """The folder that a file is to be made in is not there."""
    return SessionError(f"There is no folder {path.parent}.", "Make it, or choose another folder.")


def newer_format(path: Path, found: int, known: int) -> SessionError:
    """A later Floorwalker wrote the file."""
    return SessionError(
        f"{path} has format {found}, and this Floorwalker knows formats up to {known}.",
        "Open it with a newer Floorwalker.",
    )


def damaged(path: Path, detail: str) -> SessionError:
    """The file is a session, and broken."""
    return SessionError(
        f"{path} is damaged ({detail}).",
        "Keep it, take out what can be read with `sqlite3 FILE .recover`, and capture into a new session.",
    )


def captured_elsewhere(path: Path) -> CapturedElsewhere:
    """Another capture writes to the file."""
    return CapturedElsewhere(
        f"Another capture is writing to {path}.",
        "Stop that one, capture into another session, or open this one without a source to follow it.",
    )


def wal_out_of_reach(path: Path) -> SessionError:
    """The file's newest events are in a WAL that cannot be taken in where it lies."""
    return SessionError(
        f"{path} was not closed, and its newest events cannot be read in a folder that cannot be written to.",
        f"Copy it together with {path.name}-wal to a folder of yours, and open it there.",
    )


def explained(error: sqlite3.Error | OSError, path: Path) -> SessionError:
    """An error of the database or of the system, as what it means for the file at path.

    Raises the error again where it is no trouble of the medium but a fault of ours.
    """
    if isinstance(error, sqlite3.Error):
        return _of_the_database(error, path)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return _full(path)
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return _not_allowed(path)
        case errno.ENOENT | errno.ENOTDIR:
            return no_folder(path)
        case errno.EISDIR:
            return SessionError(f"{path} is a folder.", "Choose a file in it.")
        case _:
            return _failing(path, error.strerror or str(error))


def _of_the_database(error: sqlite3.Error, path: Path) -> SessionError:  # noqa: PLR0911 one answer a code
    # Errors of the binding itself, such as the use of a closed connection, have no code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF
    match code:
        case sqlite3.SQLITE_NOTADB:
            return not_a_session(path)
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path, str(error))
        case sqlite3.SQLITE_FULL:
            return _full(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return _locked(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH | sqlite3.SQLITE_CANTOPEN:
            return _not_allowed(path)
        case sqlite3.SQLITE_ERROR if "no such" in str(error):
            return damaged(path, str(error))
        case sqlite3.SQLITE_IOERR:
            return _failing(path, str(error))
        case _:
            raise error


def _full(path: Path) -> SessionError:
    return SessionError(f"The disk that holds {path} is full.", "Make room on it; what was stored before is safe.")


def _not_allowed(path: Path) -> SessionError:
    return SessionError(
        f"{path} cannot be opened or written: its folder or the file itself does not allow it.",
        "Allow it for your user, or choose another folder.",
    )


def _locked(path: Path) -> SessionError:
    return SessionError(
        f"Another program has locked {path}.",
        "Close what else has it open, such as a database browser or a backup, and try again.",
    )


def _failing(path: Path, detail: str) -> SessionError:
    return SessionError(
        f"{path} cannot be read or written ({detail}).",
        "Check the disk, its quota and the limit for the size of files; what was stored before is safe.",
    )
