"""The grammar of the filter language, and what is wrong with a text that does not follow it.

White space separates terms, so inside of a term none stands outside of quotes. OR binds loosest, then AND or a space,
then NOT or `-`. A name is one only before a colon: `or:5` is a field, and `code` alone is a word to be looked for.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, TypeAlias

from lark import Lark, Token, Tree, UnexpectedInput
from lark.exceptions import UnexpectedToken

from floorwalker.session.filter.errors import FilterError, Place, shown
from floorwalker.session.filter.written import QUOTED, UNQUOTED

LONGEST: Final = 10_000
"""Characters of an expression: more than anyone types, and read in milliseconds."""

Branch: TypeAlias = Tree[Token]

NAMED: Final = rf'(?:(?:field\.)?{QUOTED}|[^\W\d$@#][^\s:,()"<>=~*]*|[$@#][^\s:,()"<>=~*]+):(?!\/\/)'
"""The name that a term begins with and its colon, as a regular expression without regard to case."""

# A term begins behind a space, a parenthesis or its own minus; what stands closer belongs to the term before it.
_BEGIN: Final = r"(?<![^\s()\-])"
_END_OF_WORD: Final = r'(?![^\s()"])'
_IN_VALUE: Final = r"(?<=[:,])"
_QUOTED: Final = re.compile(QUOTED)

_GRAMMAR: Final = rf"""
start: either?
?either: together (_OR together)*
?together: unit (_AND? unit)*
?unit: (MINUS | NOT) unit -> excluded
     | _OPEN either _CLOSE
     | NAME value (_COMMA value)* -> named
     | WORD -> word
     | TEXT -> quoted_text
?value: PATTERN | RANGE | COMPARISON | REGEX

