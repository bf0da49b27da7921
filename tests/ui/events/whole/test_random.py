"""Whatever the events and whatever the expression: the window, `export` and a plain loop over the payloads agree."""

import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker.cli import main
from floorwalker.ui.events.view import EventsView
from floorwalker.ui.following import LiveSession, PayloadSource
from tests.session.made import CATALOG
from tests.ui.events.whole.centre import AGENTS, Centre, store
from tests.ui.events.whole.loop import (
    Arrived,
    Event,
    equals,
    events_of,
    fold,
    like,
    looped,
    matches,
    number_of,
    resolved,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from floorwalker.ui.look import Look

Means = Callable[[Event], object]

START: Final = int((datetime.now(UTC) - timedelta(days=3)).timestamp())
WITHIN: Final = 30_000
# Without the phase that explains a failure by tracing every line, which takes minutes where a filter fails.
_PHASES = tuple(phase for phase in hypothesis.Phase if phase is not hypothesis.Phase.explain)
FIELDS: Final = ("QueueName", "Wait Time", "ExitCode", "WorkItem", "Note", "ActivityCode", "ActivityName", "PhoneNo")


@dataclass(frozen=True)
class Said:
    """An expression: what is typed, and what it means."""

    text: str
    means: Means


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spelled(draw: st.DrawFn, name: str) -> str:
    spelling = draw(st.sampled_from((str, str.upper, str.lower, lambda one: one.replace(" ", "_"))))
    changed = spelling(name)
    return quoted(changed) if " " in changed else changed


@st.composite
def said_of(draw: st.DrawFn, events: list[Event]) -> Said:
    """A term, mostly about something that one of the events has."""
    event = draw(st.sampled_from(events))
    made = draw(st.sampled_from((kind, agent, words, field, number, pattern, moment, place, state)))
    return draw(made(event))


@st.composite
def kind(draw: st.DrawFn, event: Event) -> Said:
    category, code = event.category, event.code
    return draw(
        st.sampled_from(
            (
                Said(f"category:{category},IVR", lambda e: e.category in {category, 2}),
                Said(f"code:{code}..{code + 2}", lambda e: code <= e.code <= code + 2),
                Said(f"event:{category}/{code}", lambda e: (e.category, e.code) == (category, code)),
                Said("event:agent/*,voice/8", lambda e: e.category == 1 or (e.category, e.code) == (4, 8)),
                Said("status:*", lambda e: bool(e.status)),
            )
        )
    )


@st.composite
def agent(draw: st.DrawFn, event: Event) -> Said:
    name = draw(st.sampled_from((str(event["Username"] or "nobody"), *AGENTS)))
    part = name[draw(st.integers(0, 1)) : draw(st.integers(2, 4))]
    if draw(st.booleans()) or not part.isalnum():  # in quotes a * is nothing but itself
        return Said(f"agent:{quoted(draw(st.sampled_from((name, name.upper(), name.lower()))))}", _is_agent(name))
    wild = f"{part}*" if draw(st.booleans()) else f"*{part}*"
    return Said(f"-agent:{wild}", lambda e: not (e.agent and like(e.agent, wild)))


def _is_agent(name: str) -> Means:
    return lambda e: e.agent == fold(name)


@st.composite
def words(draw: st.DrawFn, event: Event) -> Said:
    """A piece of a payload, pasted: as it came, or as it reads."""
    text = event.payload.decode()
    text = resolved(text) if draw(st.booleans()) else text
    first = draw(st.integers(0, len(text) - 1))
    piece = text[first : first + draw(st.integers(1, 40))].replace("\n", " ").strip() or "x"
    return Said(quoted(piece), lambda e: e.has(piece))


def _texts(name: str, event: Event) -> str:
    value = event[name]
    return value if isinstance(value, str) else "" if value is None or isinstance(value, bool) else str(value)


@st.composite
def field(draw: st.DrawFn, event: Event) -> Said:
    name = draw(st.sampled_from(FIELDS))
    text = _texts(name, event)
    prefix = draw(st.sampled_from(("", "field.")))
    return Said(f"{prefix}{spelled(draw, name)}:{quoted(text)}", lambda e: equals(e[name], text))


@st.composite
def number(draw: st.DrawFn, event: Event) -> Said:
    name = draw(st.sampled_from(("Wait Time", "ExitCode", "WorkItem", "ActivityCode")))
    looks = _texts(name, event)
    bound = looks if number_of(looks) is not None else "30"
    name_ = spelled(draw, name)
    return draw(
        st.sampled_from(
            (
                Said(f"{name_}:>={bound}", lambda e: within(e[name], low=bound)),
                Said(f"{name_}:..{bound}", lambda e: within(e[name], high=bound)),
                Said(f"{name_}:>{bound}", lambda e: within(e[name], low=bound) and not equals(e[name], bound)),
                Said(f"-{name_}:{bound}", lambda e: not equals(e[name], bound)),
            )
        )
    )


@st.composite
def pattern(draw: st.DrawFn, event: Event) -> Said:
    del event
    name = draw(st.sampled_from(("QueueName", "Note", "ActivityName")))
    expression = draw(st.sampled_from(("^sal", "o+", r"\d", "c[ao]", "müsli|music", r"^\S+$", "k")))
    return Said(f"{spelled(draw, name)}:~{quoted(expression)}", lambda e: matches(e[name], expression))


@st.composite
def moment(draw: st.DrawFn, event: Event) -> Said:
    at = datetime.fromtimestamp(int(event.created), UTC) + timedelta(seconds=draw(st.integers(-2, 2)))
    low = at.timestamp()
    return draw(
        st.sampled_from(
            (
                Said(f"created:>={at:%Y-%m-%dT%H:%M:%S}", lambda e: e.created >= low),
                Said(f"created:{at:%Y-%m-%dT%H:%M:%SZ}..", lambda e: e.created >= low),
                Said(f"received:<{at:%Y%m%d%H%M%S}", lambda e: e.received / 1e6 < low),
                Said("created:<-1d", lambda _: True),
                Said(f"-created:{at:%Y-%m-%d}..", lambda e: e.created < low // 86_400 * 86_400),
            )
        )
    )


@st.composite
def place(draw: st.DrawFn, event: Event) -> Said:
    seq, feed = event.seq, event.feed
    return draw(
        st.sampled_from(
            (
                Said(f"seq:{seq}..{seq + 5}", lambda e: seq <= e.seq <= seq + 5),
                Said(f"seq:>{seq}", lambda e: e.seq > seq),
                Said(f"feed:{feed}", lambda e: e.feed == feed),
                Said("feed:*EXAMPLE*", lambda e: e.feed in {2, 3}),
            )
        )
    )


@st.composite
def state(draw: st.DrawFn, event: Event) -> Said:
    del event
    return draw(
        st.sampled_from(
            (
                Said("is:duplicate", lambda e: e.is_repeat),
                Said("is:late,duplicate", lambda e: e.is_late or e.is_repeat),
                Said("-is:late", lambda e: not e.is_late),
                Said("is:marked", lambda _: False),
            )
        )
    )


def _joined(parts: list[Said], how: str) -> Said:
    if how == " OR ":
        return Said(f"({how.join(one.text for one in parts)})", lambda e: any(one.means(e) for one in parts))
    return Said(how.join(one.text for one in parts), lambda e: all(one.means(e) for one in parts))


def _denied(part: Said, sign: str) -> Said:
    return Said(f"{sign}({part.text})", lambda e: not part.means(e))


def expressions(events: list[Event]) -> st.SearchStrategy[Said]:
    """Terms, and what AND, OR, NOT and parentheses make of them."""
    return st.recursive(
        said_of(events),
        lambda inner: st.one_of(
            st.builds(_joined, st.lists(inner, min_size=2, max_size=3), st.sampled_from((" ", " and ", " OR "))),
            st.builds(_denied, inner, st.sampled_from(("-", "NOT "))),
        ),
        max_leaves=5,
    )


Opened = Callable[[Path], AbstractContextManager[EventsView]]


@pytest.fixture
def opened(look: "Look", qtbot: "QtBot") -> Opened:
    """opened(path): the events view on that session, loaded, for as long as it is entered."""

    @contextmanager
    def _opened(path: Path) -> "Iterator[EventsView]":
        live, payloads = LiveSession(path, CATALOG), PayloadSource(path)
        view = EventsView(live, payloads, look)
        try:
            live.start()
            qtbot.waitUntil(lambda: live.is_loaded, timeout=WITHIN)
            yield view
        finally:
            for part in (live, payloads, view):
                part.stop()
            view.deleteLater()

    return _opened


def exported(path: Path, expression: str) -> bytes:
    """What the command hands over."""
    out = path.with_suffix(".json")
    with pytest.raises(SystemExit) as ended:
        main(["export", str(path), "--filter", expression, "-o", str(out)])
    assert ended.value.code == 0, expression
    return out.read_bytes()


@given(st.data())
@hypothesis.settings(max_examples=30, phases=_PHASES, suppress_health_check=list(hypothesis.HealthCheck))
def test_that_window_and_export_find_what_a_plain_loop_finds(
    opened: Opened, qtbot: "QtBot", data: st.DataObject
) -> None:
    requests = list(Centre(data.draw(st.integers(0, 1 << 30)), START).requests(data.draw(st.integers(1, 60))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.fw"
        arrived = store(path, requests)
        events = events_of(arrived)
        with opened(path) as view:
            for said in data.draw(st.lists(expressions(events), min_size=1, max_size=6)):
                wanted = list(looped(events, said.means))
                view.set_filter(said.text)
                assert view.expression == said.text
                qtbot.waitUntil(lambda: not view.visible.is_working, timeout=WITHIN)
                assert view._live.columns.seq[view.visible.rows].tolist() == wanted, said.text
                assert exported(path, said.text) == _array(arrived, wanted), said.text


def _array(arrived: list[Arrived], seqs: list[int]) -> bytes:
    if not seqs:
        return b"[]\n"
    return b"[\n" + b",\n".join(arrived[seq - 1].payload for seq in seqs) + b"\n]\n"
