"""The values of a filter as they are written: texts with wildcards, ranges, regular expressions.

What a value means depends on the operator that it is given to; here it is only read and written. `str()` of each writes
it so that it is read as the same again.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from floorwalker.session.filter.errors import Place, shown

QUOTED: Final = r'"(?:\\["\\]|\\(?!["\\])|[^"\\])*"'
"""A text in quotes, as a regular expression. Only `\\"` and `\\\\` are escapes; any other backslash is itself."""
UNQUOTED: Final = r'(?:(?!\.\.)[^\s,()"])'
"""A character of a value that stands outside of quotes."""

_WHOLE: Final = re.compile(QUOTED)
_PIECE: Final = re.compile(rf'{QUOTED}|[^"]+')
_ENDS: Final = re.compile(rf"((?:{QUOTED}|{UNQUOTED})*)\.\.(.*)", re.DOTALL)
_ESCAPE: Final = re.compile(r'\\(["\\])')
# A few harmless characters; whatever else a text has, quotes keep it from meaning something. Dots stand alone, because
# two of them are a range.
_NEEDS_NO_QUOTES: Final = re.compile(r"(?!//)[\w+\-:/@]+(?:\.[\w+\-:/@]+)*")
_WORD: Final = re.compile(r"(?!(?:and|or|not)\Z)\w+(?:[.@+/\-]\w+)*", re.IGNORECASE)


@dataclass(frozen=True)
class Pattern:
    """A text, or several with a wildcard between each and the next: `bot*` is ("bot", "")."""

    parts: tuple[str, ...]
    place: Place = field(compare=False)

    @property
    def text(self) -> str | None:
        """The text that is meant, if it is just one."""
        return self.parts[0] if len(self.parts) == 1 else None

    @property
    def is_anything(self) -> bool:
        """Whether it is a wildcard and nothing else."""
        return self.parts == ("", "")

    @property
    def plain(self) -> str:
        """Its texts and wildcards without quotes, for people."""
        return "*".join(self.parts)

    def __str__(self) -> str:
        return "*".join(_value(part) for part in self.parts) if self.text != "" else '""'


@dataclass(frozen=True)
class Range:
    """Everything between two bounds, as texts; a bound left out is None. Both are included where both are given."""

    low: str | None
    high: str | None
    includes: bool
    """Whether the bound itself counts."""
    place: Place = field(compare=False)

    @property
    def bounds(self) -> tuple[str, ...]:
        """The bounds that are given."""
        return tuple(bound for bound in (self.low, self.high) if bound is not None)

    def __str__(self) -> str:
        if self.low is not None and self.high is not None:
            return f"{_value(self.low)}..{_value(self.high)}"
        equals = "=" if self.includes else ""
        return f">{equals}{_value(self.low)}" if self.low is not None else f"<{equals}{_value(self.high or '')}"


@dataclass(frozen=True)
class Regex:
    """A regular expression, not yet compiled."""

    text: str
    place: Place = field(compare=False)

    def __str__(self) -> str:
        return f"~{quoted(self.text)}"


Value: TypeAlias = Pattern | Range | Regex


def read_pattern(text: str, start: int) -> Pattern:
    """Reads `bot*`, `"j. smith"` or `"j. "*`, which begins at that index of the expression."""
    parts = [""]
    for piece in _PIECE.findall(text):
        if piece.startswith('"'):
            parts[-1] += unquoted(piece)
        else:
            first, *rest = piece.split("*")
            parts[-1] += first
            parts += rest
    return Pattern(_without_idle_wildcards(parts), Place(start, start + len(text)))


def read_word(text: str, start: int) -> Pattern:
    """Reads a bare word, in which quotes are characters like any other, but an asterisk is a wildcard."""
    return Pattern(_without_idle_wildcards(text.split("*")), Place(start, start + len(text)))


def read_comparison(text: str, start: int) -> Range:
    """Reads `>5`, `>=5`, `<5` or `<=5`. Raises FilterError where the bound is no single text."""
    sign = text[:2] if text[1] == "=" else text[0]
    bound = _bound(text[len(sign) :], start + len(sign))
    low, high = (bound, None) if sign[0] == ">" else (None, bound)
    return Range(low, high, len(sign) == 2, Place(start, start + len(text)))


def read_range(text: str, start: int) -> Range:
    """Reads `1..5`, `1..` or `..5`. Raises FilterError where a bound is no single text, or both are left out."""
    place = Place(start, start + len(text))
    match = _ENDS.fullmatch(text)
    if match is None or text == "..":
        raise place.wrong("A range needs an end: write 1..5, 1.. or ..5.")
    low, high = (_bound(match[end], start + match.start(end)) if match[end] else None for end in (1, 2))
    return Range(low, high, True, place)


def read_regex(text: str, start: int) -> Regex:
    """Reads `~"^sales"` or `~^sales`."""
    pieces = (unquoted(piece) if piece.startswith('"') else piece for piece in _PIECE.findall(text[1:]))
    return Regex("".join(pieces), Place(start, start + len(text)))


def quoted(text: str) -> str:
    """*text* in quotes, so that in a filter it means itself and nothing else."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_value(text: str) -> str:
    """*text* as a value that means itself and nothing else: in quotes only where it needs them."""
    return _value(text) or '""'


def unquoted(text: str) -> str:
    """The text that stands in quotes."""
    return _ESCAPE.sub(r"\1", text[1:-1])


def is_open(text: str) -> bool:
    """Whether a quote is not closed in the beginning of an expression."""
    return '"' in _WHOLE.sub("", text)


def write_word(pattern: Pattern) -> str:
    """A bare word or a quoted text, as `read_word` and `unquoted` read them."""
    if pattern.text is None:
        return pattern.plain
    return pattern.text if _WORD.fullmatch(pattern.text) else quoted(pattern.text)


def _bound(text: str, start: int) -> str:
    pattern = read_pattern(text, start)
    if pattern.text is None:
        raise pattern.place.wrong(f"An end of a range is one value, without wildcards: {shown(text)} has one.")
    if not pattern.text:
        raise pattern.place.wrong('An end of a range is a number or a time, not "".')
    return pattern.text


def _value(text: str) -> str:
    return text if not text or _NEEDS_NO_QUOTES.fullmatch(text) else quoted(text)


def _without_idle_wildcards(parts: Sequence[str]) -> tuple[str, ...]:
    """Two wildcards side by side are one."""
    if len(parts) == 1:
        return (parts[0],)
    return (parts[0], *filter(None, parts[1:-1]), parts[-1])