NAME.9: /{_BEGIN}{NAMED}/i
_OR.8: /{_BEGIN}or{_END_OF_WORD}/i
_AND.8: /{_BEGIN}and{_END_OF_WORD}/i
NOT.8: /{_BEGIN}not{_END_OF_WORD}/i
MINUS.8: /{_BEGIN}-(?=[^\s)])/
_OPEN.8: /{_BEGIN}\(|(?<=\bor)\(|(?<=\band)\(|(?<=\bnot)\(/i
_CLOSE.8: ")"
_COMMA.8: ","
REGEX.7: /{_IN_VALUE}~(?:{QUOTED}|[^\s,()"])+/
COMPARISON.6: /{_IN_VALUE}[<>]=?(?:{QUOTED}|{UNQUOTED})+/
RANGE.5: /{_IN_VALUE}(?:{QUOTED}|{UNQUOTED})*\.\.(?:{QUOTED}|{UNQUOTED})*/
PATTERN.4: /{_IN_VALUE}(?![<>~])(?:{QUOTED}|{UNQUOTED})+/
TEXT.3: /{_BEGIN}{QUOTED}/
WORD.2: /{_BEGIN}(?!(?i:or|and|not){_END_OF_WORD})[^\s()"\-][^\s()]*/

SPACE: /\s+/
%ignore SPACE
"""

_NOT_CLOSED: Final = 'This quote is not closed. Put a " behind the text; inside of it, \\" is a quote.'
_SIGN: Final = re.compile("~|[<>]=?")
_BETWEEN: Final = {"_OR": "OR", "_AND": "AND", "NOT": "NOT", "MINUS": "-"}


def parse(text: str) -> Branch:
    """The tree of an expression: rules `start`, `either`, `together`, `excluded`, `named`, `word` and `quoted_text`,
    with tokens that know their places. Raises FilterError."""
    if len(text) > LONGEST:
        raise FilterError(f"The filter is too long: it may have {LONGEST:,} characters.", LONGEST, len(text))
    parser = _parser().parse_interactive(text)
    try:
        parser.exhaust_lexer()
        tree: Branch = parser.feed_eof()  # type: ignore[no-untyped-call]  # the library gives it no types
    except UnexpectedInput as error:
        raise _explained(error, parser.parser_state.value_stack, text) from None
    return tree


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual")


def _explained(error: UnexpectedInput, read: Sequence[Token | Branch], text: str) -> FilterError:
    """What is wrong where the parser could not go on. *read*: what it had read and not yet made sense of."""
    at = _position(error, text)
    tokens = [part for part in read if isinstance(part, Token)]
    last = tokens[-1] if tokens and tokens[-1] is read[-1] else None
    if last is not None and last.type in ("NAME", "_COMMA"):
        return _no_value(last, at, text)
    if text.startswith('"', at) and not _QUOTED.match(text, at):
        return FilterError(_NOT_CLOSED, at, len(text))
    if last is not None and last.type in _BETWEEN:
        return _place(last).wrong(_half_empty(_BETWEEN[last.type]))
    return _unbalanced(tokens, last, at, text) or _misplaced(error, at, text)


def _no_value(last: Token, at: int, text: str) -> FilterError:
    """A name or a comma with nothing fit to be a value directly behind it."""
    end = _end(last)
    sign = _SIGN.match(text, end)
    if text.startswith('"', sign.end() if sign else end):
        return FilterError(_NOT_CLOSED, sign.end() if sign else end, len(text))
    if sign:
        right = 'write ~"PATTERN", in quotes' if sign[0] == "~" else f"write {sign[0]}5"
        return Place(end, sign.end()).wrong(f"No value stands after {sign[0]}: {right}.")
    if text.startswith("(", end):
        right = f'As a text, put them in quotes: {last}"(…)".'
        return Place(end, end + 1).wrong(f"Parentheses stand around whole filters. {right}")
    what = "the comma" if last.type == "_COMMA" else shown(last)
    space = ", without a space" if end < at or text[end : end + 1].isspace() else ""
    right = "code:1,2" if last.type == "_COMMA" else f"{last}VALUE"
    return _place(last).wrong(f'No value stands after {what}. Write {right}{space}; an empty text is "".')


def _unbalanced(tokens: Sequence[Token], last: Token | None, at: int, text: str) -> FilterError | None:
    still_open = [token for token in tokens if token.type == "_OPEN"]
    if text.startswith(")", at):
        if last is not None and last.type == "_OPEN":
            place = Place(last.start_pos or 0, at + 1)
            return place.wrong("Nothing stands in these parentheses. Put a filter in them, or take them away.")
        if not still_open:
            place = Place(at, at + 1)
            return place.wrong('No parenthesis is open here. Take this ) away, or put the text in quotes: "a)".')
    if at == len(text) and still_open:
        return _place(still_open[-1]).wrong("This parenthesis is not closed. Put a ) behind the filters that it holds.")
    return None


def _misplaced(error: UnexpectedInput, at: int, text: str) -> FilterError:
    """Something that may not stand where it does."""
    if isinstance(error, UnexpectedToken) and error.token.type in _BETWEEN:
        return _place(error.token).wrong(_half_empty(_BETWEEN[error.token.type]))
    place = Place(at, at + 1)
    if text.startswith("-", at) and not text[at + 1 : at + 2].strip(" \t)"):
        return place.wrong('A - stands directly before what it excludes: -agent:bot*. The sign itself is written "-".')
    if text.startswith("..", at):
        return Place(at, at + 2).wrong('A range has two ends, as in 1..5. Put a value with dots in quotes: "1..5".')
    if text.startswith("(", at):
        return place.wrong('A space is missing before this parenthesis. In a text, put the whole in quotes: "a(b)".')
    return place.wrong("A space is missing here, or quotes around the whole.")


def _half_empty(word: str) -> str:
    if word in ("OR", "AND"):
        example = f"code:1 {word} code:2"
        return f'{word} needs a filter on either side, as in {example}. The word itself is written "{word.lower()}".'
    return f'Nothing stands after {word} that it could exclude. The word itself is written "{word.lower()}".'


def _position(error: UnexpectedInput, text: str) -> int:
    if isinstance(error, UnexpectedToken):
        return len(text) if error.token.type == "$END" else error.token.start_pos or 0
    at: int | None = error.pos_in_stream
    return at or 0


def _place(token: Token) -> Place:
    return Place(token.start_pos or 0, _end(token))


def _end(token: Token) -> int:
    return (token.start_pos or 0) + len(token)
