"""Expressions made up by hypothesis, each with its meaning in the oracle's words."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Final, TypeAlias

from hypothesis import strategies as st

from tests.session.filter.events_made import AGENTS, FEEDS, FIELDS, MINUTES, NINE, NOW, SPELLINGS, TEXTS
from tests.session.filter.oracle import (
    CODE_NAMES,
    NAMES,
    Said,
    Sent,
    as_moment,
    as_number,
    as_text,
    fits,
    has_text,
    plain,
)

Made: TypeAlias = st.SearchStrategy[Said]
Test: TypeAlias = Callable[[object], bool]

_NUMBERS: Final = st.sampled_from([0, 1, 2, 3, 4, 5, 8, 9, 12])
_BOUNDS: Final = ["-5", "2.5", "1e1", "36", "100"]


def quoted(text: str) -> str:
    """A text in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _term(name: str, *choices: Made) -> Made:
    """One to three values behind a name, any of which will do."""

    def said(called: str, values: list[Said]) -> Said:
        text = ",".join(value.text for value in values)
        return Said(f"{called}:{text}", lambda sent: any(value.means(sent) for value in values))

    spelled = st.sampled_from([name, name.upper(), name.capitalize()])
    return st.builds(said, spelled, st.lists(st.one_of(*choices), min_size=1, max_size=3))


def _compared(number: Callable[[Sent], float], read: st.SearchStrategy[tuple[str, float]]) -> Made:
    """`5`, `>5`, `1..5`, `..5` of a number or moment that an event has; *read* is one as text and as number."""

    def between(two: tuple[tuple[str, float], tuple[str, float]]) -> Said:
        low, high = sorted(two, key=lambda bound: bound[1])
        return Said(f"{low[0]}..{high[0]}", lambda sent: low[1] <= number(sent) <= high[1])

    return st.one_of(
        read.map(lambda one: Said(one[0], lambda sent: number(sent) == one[1])),
        read.map(lambda low: Said(f">{low[0]}", lambda sent: number(sent) > low[1])),
        read.map(lambda low: Said(f">={low[0]}", lambda sent: number(sent) >= low[1])),
        read.map(lambda high: Said(f"<{high[0]}", lambda sent: number(sent) < high[1])),
        read.map(lambda high: Said(f"..{high[0]}", lambda sent: number(sent) <= high[1])),
        st.tuples(read, read).map(between),
    )


def _written(numbers: st.SearchStrategy[int]) -> st.SearchStrategy[tuple[str, float]]:
    return numbers.map(lambda number: (str(number), number))


def _category(name: str) -> Said:
    return Said(name, lambda sent: name == "*" or any(fits(one, name) for one in NAMES.get(sent.kind[0], ())))


def _code(name: str) -> Said:
    return Said(name, lambda sent: name == "*" or any(fits(one, plain(name)) for one in CODE_NAMES.get(sent.kind, ())))


def _kind(both: tuple[str, str]) -> Said:
    category, code = both

    def means(sent: Sent) -> bool:
        is_category = category in {"*", str(sent.kind[0])} or category in NAMES.get(sent.kind[0], ())
        return is_category and code in {"*", str(sent.kind[1])}

    return Said(f"{category}/{code}", means)


def _whole_agent(name: str) -> Said:
    return Said(quoted(name), lambda sent: sent.agent is not None and sent.agent.casefold() == name.casefold())


def _agent_like(pattern: str) -> Said:
    return Said(pattern, lambda sent: sent.agent is not None and fits(sent.agent, pattern))


def _team(pattern: str) -> Said:
    return Said(pattern, lambda sent: sent.team is not None and fits(sent.team, pattern.strip('"')))


def _status(name: str) -> Said:
    return Said(name, lambda sent: any(fits(one, plain(name.strip('"'))) for one in sent.status))


def _feed(address: str) -> Said:
    return Said(address, lambda sent: fits(sent.feed, address))


