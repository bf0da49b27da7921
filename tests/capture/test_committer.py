"""Group commit: who waits for what, and what becomes of it when the disk does not take it."""

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from floorwalker.capture import brisk
from floorwalker.capture.committer import Bounds, Committer, Progress
from floorwalker.capture.journal_thread import JournalThread
from floorwalker.event.catalog import Catalog
from floorwalker.feed.receiver.application import Unavailable, settle
from floorwalker.session import schema
from floorwalker.session.journal import Journal
from floorwalker.session.reader import Reader
from floorwalker.session.records import Delivery, Frames, Receipt
from tests.session.made import delivery, payload

CATALOG = Catalog.load()


class Watched(Journal):
    """A journal that tells which batches it got, and waits before each until it may go on.

    threads: on which it got each. began: given for each batch that it got. beats: given for each sign of life.
    """

    batches: list[int]
    threads: list[threading.Thread]
    began: threading.Semaphore
    beats: threading.Semaphore
    gate: threading.Event

    def append(self, deliveries: Sequence[Delivery | Frames]) -> list[Receipt]:
        self.began.release()
        assert self.gate.wait(20)
        self.batches.append(len(deliveries))
        self.threads.append(threading.current_thread())
        return super().append(deliveries)

    def heartbeat(self, now: int) -> None:
        super().heartbeat(now)
        self.beats.release()


class Bench:
    """A committer at work, with what it has told."""

    def __init__(self, journal: Watched, thread: JournalThread, bounds: Bounds) -> None:
        self.loop = asyncio.get_running_loop()
        self.journal = journal
        self.told: list[Progress] = []
        self.troubles: list[tuple[str, str]] = []
        self.committer = Committer(
            journal, thread, self.told.append, lambda *trouble: self.troubles.append(trouble), bounds
        )

    def commit(self, *bodies: bytes) -> asyncio.Future[Receipt]:
        answer: asyncio.Future[Receipt] = self.loop.create_future()
        self.committer.commit(delivery(*bodies), partial(settle, answer))
        return answer


