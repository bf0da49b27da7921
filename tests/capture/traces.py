"""What a capture said to the kernel, as strace writes it down: was each event on the disk before it was answered?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

CALLS = "fsync,fdatasync,write,writev,sendto,sendmsg,pwrite64,read,recvfrom"
STRACE = ("strace", "--follow-forks", "--decode-fds=path", "--string-limit=70000", f"--trace={CALLS}")

_BEGUN = re.compile(r"(?P<name>\w+)\(\d+<(?P<file>[^>]*)>(?P<rest>.*)", re.DOTALL)
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(?P<rest>.*)", re.DOTALL)
_TEXTS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_RESULT = re.compile(r"= (-?\d+)[^=]*$")
_ID = re.compile(rb'"Id": ?"([^"]+)"')
_FRAME_HEADER = 24
"""Bytes. SQLite writes one before each page; the second four are not zero in that of a transaction's last page."""


@dataclass
class Call:
    """A call that has ended. begun, ended: numbers of lines in the trace."""

    name: str
    file: str
    data: bytes
    result: int
    begun: int
    ended: int


def calls(trace: str) -> Iterator[Call]:
    """The calls on files and sockets, in the order in which they ended."""
    unfinished: dict[str, tuple[str, int]] = {}
    for number, line in enumerate(trace.splitlines()):
        thread, _, said = line.partition(" ")
        said, begun = said.strip(), number
        if resumed := _RESUMED.match(said):
            first, begun = unfinished.pop(thread, ("", 0))
            said = first + resumed["rest"]
        if said.endswith("<unfinished ...>"):
            unfinished[thread] = (said.removesuffix("<unfinished ...>"), number)
        elif (call := _BEGUN.match(said)) and (result := _RESULT.search(call["rest"])):
            data = b"".join(_bytes(text) for text in _TEXTS.findall(call["rest"]))
            yield Call(call["name"], call["file"], data, int(result[1]), begun, number)


@dataclass
class Verdict:
    """answered: the Ids of all events that were answered 200, in that order. too_soon: those among them that were not
    on the disk by then.
    """

    answered: list[str] = field(default_factory=list)
    too_soon: list[str] = field(default_factory=list)


def judge(trace: str, wal: str) -> Verdict:
    """Holds each answer against what was synced when it was begun. wal: the end of the path of the session's WAL."""
    asked: dict[str, list[str]] = {}
    committed = _committed(trace, wal)
    syncs = [
        call for call in calls(trace) if call.name.endswith("sync") and call.file.endswith(wal) and not call.result
    ]
    verdict = Verdict()
    for call in calls(trace):
        if not call.file.startswith("socket:"):
            continue
        if call.name in {"read", "recvfrom"}:
            asked.setdefault(call.file, []).extend(_ids(call.data))
        elif call.data.startswith(b"HTTP/1.1 "):
            ids = asked.pop(call.file, [])
            if call.data.startswith(b"HTTP/1.1 200 "):
                verdict.answered += ids
                verdict.too_soon += [one for one in ids if not _is_synced(committed.get(one), syncs, call)]
    return verdict


def _is_synced(committed: int | None, syncs: list[Call], answer: Call) -> bool:
    return committed is not None and any(sync.begun > committed and sync.ended < answer.begun for sync in syncs)


def _committed(trace: str, wal: str) -> dict[str, int]:
    """For each Id the line at which the last page of its transaction was written."""
    committed: dict[str, int] = {}
    waiting: set[str] = set()
    is_last = False
    for call in calls(trace):
        if call.name != "pwrite64" or not call.file.endswith(wal) or call.result <= 0:
            continue
        if len(call.data) == _FRAME_HEADER:
            is_last = any(call.data[4:8])
            continue
        waiting.update(one for one in _ids(call.data) if one not in committed)
        if is_last:
            committed.update(dict.fromkeys(waiting, call.ended))
            waiting.clear()
            is_last = False
    return committed


def _ids(data: bytes) -> list[str]:
    return [found.decode() for found in _ID.findall(data)]


def _bytes(text: str) -> bytes:
    """A text as strace spells it, which is as C does."""
    return text.encode("latin-1").decode("unicode_escape").encode("latin-1")
