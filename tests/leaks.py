"""Finds what a test leaves running: threads, child processes, and threads and timers of Qt."""

import gc
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psutil

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

PATIENCE = 3.0  # seconds that something on its way out may still take


@dataclass(frozen=True)
class Running:
    """What runs at one moment: threads and children of this process, and the ids of Qt's active objects."""

    threads: frozenset[threading.Thread]
    children: frozenset[psutil.Process]
    active: frozenset[int]


def running() -> Running:
    """Tell what runs now."""
    return Running(
        frozenset(threading.enumerate()),
        frozenset(psutil.Process().children(recursive=True)),
        frozenset(id(thing) for thing in active_in_qt()),
    )


def left_running(before: Running) -> list[str]:
    """Describe what runs now and did not before, after giving it the time to end; children are ended."""
    return [*left_threads(before), *left_children(before), *left_in_qt(before)]


def left_threads(before: Running) -> Iterator[str]:
    """Wait for each new thread. Those that Qt began look to Python like dummies; they are found as Qt's."""
    for thread in set(threading.enumerate()) - before.threads:
        if not isinstance(thread, threading._DummyThread):
            thread.join(PATIENCE)
            if thread.is_alive():
                yield f"thread {thread.name}"


def left_children(before: Running) -> Iterator[str]:
    """Wait for each new child process, and for theirs; end those that go on, so that the next test is alone."""
    new = set(psutil.Process().children(recursive=True)) - before.children
    _, alive = psutil.wait_procs(new, timeout=PATIENCE)
    for process in alive:
        with process.oneshot():
            yield f"process {process.pid}: {describe(process)}"
    for process in alive:
        process.kill()
    psutil.wait_procs(alive, timeout=PATIENCE)


def describe(process: psutil.Process) -> str:
    """Tell a process's command line, or that nobody has asked for its exit status."""
    try:
        return " ".join(process.cmdline())
    except psutil.ZombieProcess:
        return "ended, but its exit status was never read"
    except psutil.NoSuchProcess:
        return "just ended"


def qt_is_there() -> bool:
    """Whether there is an application of Qt; nothing here imports Qt on its own."""
    qt = sys.modules.get("PySide6.QtCore")
    return qt is not None and qt.QCoreApplication.instance() is not None


def left_in_qt(before: Running) -> Iterator[str]:
    """Finish what Qt has put off, then describe its new active objects that something still holds."""
    if not qt_is_there():
        return
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    if not QThreadPool.globalInstance().waitForDone(round(PATIENCE * 1000)):
        yield "work in Qt's thread pool"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if new_in_qt(before):
        gc.collect()  # what only a cycle holds is no leak
        yield from (describe_in_qt(thing) for thing in new_in_qt(before))


def new_in_qt(before: Running) -> "list[QObject]":
    """Find Qt's active objects that were not active before."""
    return [thing for thing in active_in_qt() if id(thing) not in before.active]


def active_in_qt() -> "Iterator[QObject]":
    """Find running threads and ticking timers among all objects: Qt keeps no list of them."""
    if not qt_is_there():
        return
    from PySide6.QtCore import QCoreApplication, QThread, QTimer
    from shiboken6 import isValid

    application = QCoreApplication.instance()
    main_thread = application.thread() if application else None
    threads, timers = kinds_of(QThread), kinds_of(QTimer)
    kinds = threads | timers
    # By exact type, which takes 5 ms where isinstance takes 40, and wakes no proxy by asking for its class.
    for thing in [thing for thing in gc.get_objects() if type(thing) in kinds]:
        if not isValid(thing) or thing is main_thread:
            continue
        if thing.isRunning() if type(thing) in threads else thing.isActive():
            yield thing


def kinds_of(kind: type) -> set[type]:
    """Tell a class and all that extend it."""
    narrower: list[type] = kind.__subclasses__()
    return {kind}.union(*map(kinds_of, narrower))


def describe_in_qt(thing: "QObject") -> str:
    """Tell the kind, name and owner of an object."""
    return f"{type(thing).__name__} {thing.objectName() or hex(id(thing))} of {thing.parent()!r}"
