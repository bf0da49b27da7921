r"""What the raw text of a payload must have for a filter to mean its event: lets the database leave out the rest.

It narrows and never decides: whatever it leaves in is still asked of the filter. It must not leave out an event that
the filter means, so it takes in every payload whose text is not its own: with a backslash (the filter resolves JSON's
escapes) and with a character beyond ASCII (the filter folds case: ß is ss to it, and the Kelvin sign is k).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_TEXT: Final = "CAST(body AS TEXT)"
_NOT_ITS_OWN: Final = rf"{_TEXT} LIKE '%\%' OR length(body) <> length({_TEXT})"
_LIKE: Final = f"{_TEXT} LIKE ? ESCAPE '!'"
_WILD: Final = re.compile(r"[!%_]")
_MOST: Final = 50
"""Texts in one condition. The database bounds both its depth and its parameters."""
_LONGEST: Final = 1_000

_ASCII: Final = re.compile(r"[ -~]+")
_IN_JSON: Final = re.compile(r'[^"\\,:\[\]{}]+')
_NO_NUMBER: Final = re.compile(r"[^0-9eE.+\-]")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """A condition on a payload's bytes in the language of the database, and what stands for its question marks."""

    condition: str
    texts: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The condition, with the payloads that must not be left out."""
        return f"({self.condition} OR {_NOT_ITS_OWN})"


def containing(text: str) -> Narrowing | None:
    """That a text is somewhere in the payload, without regard to case. None where nothing can be said of it."""
    longest = max(_ASCII.findall(text.casefold()), key=len, default="")
    if not longest:
        return None
    escaped = _WILD.sub(r"!\g<0>", longest[:_LONGEST])
    return Narrowing(_LIKE, (f"%{escaped}%",))


def containing_value(text: str) -> Narrowing | None:
    """That a field's value, as compact JSON if it is not a text, has that text in it.

    White space and numbers may be written otherwise in the payload: only a piece inside of one name, text or word that
    is no number must be there as it is.
    """
    pieces = [piece for piece in _IN_JSON.findall(text) if _NO_NUMBER.search(piece.strip())]
    return containing(max(pieces, key=len)) if pieces else None


def narrowed_by_all(parts: Iterable[Narrowing | None]) -> Narrowing | None:
    """What is known of the parts must all be true."""
    return _joined(" AND ", [part for part in parts if part is not None])


def narrowed_by_any(parts: Iterable[Narrowing | None]) -> Narrowing | None:
    """One of the parts must be true: nothing is known where nothing is known of one."""
    known = list(parts)
    return None if None in known else _joined(" OR ", [part for part in known if part is not None])


def _joined(word: str, parts: list[Narrowing]) -> Narrowing | None:
    texts = tuple(text for part in parts for text in part.texts)
    if not parts or len(texts) > _MOST:
        return None
    return Narrowing(f"({word.join(part.condition for part in parts)})", texts)
