"""What the profiles tell of a process that was looked at."""

import re

import pytest

from tests.benchmarks.stacks import part_of, stacks, told

_LOOP = "thread (7): MainThread;run_capture (/x/app/floorwalker/capture/process.py:90);uv_run (core.c:464)"
_JOURNAL = "thread (9): journal;_on_thread (/x/app/floorwalker/capture/committer.py:5);append"
_APPEND = f"{_JOURNAL} (/x/app/floorwalker/session/journal.py:7)"


@pytest.mark.parametrize(
    ("frames", "part"),
    [
        (f"{_LOOP};uv__io_poll (linux.c:1);epoll_pwait (libc.so.6) 3", "waits for something to do"),
        (f"{_LOOP};uv__write (stream.c:1) 3", "the event loop's own (Qt, uvloop)"),
        (f"{_LOOP};take (/x/app/floorwalker/feed/receiver/application.py:9) 3", "feed/receiver"),
        (f"{_APPEND};execute (_sqlite3.so);sqlite3VdbeExec (libsqlite3.so) 3", "SQLite"),
        (f"{_APPEND};sqlite3WalFrames (libsqlite3.so);fdatasync (libc.so.6) 3", "waits for the disk"),
        (f"{_APPEND};pthread_cond_timedwait (libc.so.6) 3", "waits for the interpreter's lock"),
        (f"{_APPEND};dict_get (libpython.so) 3", "session"),
        (
            "thread (8): herald;wait (/usr/lib/threading.py:3);PyThread_acquire_lock (lib) 3",
            "waits for something to do",
        ),
        ("thread (8): gc;gc_collect_main (libpython.so) 3", "Python and libraries"),
    ],
)
def test_that_it_is_told_what_a_thread_does_or_waits_for(frames: str, part: str) -> None:
    [seen] = stacks(frames)
    assert part_of(seen.frames) == part


def test_that_the_start_of_a_program_is_left_out() -> None:
    starting = f"{_LOOP};_find_and_load (<frozen importlib._bootstrap>:1) 5"
    assert [seen.times for seen in stacks(f"{starting}\n{_APPEND} 3")] == [3]


def test_that_seconds_and_shares_are_of_the_thread() -> None:
    raw = f"{_APPEND};fdatasync (libc.so.6) 75\n{_APPEND} 25\n{_LOOP};epoll_wait (libc.so.6) 98\n{_LOOP} 2"
    text = told(stacks(raw), 100)
    assert "thread journal\n 75.0%    0.75 s  waits for the disk\n 25.0%    0.25 s  session\n" in text
    assert "MainThread" not in text, "it did next to nothing"
    assert re.search(r"with the libraries that they call\n 98\.0%    1\.00 s  append \(session/journal\.py\)", text)
    assert re.search(r"with all that they call\n.* _on_thread \(capture/committer\.py\)", text)


def test_that_what_is_asked_to_be_left_out_is() -> None:
    assert "append" not in told(stacks(f"{_APPEND} 3\n{_LOOP};uv__write (stream.c:1) 9"), 100, without="append")
