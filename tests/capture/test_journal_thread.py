"""The journal's thread: one thing after another, and nothing that was given is left out."""

import threading

import pytest

from floorwalker.capture.journal_thread import JournalThread


def test_that_what_is_given_is_done_in_order_on_one_thread() -> None:
    done: list[tuple[int, int]] = []
    with JournalThread() as thread:
        for number in range(100):
            thread.post(lambda number=number: done.append((number, threading.get_ident())))  # type: ignore[misc]
            thread.submit(done.append, (number, threading.get_ident()))
    assert [number for number, _ in done] == [at // 2 for at in range(200)]
    assert len({ident for _, ident in done[::2]}) == 1
    assert done[0][1] != threading.get_ident()


def test_that_a_future_has_what_is_returned_or_raised() -> None:
    with JournalThread() as thread:
        assert thread.submit(divmod, 7, 2).result(10) == (3, 1)
        with pytest.raises(ZeroDivisionError):
            thread.submit(divmod, 7, 0).result(10)
        assert thread.submit(divmod, 8, 2).result(10) == (4, 0)


def test_that_the_end_waits_for_what_was_given_before() -> None:
    go_on, done = threading.Event(), threading.Event()
    with JournalThread() as thread:
        thread.post(lambda: done.set() if go_on.wait(10) else None)
        go_on.set()
    assert done.is_set()
