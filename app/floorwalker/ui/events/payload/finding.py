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
        self._wish: _Wish | None = None
        self._told = _Told()
        self._told.found.connect(self._on_found)

    def find(self, make: Callable[[], Pages], text: str, size: int) -> None:
        """Look for that. make: makes the pages anew, on whatever thread. size: bytes that they come from."""
        self.forget()
        self._wish = wish = _Wish()
        work = _Work(self._told, wish, make, text)
        if size <= AT_ONCE:
            work.run()
        else:
            QThreadPool.globalInstance().start(work)

    def forget(self) -> None:
        """What is being looked for is not wanted any more."""
        if self._wish is not None:
            self._wish.is_wanted = False
            self._wish = None

    def _on_found(self, wish: _Wish, found: Found) -> None:
        if wish is self._wish:
            self._wish = None
            self.found.emit(found)


class _Wish:
    """Whether somebody still waits."""

    is_wanted = True


class _Told(QObject):
    """Outlives the finder as long as work for it goes on."""

    found = Signal(object, object)


class _Work(QRunnable):
    def __init__(self, told: _Told, wish: _Wish, make: Callable[[], Pages], text: str) -> None:
        super().__init__()
        self._told, self._wish, self._make, self._text = told, wish, make, text

    def run(self) -> None:
        found = find(self._make(), self._text, lambda: self._wish.is_wanted)
        if self._wish.is_wanted:
            self._told.found.emit(self._wish, found)
