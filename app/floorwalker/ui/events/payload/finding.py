"""Looking for a text in all pages of a payload, large ones in Qt's thread pool."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from floorwalker.ui.events.payload.decoding import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from floorwalker.ui.events.payload.pages import Pages

MOST: Final = 10_000
"""Hits that are counted: more nobody goes through."""


class Hit(NamedTuple):
    """Where it is: the page, and the characters in it."""

    page: int
    start: int
    end: int


class Found(NamedTuple):
    """What came of it. pages: the texts that were looked through."""

    text: str
    hits: list[Hit]
    pages: list[str]


def find(pages: Pages, text: str, is_wanted: Callable[[], bool] = lambda: True) -> Found:
    """The first `MOST` places of a text, without regard to case. Ends early where it is not wanted any more."""
    texts = list(_all(pages, is_wanted))
    pattern = re.compile(re.escape(text), re.IGNORECASE)
    hits = chain.from_iterable(
        _on_page(pattern, number, texts, pages.joint, len(text)) for number in range(len(texts)) if is_wanted()
    )
    return Found(text, list(islice(hits, MOST)) if text else [], texts)


def _all(pages: Pages, is_wanted: Callable[[], bool]) -> Iterator[str]:
    number = 0
    while is_wanted() and pages.has(number):
        yield pages.page(number)
        number += 1


def _on_page(pattern: re.Pattern[str], number: int, texts: list[str], joint: str, length: int) -> Iterator[Hit]:
    """What begins there, also where it ends on the next one."""
    page = texts[number]
    following = joint + texts[number + 1] if number + 1 < len(texts) else ""
    for match in pattern.finditer(page + following[: length - 1]):
        if match.start() < len(page):
            yield Hit(number, match.start(), min(match.end(), len(page)))


class Finder(QObject):
    """Looks for one text at a time. found(Found): told before `find` returns where the payload is small."""

    found = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: _Work | None = None

    def find(self, make: Callable[[], Pages], text: str, size: int) -> None:
        """Look for that. make: makes the pages anew, on whatever thread. size: bytes that they come from."""
        self.forget()
        self._work = work = _Work(make, text)
        work.told.found.connect(self._on_found)
        if size <= AT_ONCE:
            work.run()
        else:
            QThreadPool.globalInstance().start(work)

    def forget(self) -> None:
        """What is being looked for is not wanted any more."""
        if self._work is not None:
            self._work.is_wanted = False
            self._work = None

    def _on_found(self, work: _Work, found: Found) -> None:
        if work is self._work:
            self._work = None
            self.found.emit(found)


class _Told(QObject):
    found = Signal(object, object)


class _Work(QRunnable):
    def __init__(self, make: Callable[[], Pages], text: str) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.is_wanted = True
        self.told = _Told()
        self._make, self._text = make, text

    def run(self) -> None:
        found = find(self._make(), self._text, lambda: self.is_wanted)
        if self.is_wanted:
            self.told.found.emit(self, found)
