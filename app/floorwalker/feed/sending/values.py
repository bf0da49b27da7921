"""The JSON values in a file of any size, one after another, each with how it is spelled."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from pydantic import JsonValue

from floorwalker.event.jsontext import NotJson, decode_at, skip_blanks
from floorwalker.feed.errors import FeedError

_CHUNK = 256 * 1024


def values_in(file: BinaryIO, name: str, largest: int) -> Iterator[tuple[JsonValue, str]]:
    """The elements where the file is an array, otherwise the values that stand in it with white space between them:
    NDJSON, or one alone. name: of the file, for people. largest: characters of one value.

    Raises FeedError where something in it is not JSON, OSError where it cannot be read.
    """
    text = _Text(file, largest)
    try:
        yield from _elements(text) if text.sign() == "[" else _values(text)
    except NotJson as wrong:
        raise FeedError(
            f"{name} is not JSON ({wrong.problem.removeprefix('not JSON: ')}, {text.place(wrong.at)}).",
            "Mend it there, or send it as it is with --whole.",
        ) from wrong
    except UnicodeDecodeError as wrong:
        raise FeedError(
            f"{name} is not UTF-8 text.", "Convert it to UTF-8, or send it as it is with --whole."
        ) from wrong


def _values(text: "_Text") -> Iterator[tuple[JsonValue, str]]:
    while text.sign():
        yield text.value()


def _elements(text: "_Text") -> Iterator[tuple[JsonValue, str]]:
    text.at += 1
    if text.sign() == "]":
        text.at += 1
    else:
        while True:
            yield text.value()
            sign = text.sign()
            if sign not in (",", "]"):
                raise NotJson("not JSON: expecting , or ] behind an element", text.at)
            text.at += 1
            if sign == "]":
                break
            text.sign()
    if text.sign():
        raise NotJson("not JSON: something follows the array", text.at)


class _Text:
    """The part of a file's text that is looked at now. at: the index of what comes next."""

    def __init__(self, file: BinaryIO, largest: int) -> None:
        self._file = file
        self._largest = largest
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._line, self._column = 1, 1
        self._is_whole = False
        self.at = 0

    def sign(self) -> str:
        """The next character that is no white space, "" at the end."""
        while True:
            self.at = skip_blanks(self._text, self.at)
            if self.at < len(self._text):
                return self._text[self.at]
            if self._is_whole:
                return ""
            self._read_on()

    def value(self) -> tuple[JsonValue, str]:
        """The value that begins here, and how it is spelled. Raises NotJson."""
        while True:
            try:
                value, end = decode_at(self._text, self.at)
            except NotJson:
                if self._is_whole or len(self._text) - self.at > self._largest:
                    raise
            else:
                # A number may go on in what was not read yet.
                if end < len(self._text) or self._is_whole:
                    spelled = self._text[self.at : end]
                    self.at = end
                    return value, spelled
            self._read_on()

    def place(self, at: int) -> str:
        """Where that index is in the whole file."""
        line, column = self._after(self._text[:at])
        return f"line {line:,}, column {column:,}"

    def _read_on(self) -> None:
        self._line, self._column = self._after(self._text[: self.at])
        rest = self._text[self.at :]
        chunk = self._file.read(max(_CHUNK, len(rest)))
        self._text = rest + self._decoder.decode(chunk, final=not chunk)
        self._is_whole = not chunk
        self.at = 0

    def _after(self, text: str) -> tuple[int, int]:
        lines = text.count("\n")
        behind = len(text) - text.rfind("\n") if lines else self._column + len(text)
        return self._line + lines, behind
