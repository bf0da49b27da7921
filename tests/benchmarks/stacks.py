"""What py-spy saw of a process, told for people: which part of the program each thread was in, and in which functions.

Threads are looked at with their native frames, so that waiting is told from working: for the disk, for the
interpreter's lock, for something to do. Pure functions.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

WAITING: Final = "waits for something to do"
_LOCK: Final = "waits for the interpreter's lock"
_DISK: Final = "waits for the disk"
_SQLITE: Final = "SQLite"
_LOOP: Final = "the event loop's own (Qt, uvloop)"
_OTHERS: Final = "Python and libraries"

_FRAME: Final = re.compile(r"(?P<function>.*) \((?P<file>[^()]*?)(?::\d+)?\)$")
_ROOM: Final = re.compile(r"app/floorwalker/((?:\w+/)*)(\w+\.py)$")
_POLLS: Final = re.compile(r"^(epoll_p?wait|p?poll|p?select|_?__GI_poll|syscall)$")
_QUEUES: Final = re.compile(r"SimpleQueue_get|PyThread_acquire_lock|os_read|QWaitCondition|wait_for")
_LOOPS: Final = frozenset({"run_window", "run_capture"})
"""They run an event loop; what is in none of the functions that it calls is its own."""
_FUNCTIONS: Final = 25
_LITTLE: Final = 0.02
"""Threads that are busy for less of their time are left out."""
_DEEPEST_ROOM: Final = 3
"""Folders: `ui/events/filter` says where; the names of functions say the rest."""


class Frame(NamedTuple):
    """A function, and its file; of the program's own the path below `floorwalker/`."""

    function: str
    file: str
    room: str = ""

    def __str__(self) -> str:
        return f"{self.function} ({self.file})"


class Stack(NamedTuple):
    """A thread's functions from the outermost to the innermost one, and how often they were seen so."""

    thread: str
    frames: tuple[Frame, ...]
    times: int


def stacks(raw: str) -> Iterator[Stack]:
    """What py-spy wrote, without what belongs to the start of the program."""
    for line in raw.splitlines():
        told, _, count = line.rpartition(" ")
        id_, *frames = told.split(";")
        thread = f"thread {id_.partition(': ')[2]}" if ": " in id_ else id_
        read = tuple(map(_frame, frames))
        if not any("importlib" in frame.file for frame in read):
            yield Stack(thread, read, int(count))


def _frame(told: str) -> Frame:
    match = _FRAME.match(told)
    if match is None:
        return Frame(told, "")
    own = _ROOM.search(match["file"])
    if own is None:
        return Frame(match["function"], match["file"].rpartition("/")[2])
    folders = own[1].strip("/").split("/")
    return Frame(match["function"], own[1] + own[2], "/".join(folders[:_DEEPEST_ROOM]) or own[2])


def part_of(frames: Sequence[Frame]) -> str:
    """What a thread was busy with, or what it waited for."""
    names = [frame.function for frame in frames]
    if names[-1] in {"fdatasync", "fsync", "pwrite64", "pread64"}:
        return _DISK
    if any(name.startswith(("take_gil", "pthread_cond_timedwait", "pthread_cond_clockwait")) for name in names[-3:]):
        return _LOCK
    if _POLLS.match(names[-1]) or any(_QUEUES.search(name) for name in names[-6:]):
        return WAITING
    if any("sqlite3" in frame.file or "sqlite" in frame.function for frame in frames[-8:]):
        return _SQLITE
    own = next((frame for frame in reversed(frames) if frame.room), None)
    if own is None:
        return _OTHERS
    return _LOOP if own.function in _LOOPS else own.room


def told(seen: Iterable[Stack], rate: int, without: str = "") -> str:
    """Seconds by part for each thread, then the functions that took most of what was no waiting. rate: samples a
    second. without: what is in such functions (a regular expression) is left out.
    """
    wanted = [one for one in seen if not (without and any(re.search(without, str(frame)) for frame in one.frames))]
    parts: dict[str, Counter[str]] = {}
    own: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for thread, frames, count in wanted:
        part = part_of(frames)
        parts.setdefault(thread, Counter())[part] += count
        if part != WAITING:
            inner = next((frame for frame in reversed(frames) if frame.room), frames[-1])
            own[f"{inner}"] += count
            total.update(dict.fromkeys((str(frame) for frame in frames if frame.room), count))
    busy = sum(own.values()) or 1
    tables = [_table(thread, counts, sum(counts.values()), rate) for thread, counts in _longest(parts)]
    tables += [_table("functions, with the libraries that they call", own, busy, rate)]
    tables += [_table("functions, with all that they call", total, busy, rate)]
    return "\n".join(tables)


def _longest(parts: "dict[str, Counter[str]]") -> "list[tuple[str, Counter[str]]]":
    """The threads that did something, the busiest first."""

    def busy(counts: "Counter[str]") -> int:
        return sum(counts.values()) - counts[WAITING]

    doing = [one for one in parts.items() if busy(one[1]) > _LITTLE * sum(one[1].values())]
    return sorted(doing, key=lambda one: -busy(one[1]))


def _table(title: str, counts: "Counter[str]", whole: int, rate: int) -> str:
    lines = [f"{count / whole:6.1%} {count / rate:7.2f} s  {name}" for name, count in counts.most_common(_FUNCTIONS)]
    return "\n".join([title, *lines, ""])