def at_work(path: Path, test: Callable[[Bench], Awaitable[None]], bounds: Bounds | None = None) -> Bench:
    """Runs a test on a committer, and closes it."""

    async def run() -> Bench:
        with JournalThread() as thread:
            journal = await asyncio.get_running_loop().run_in_executor(thread, Watched.open, path, CATALOG)
            journal.batches, journal.threads, journal.gate = [], [], threading.Event()
            journal.began, journal.beats = threading.Semaphore(0), threading.Semaphore(0)
            journal.gate.set()
            bench = Bench(journal, thread, bounds or Bounds())
            try:
                await test(bench)
            finally:
                journal.gate.set()
                await bench.committer.close()
            return bench

    return asyncio.run(run())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Somebody else writes to the file, as no program should."""
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    finally:
        other.close()


def test_that_what_arrives_together_is_committed_together_and_each_gets_its_own_receipt(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        waiting = [bench.commit(payload(number), payload(number % 3)) for number in range(100)]
        receipts = await asyncio.gather(*waiting)
        assert bench.journal.batches == [100]
        assert [receipt.seqs for receipt in receipts] == [range(2 * at + 1, 2 * at + 3) for at in range(100)]
        assert sum(receipt.duplicates for receipt in receipts) == 100

    bench = at_work(tmp_path / "a.fw", test)
    assert [progress.seq for progress in bench.told] == [200]


def test_that_what_arrives_during_a_commit_makes_up_the_next(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        bench.journal.gate.clear()
        first = bench.commit(payload(0))
        assert await asyncio.to_thread(bench.journal.began.acquire, timeout=20)
        later = [bench.commit(payload(number)) for number in range(1, 41)]
        assert bench.committer.waiting == 41
        bench.journal.gate.set()
        await asyncio.gather(first, *later)
        assert bench.journal.batches == [1, 40]
        assert bench.committer.waiting == 0

    at_work(tmp_path / "a.fw", test)


def test_that_nothing_is_answered_before_it_can_be_read(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        for number in range(20):
            receipt = await bench.commit(payload(number))
            with Reader.open(tmp_path / "a.fw") as reader:
                assert reader.payload(receipt.seqs[0]) == payload(number)

    at_work(tmp_path / "a.fw", test)


def test_that_a_transaction_has_a_bound(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        await asyncio.gather(*[bench.commit(payload(2 * at), payload(2 * at + 1)) for at in range(10)])
        assert bench.journal.batches == [2, 2, 2, 2, 2]

    at_work(tmp_path / "a.fw", test, Bounds(transaction=5))


def test_that_a_delivery_larger_than_a_transaction_is_committed_alone(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        await asyncio.gather(bench.commit(payload(0), payload(1), payload(2)), bench.commit(payload(3)))
        assert bench.journal.batches == [1, 1]

    at_work(tmp_path / "a.fw", test, Bounds(transaction=2))


@pytest.mark.parametrize("bounds", [Bounds(deliveries=5), Bounds(bytes=5 * (2 * len(payload(0)) + 500))])
def test_that_more_than_may_wait_is_unavailable_until_there_is_room_again(tmp_path: Path, bounds: Bounds) -> None:
    async def test(bench: Bench) -> None:
        bench.journal.gate.clear()
        waiting = [bench.commit(payload(number)) for number in range(5)]
        with pytest.raises(Unavailable, match="faster"):
            bench.commit(payload(5))
        bench.journal.gate.set()
        await asyncio.gather(*waiting)
        await bench.commit(payload(5))

    at_work(tmp_path / "a.fw", test, bounds)


def test_that_a_delivery_larger_than_may_wait_is_taken_alone(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        assert (await bench.commit(payload(0))).accepted == 1

    at_work(tmp_path / "a.fw", test, Bounds(bytes=10))


def test_that_trouble_is_told_once_and_those_who_waited_may_try_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.05)

    async def test(bench: Bench) -> None:
        with locked(tmp_path / "a.fw"):
            for _ in range(2):
                outcomes = await asyncio.gather(
                    *[bench.commit(payload(number)) for number in range(3)], return_exceptions=True
                )
                assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
        assert bench.committer.failing
        assert (await bench.commit(payload(0))).accepted == 1
        assert not bench.committer.failing
        with locked(tmp_path / "a.fw"), pytest.raises(Unavailable):
            await bench.commit(payload(1))

    bench = at_work(tmp_path / "a.fw", test)
    assert len(bench.troubles) == 2
    assert all(problem and remedy for problem, remedy in bench.troubles)
    assert [progress.seq for progress in bench.told] == [1]


def test_that_quiet_times_are_lived_through_with_signs_of_life(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        for _ in range(3):
            assert await asyncio.to_thread(bench.journal.beats.acquire, timeout=20)

    bench = at_work(tmp_path / "a.fw", test, Bounds(quiet=0.02))
    assert bench.journal.batches == []
    assert bench.told == []


def test_that_a_group_is_stored_whole_in_its_order_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.05)
    group = [delivery(payload(number)) for number in range(5)]

    async def test(bench: Bench) -> None:
        weight = sum(one.weight for one in group)
        with locked(tmp_path / "a.fw"), pytest.raises(Unavailable):
            await bench.committer.commit_group(group, weight)
        alone, receipts = await asyncio.gather(bench.commit(payload(9)), bench.committer.commit_group(group, weight))
        assert [receipt.seqs for receipt in (alone, *receipts)] == [range(seq, seq + 1) for seq in range(1, 7)]
        assert bench.committer.waiting == 0

    bench = at_work(tmp_path / "a.fw", test, Bounds(transaction=3))
    assert bench.journal.batches[-2:] == [1, 5]


def test_that_a_group_counts_as_all_of_its_deliveries(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        bench.journal.gate.clear()
        stored = bench.committer.commit_group([delivery(payload(number)) for number in range(5)], 1000)
        assert bench.committer.waiting == 5
        with pytest.raises(Unavailable):
            bench.commit(payload(9))
        bench.journal.gate.set()
        await stored

    at_work(tmp_path / "a.fw", test, Bounds(deliveries=5))


async def on_own_thread(bench: Bench, first: int = 0) -> None:
    """Commits until a commit is written on the event loop's thread."""
    for number in range(first, first + 100):
        await bench.commit(payload(number))
        if bench.journal.threads[-1] is threading.main_thread():
            return
    pytest.fail("nothing was written on the event loop's thread")


