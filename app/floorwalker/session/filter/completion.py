"""What may be written at the cursor: names of operators and fields, and the values that a name may have.

Which name or value the cursor is in is read from the text before it, which need not be right yet.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from floorwalker.session.filter.known import MOST, Known, Offer
from floorwalker.session.filter.operators import BY_NAME, OPERATORS, Field, Operator
from floorwalker.session.filter.operators.fields import written_field
from floorwalker.session.filter.operators.people import Agent
from floorwalker.session.filter.syntax import NAMED
from floorwalker.session.filter.written import QUOTED, UNQUOTED, is_open, unquoted, write_value

_TO_END: Final = rf'{QUOTED[:-1]}(?:"|\Z)'
_PIECE: Final = re.compile(rf'{_TO_END}|[\s()]|[^\s()"]+')
_NAMED: Final = re.compile(NAMED, re.IGNORECASE)
_VALUES: Final = re.compile(rf'(?:{_TO_END}|[^,"])*')
_REST_OF_NAME: Final = re.compile(r'[^\s:,()"<>=~*]*:?')
_REST_OF_VALUE: Final = re.compile(rf"(?:{QUOTED}|{UNQUOTED})*")
_REST_OF_TEXT: Final = re.compile(rf"{QUOTED[1:]}(?:{QUOTED}|{UNQUOTED})*")
_LEAST_TYPED: Final = 2
"""Letters of a word from which on values with it in them are offered, too."""
_FEW: Final = 5
"""Values offered for a word, of each operator."""
_LINKS: Final = (Offer("OR", "what stands before it, or what follows"), Offer("NOT", "all but what follows"))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be written. text: as it is shown; note: beside it; written: what it puts into the expression."""

    text: str
    note: str
    written: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be written in place of a part of the expression, from start to end, the likeliest first."""

    start: int
    end: int
    suggestions: tuple[Suggestion, ...] = ()


def complete(text: str, cursor: int, known: Known) -> Completion:
    """What may be written at that place of an expression; nothing where it is there already."""
    begin = _begin_of_term(text[:cursor])
    term = text[begin:cursor]
    name = _NAMED.match(term)
    if name is None:
        rest = _REST_OF_NAME.match(text, cursor)
        end = rest.end() if rest else cursor
        offered = () if '"' in term else _for_word(term, known, is_first=not text[:begin].strip())
    else:
        begin += _begin_of_value(term, name.end())
        end = _end_of_value(text, begin, cursor)
        offered = _for_value(_operator(name[0][:-1]), text[begin:cursor], known)
    suggestions = tuple(offered)[:MOST]
    is_there = len(suggestions) == 1 and suggestions[0].written == text[begin:end]
    return Completion(begin, end, () if is_there else suggestions)


def _begin_of_term(head: str) -> int:
    """Where the term begins that a text ends in, behind its minus."""
    begin = 0
    for piece in _PIECE.finditer(head):
        if piece[0].isspace() or piece[0] in "()":
            begin = piece.end()
    return begin + len(head[begin:]) - len(head[begin:].lstrip("-"))


def _begin_of_value(term: str, start: int) -> int:
    """Where the last of a term's values begins; the first one begins at *start*."""
    while (value := _VALUES.match(term, start)) and value.end() < len(term):
        start = value.end() + 1
    return start


def _operator(called: str) -> type[Operator]:
    return BY_NAME.get(called.casefold(), Field)


def _for_value(operator: type[Operator], written: str, known: Known) -> Iterator[Suggestion]:
    if written.startswith("~"):
        return
    typed = _plain(written)
    ranked = _ranked(operator.offers(typed, known), typed, by_note=True)
    yield from (Suggestion(offer.text, offer.note, _written(offer)) for offer in ranked)


def _for_word(typed: str, known: Known, *, is_first: bool) -> Iterator[Suggestion]:
    """Names that a term may begin with; and terms whose value has that word in it."""
    links = () if is_first or not typed else _LINKS
    for offer in _ranked((*_names(typed, known), *links), typed):
        yield Suggestion(offer.text, offer.note, offer.text)
    if len(typed) >= _LEAST_TYPED:
        for operator in BY_NAME.values():
            yield from _terms(operator, typed, known)


def _names(typed: str, known: Known) -> Iterator[Offer]:
    for operator in OPERATORS:
        if operator.names:
            yield Offer(operator.names[0] + ("" if operator is Field else ":"), operator.help)
    prefix = Field.names[0] if typed.casefold().startswith(Field.names[0]) else ""
    for name in known.fields.having(typed[len(prefix) :]):
        is_taken = bool(prefix) or name.casefold() in BY_NAME
        yield Offer(written_field(name, is_taken, ()), "a field of the payload")


def _terms(operator: type[Operator], typed: str, known: Known) -> Iterator[Suggestion]:
    for offer in _ranked(operator.offers(typed, known), typed, by_note=operator is Agent)[:_FEW]:
        term = f"{operator.names[0]}:{_written(offer)}"
        yield Suggestion(term, offer.note, term)


def _ranked(offers: Iterable[Offer], typed: str, *, by_note: bool = False) -> list[Offer]:
    """Those that begin with what is typed, those that have it in them, then those whose note has a word with it."""
    ranks: tuple[list[Offer], ...] = ([], [], [])
    wanted = typed.casefold()
    for offer in offers:
        text = offer.text.casefold()
        if text.startswith(wanted):
            ranks[0].append(offer)
        elif wanted in text:
            ranks[1].append(offer)
        elif by_note and re.search(rf"\b{re.escape(typed)}", offer.note, re.IGNORECASE):
            ranks[2].append(offer)
    return [offer for rank in ranks for offer in rank]


def _written(offer: Offer) -> str:
    return offer.text if offer.is_written else write_value(offer.text)


def _plain(written: str) -> str:
    """What is typed of a value, without its quotes."""
    if not written.startswith('"'):
        return written
    return unquoted(written if len(written) > 1 and not is_open(written) else f'{written}"')


def _end_of_value(text: str, begin: int, cursor: int) -> int:
    """Where the value ends that the cursor is in. A quote that no other closes ends at the cursor."""
    rest = _REST_OF_VALUE
    if is_open(text[begin:cursor]):
        if is_open(text):
            return cursor
        rest = _REST_OF_TEXT
    found = rest.match(text, cursor)
    return found.end() if found else cursor