def _feed_number(number: int) -> Said:
    return Said(str(number), lambda sent: sent.feed == FEEDS[number])


def _word(word: str) -> Said:
    return Said(word, lambda sent: has_text(sent, word))


def _quoted_text(text: str) -> Said:
    return Said(quoted(text), lambda sent: has_text(sent, text))


def _equals(text: str) -> tuple[str, Test]:
    number = as_number(text)

    def test(value: object) -> bool:
        return (number is not None and as_number(value) == number) or as_text(value).casefold() == text.casefold()

    return quoted(text), test


def _like(pattern: str) -> tuple[str, Test]:
    return pattern, lambda value: fits(as_text(value), pattern)


def _matches(pattern: str) -> tuple[str, Test]:
    # These patterns bear folding, which finds ß for ss as well.
    folded = re.compile(pattern.casefold())
    return f"~{quoted(pattern)}", lambda value: folded.search(as_text(value).casefold()) is not None


def _numbered(text: str, low: float, high: float) -> tuple[str, Test]:
    """Both bounds included."""
    return text, lambda value: (number := as_number(value)) is not None and low <= number <= high


def _timed(text: str, low: float, high: float) -> tuple[str, Test]:
    return text, lambda value: (moment := as_moment(value)) is not None and low <= moment <= high


_HALF_PAST: Final = NINE.timestamp() + 1800
_EVER: Final = float("inf")
VALUE_TESTS: Final[list[tuple[str, Test]]] = [
    *map(_equals, [*TEXTS, "true", "null", '["x",36]']),
    *map(_like, ["*", "sales*", "*OL*", "3*", "36*36", "36*6", "*ss*", "[*", "*2026-11-22*"]),
    *map(_matches, ["^sales", r"\d\d", "strasse", "a|x", "^$", "E$", r"\\"]),
    *(_numbered(f">={bound}", float(bound), _EVER) for bound in _BOUNDS),
    *(_numbered(f"..{bound}", -_EVER, float(bound)) for bound in _BOUNDS),
    *(
        _numbered(f"{low}..{high}", float(low), float(high))
        for low in _BOUNDS
        for high in _BOUNDS
        if float(low) <= float(high)
    ),
    (">36", lambda value: (number := as_number(value)) is not None and number > 36),
    ("<36", lambda value: (number := as_number(value)) is not None and number < 36),
    _timed("2026-11-22T09:30..", _HALF_PAST, _EVER),
    _timed(">2026-11-22T09:30", _HALF_PAST + 1e-6, _EVER),
    _timed("<=2026-11-22T10:30+01:00", -_EVER, _HALF_PAST),
    _timed("-30m..-1m", _HALF_PAST, NOW - 60),
    _timed("2026-11-22..2026-11-22", NINE.timestamp() - 9 * 3600, NINE.timestamp() - 9 * 3600),
]
"""What may stand behind a field's name, and what it means for a value."""


@st.composite
def _fields(draw: st.DrawFn) -> Said:
    name = draw(st.sampled_from([*FIELDS, *FIELDS, "Category", "username"]))
    spelled = draw(st.sampled_from(SPELLINGS))(name)
    text, test = draw(st.sampled_from(VALUE_TESTS))
    called = f'"{spelled}"' if " " in spelled else spelled
    prefix = "field." if plain(name) in {"status", "category"} else draw(st.sampled_from(["", "field."]))
    return Said(f"{prefix}{called}:{text}", lambda sent: any(test(value) for value in sent.values(name)))