@pytest.fixture
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that nothing is too slow for, however busy the machine is."""
    monkeypatch.setattr(brisk, "_QUICK", 60.0)


@pytest.mark.usefixtures("quick_disk")
def test_that_few_events_are_written_on_the_loops_own_thread_once_the_disk_has_proven_quick(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        await on_own_thread(bench)
        assert bench.journal.threads[0] is not threading.main_thread()
        assert threading.main_thread() not in bench.journal.threads[:-1]
        many = [bench.commit(payload(1000 + number)) for number in range(101)]
        assert [receipt.seqs for receipt in await asyncio.gather(*many)] == [
            range(seq, seq + 1) for seq in range(len(bench.journal.batches), len(bench.journal.batches) + 101)
        ]
        assert bench.journal.threads[-1] is not threading.main_thread()
        await bench.commit(payload(2000))
        assert bench.journal.threads[-1] is threading.main_thread()

    at_work(tmp_path / "a.fw", test)


def test_that_a_slow_disk_keeps_the_loop_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brisk, "_QUICK", 0.0)

    async def test(bench: Bench) -> None:
        for number in range(50):
            await bench.commit(payload(number))
        assert threading.main_thread() not in bench.journal.threads

    at_work(tmp_path / "a.fw", test)


@pytest.mark.usefixtures("quick_disk")
def test_that_the_loop_leaves_the_journal_alone_while_other_work_has_it(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        await on_own_thread(bench)
        go_on = threading.Event()
        other = bench.committer.aside(lambda _: go_on.wait(20))
        other.cancel()
        waiting = bench.commit(payload(200))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not waiting.done()
        go_on.set()
        await waiting
        assert bench.journal.threads[-1] is not threading.main_thread()
        await on_own_thread(bench, 300)

    at_work(tmp_path / "a.fw", test)


def test_that_the_journal_is_tidied_beside_the_commits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tidied: list[threading.Thread] = []

    def tidy(journal: Journal) -> None:
        tidied.append(threading.current_thread())
        monkeypatch.undo()
        journal.tidy()

    monkeypatch.setattr(brisk, "_QUICK", 60.0)
    monkeypatch.setattr(Journal, "tidy", tidy)

    async def test(bench: Bench) -> None:
        for number in range(1000):
            await bench.commit(payload(number))
            if tidied:
                break
        await bench.committer.aside(lambda journal: journal.last_seq)
        assert not bench.journal.is_untidy

    at_work(tmp_path / "a.fw", test)
    assert tidied
    assert threading.main_thread() not in tidied


def test_that_other_work_that_fails_tells_whoever_waits_for_it(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        with pytest.raises(ZeroDivisionError):
            await bench.committer.aside(lambda _: 1 / 0)
        await bench.commit(payload(0))

    at_work(tmp_path / "a.fw", test)


def test_that_other_work_with_the_journal_comes_behind_what_is_on_its_way(tmp_path: Path) -> None:
    async def test(bench: Bench) -> None:
        await bench.commit(payload(1))
        feed = await bench.committer.aside(lambda journal: journal.feed("connect", "ws://there"))
        assert await bench.committer.aside(lambda journal: journal.feed("connect", "ws://there")) == feed
        assert await bench.committer.aside(lambda journal: journal.last_seq) == 1

    at_work(tmp_path / "a.fw", test)


def test_that_closing_waits_for_all_that_was_taken_and_takes_no_more(tmp_path: Path) -> None:
    taken: list[asyncio.Future[Receipt]] = []

    async def test(bench: Bench) -> None:
        taken.extend(bench.commit(payload(number)) for number in range(10))

    bench = at_work(tmp_path / "a.fw", test)
    assert [future.result().accepted for future in taken] == [1] * 10
    with pytest.raises(Unavailable, match="ending"):
        bench.commit(payload(11))
    with Reader.open(tmp_path / "a.fw") as reader:
        assert reader.totals().events == 10
