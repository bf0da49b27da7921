"""Where sessions lie that nobody named: the folder `sessions` in the user's data folder.

`live.fw` is the live session unless `live.txt` names a newer one; `demo.fw` is the simulated centre's, made anew each
time.
"""

import itertools
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from floorwalker.session.errors import SessionError

_POINTER = "live.txt"


def session_for(*, new: bool, demo: bool) -> Path:
    """The session that the window captures when none was named. Raises SessionError where the folder is of no use."""
    folder = user_data_path("floorwalker", appauthor=False) / "sessions"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if demo:
            return _demo_session(folder)
        return _new_live_session(folder) if new else _live_session(folder)
    except OSError as trouble:
        raise SessionError(
            f"The folder of sessions {folder} cannot be written: {trouble.strerror}.",
            "Make it writable, or name a session elsewhere.",
        ) from trouble


def _live_session(folder: Path) -> Path:
    pointer = folder / _POINTER
    named = pointer.read_text("utf-8").strip() if pointer.exists() else ""
    # Only a file in this folder: the pointer is no way to anywhere else.
    return folder / (Path(named).name or "live.fw")


def _new_live_session(folder: Path) -> Path:
    stem = datetime.now().astimezone().strftime("%Y-%m-%d %H.%M.%S")
    name = next(name for name in _numbered(stem) if not (folder / name).exists())
    draft = folder / f"{_POINTER}.new"
    draft.write_text(name + "\n", "utf-8")
    draft.replace(folder / _POINTER)
    return folder / name


def _demo_session(folder: Path) -> Path:
    return next(folder / name for name in _numbered("demo") if _made_anew(folder / name))


def _numbered(stem: str) -> itertools.chain[str]:
    return itertools.chain((f"{stem}.fw",), (f"{stem}-{number}.fw" for number in itertools.count(2)))


def _made_anew(session: Path) -> bool:
    """Takes an old session away, unless someone captures it or, where the system minds, looks at it."""
    try:
        with FileLock(f"{session}.lock", timeout=0):
            for leftover in (session, *(session.with_name(session.name + end) for end in ("-wal", "-shm"))):
                leftover.unlink(missing_ok=True)
    except (Timeout, PermissionError):
        return False
    return True