_moments = st.builds(
    lambda minutes, seconds: NINE + timedelta(minutes=minutes, seconds=seconds),
    st.sampled_from(MINUTES),
    st.sampled_from([0, 0, 1, 0.5]),
)
_written_moments = st.one_of(
    _moments.map(lambda at: (f"{at:%Y-%m-%dT%H:%M:%S.%fZ}", at.timestamp())),
    _moments.map(lambda at: (f"{at:%Y-%m-%dT%H:%M}", at.replace(second=0, microsecond=0).timestamp())),
    _moments.map(
        lambda at: (f'"{at + timedelta(hours=2):%Y-%m-%d %H:%M:%S}+02:00"', at.replace(microsecond=0).timestamp())
    ),
    _moments.map(lambda at: (f"{at:%Y%m%d%H%M%S}", at.replace(microsecond=0).timestamp())),
    st.sampled_from(MINUTES).map(lambda minutes: (f"-{minutes}m", NOW - 60.0 * minutes)),
)
_is = st.sampled_from(
    [
        Said("duplicate", lambda sent: sent.notes & 1 != 0),
        Said("late", lambda sent: sent.notes & 2 != 0),
        Said("NOTED", lambda sent: sent.notes != 0),
        Said("marked", lambda sent: sent.is_marked),
    ]
)
_terms = st.one_of(
    _fields(),
    _fields(),
    _term(
        "category",
        st.sampled_from(["agent", "AGENT", "Voice", "chat", "E*", "*i*", "*"]).map(_category),
        _compared(lambda sent: sent.kind[0], _written(_NUMBERS)),
    ),
    _term(
        "code",
        st.sampled_from(["StatusChanged", "activitychanged", "*workitem", "signed*", "Signed_In", "*"]).map(_code),
        _compared(lambda sent: sent.kind[1], _written(_NUMBERS)),
    ),
    _term(
        "event",
        st.tuples(
            st.sampled_from(["agent", "ivr", "voice", "9", "*"]),
            st.sampled_from(["3", "*", "5", "12"]),
        ).map(_kind),
    ),
    _term(
        "agent",
        st.sampled_from(AGENTS).map(_whole_agent),
        st.sampled_from(["j*", "*O*", "BOT*", "STRASSE", "*ß*", "*"]).map(_agent_like),
    ),
    _term("team", st.sampled_from(["sales", '"SALES north"', "Sales*", "*", "bots", "nobody"]).map(_team)),
    _term(
        "status",
        st.sampled_from(
            ["BusyOnBreak", "busyother", "36", "41", "Training", '"coffee BREAK"', "Unknown", "SignedOut", "busy*", "*"]
        ).map(_status),
    ),
    _term("created", _compared(lambda sent: sent.created, _written_moments)),
    _term("received", _compared(lambda sent: sent.received / 1e6, _written_moments)),
    _term("seq", _compared(lambda sent: sent.seq, _written(st.integers(1, 210)))),
    _term("is", _is),
    _term(
        "feed",
        st.sampled_from(sorted(FEEDS)).map(_feed_number),
        st.sampled_from(["ws*", "*EXAMPLE*", "http://127.0.0.1:8787/events", "*8787*"]).map(_feed),
    ),
    st.sampled_from(["sales", "ÉCOLE", "strasse", "Müller", "username", "36", "statuschanged", "category"]).map(_word),
    st.sampled_from(["Sales north", 'say "hi"', r"say \"hi\"", "x\\y", '"Category": 1', r"\u00e9cole", "or"]).map(
        _quoted_text
    ),
)


def _together(parts: list[Said], between: str) -> Said:
    return Said(between.join(part.grouped for part in parts), lambda sent: all(part.means(sent) for part in parts))


def _either(parts: list[Said], between: str) -> Said:
    text = between.join(part.text for part in parts)
    return Said(text, lambda sent: any(part.means(sent) for part in parts), is_or=True)


def _denied(part: Said, sign: str) -> Said:
    return Said(f"{sign}({part.text})", lambda sent: not part.means(sent))


def _combined(inner: Made) -> Made:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        st.builds(_together, several, st.sampled_from([" ", " AND ", "  and "])),
        st.builds(_either, several, st.sampled_from([" OR ", " or "])),
        st.builds(_denied, inner, st.sampled_from(["-", "NOT ", "not"])),
    )


expressions: Final = st.recursive(_terms, _combined, max_leaves=5)
"""Terms, and what AND, OR, NOT and parentheses make of them."""
