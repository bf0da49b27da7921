"""The events of a real session that an expression means, against plain loops over their payloads."""

import importlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from floorwalker.session.columns import AGENT, FIELDS, Columns, Names
from floorwalker.session.filter import FilterError, Scope, parse_filter, select
from floorwalker.session.filter.operators.people import Agent
from floorwalker.session.reader import Reader
from tests.session.filter.world import CATALOG
from tests.session.made import NOON, guid, micros, payload, session_of, stamp


class One(dict[str, Any]):
    """An event: its decoded payload, its seq and its payload's text."""

    def __init__(self, seq: int, text: str) -> None:
        super().__init__(json.loads(text))
        self.seq, self.text = seq, text

    @property
    def kind(self) -> tuple[int, int]:
        return int(self["Category"]), int(self["Code"])

    @property
    def created(self) -> int:
        """Seconds after noon."""
        return SECONDS[self["CreationDateUtc"]]

    @property
    def fields(self) -> dict[str, Any]:
        """All fields by their names in lower case, wherever they lie."""
        held = self.get("AdditionalFields") or {}
        held = {pair["Name"]: pair["Value"] for pair in held} if isinstance(held, list) else held
        return {name.replace("_", "").lower(): value for name, value in (held | self).items()}

    def sets(self, *activities: int) -> bool:
        return self.kind == (1, 3) and self["ActivityCode"] in activities


Loop = Callable[[One], bool]

COUNT = 1200
SELECTING = importlib.import_module("floorwalker.session.filter.select")
SECONDS = {stamp(NOON + second): second for second in range(COUNT)}


def _event(number: int) -> bytes:
    """Events of all kinds and shapes; every 50th repeats the one before it."""
    if number % 50 == 49:
        return _event(number - 1)
    if number % 6 == 1:
        return payload(number, Category=2, Code=number % 13, Username=None, ActivityCode=None)
    if number % 6 == 2:
        fields = [{"Name": "Queue_Name", "Value": f"Sales {number % 7}"}, {"Name": "Wait", "Value": str(number % 40)}]
        head = {"Id": guid(number), "CreationDateUtc": stamp(NOON + number), "Category": "4", "Code": "1"}
        return json.dumps(head | {"AdditionalFields": fields}).encode()
    if number % 6 == 3:
        note = ["hold music", "Größe", 'say "hi"', "HOLD\tMUSIC"][number // 6 % 4]
        return payload(number, Code=5, Note=note, AdditionalFields={"QueueName": "Support", "Wait": number % 40})
    return payload(number, ActivityCode=[0, 16, 34, 36][number % 4], ActivityName=["", "", "", "Lunch"][number % 4])


class Session:
    """A session on disk, its numbers in memory."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.columns, names = Columns(), Names()
        self.columns.append(reader.rows_after(0, COUNT))
        names.add(reader.names_after(0))
        feeds = {number: feed.address for number, feed in reader.feeds().items()}
        self.scope = Scope(names=names, now=micros(COUNT), marked=frozenset(range(5, COUNT, 100)), feeds=feeds)
        self.texts = {seq: body.decode() for seq, body in reader.payloads(range(1, COUNT + 1))}

    def rows(self, expression: str) -> list[int]:
        wanted = parse_filter(expression, CATALOG)
        return list(map(int, select(wanted, self.columns, slice(0, COUNT), self.reader, self.scope)))

    def looped(self, loop: Loop) -> list[int]:
        return [seq - 1 for seq, text in self.texts.items() if loop(One(seq, text))]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    path = session_of(tmp_path_factory.mktemp("filter") / "a.floorwalker", map(_event, range(COUNT)))
    with Reader.open(path) as reader:
        yield Session(reader)


EXPRESSIONS: list[tuple[str, Loop]] = [
    ("", lambda _: True),
    ("category:agent", lambda e: e.kind[0] == 1),
    ("category:voice,ivr", lambda e: e.kind[0] in {2, 4}),
    ("category:agent code:StatusChanged,5", lambda e: e.kind in {(1, 3), (1, 5)}),
    ("code:3", lambda e: e.kind[1] == 3),
    ("code:ActivityChanged", lambda e: e.kind == (1, 3)),
    ("event:ivr/3,chat/*", lambda e: e.kind == (2, 3) or e.kind[0] == 4),
    ("agent:AGENT.1", lambda e: e.get("Username") == "agent.1"),
    ("agent:*.1,*.2 -code:5", lambda e: e.get("Username") in {"agent.1", "agent.2"} and e.kind[1] != 5),
    ("-agent:*", lambda e: not e.get("Username")),
    ("status:BusyOnBreak", lambda e: e.sets(34)),
    ("status:BusyOther,NotReady", lambda e: e.sets(36, 0)),
    ("status:lunch", lambda e: e.sets(36)),
    ("-status:*", lambda e: e.kind != (1, 3)),
    ("created:2026-11-22T12:05..2026-11-22T12:10", lambda e: 300 <= e.created <= 600),
    ("created:>-10m", lambda e: e.created > COUNT - 600),
    ("received:<=2026-11-22T13:00:59+01:00", lambda e: e.seq - 1 <= 59),
    ("seq:100..200", lambda e: 100 <= e.seq <= 200),
    ("is:duplicate", lambda e: (e.seq - 1) % 50 == 49),
    ("is:marked code:3", lambda e: e.seq % 100 == 5 and e.kind[1] == 3),
    ("feed:*8787*", lambda _: True),
    ("feed:2", lambda _: False),
    ("ActivityCode:36", lambda e: e.get("ActivityCode") == 36),
    ('QueueName:~"^sales [1-3]"', lambda e: re.match("Sales [1-3]", e.fields.get("queuename", "")) is not None),
    ("queue_name:sales*,SUPPORT", lambda e: "queuename" in e.fields),
    ("Wait:>=10 Wait:<20", lambda e: 10 <= int(e.fields.get("wait", 0)) < 20),
    ("wait:07", lambda e: int(e.fields.get("wait", -1)) == 7),
    ("ActivityName:*", lambda e: "ActivityName" in e),
    ('ActivityName:""', lambda e: e.get("ActivityName") == ""),
    (f"Id:{guid(7).upper()}", lambda e: e["Id"] == guid(7)),
    ('"hold music"', lambda e: "hold music" in e.text),
    ("GRÖSSE", lambda e: e.get("Note") == "Größe"),
    (r'"gr\u00f6\u00DFE"', lambda e: e.get("Note") == "Größe"),
    (r'"say \"hi\""', lambda e: e.get("Note") == 'say "hi"'),
    (r'"\"Wait\": 3}"', lambda e: '"Wait": 3}' in e.text),
    (
        "(category:ivr OR status:available) NOT agent:agent.0",
        lambda e: (e.kind[0] == 2 or e.sets(16)) and e.get("Username") != "agent.0",
    ),
    ("category:chat OR hold* OR seq:1", lambda e: e.kind[0] == 4 or "hold" in e.text.lower() or e.seq == 1),
    (
        "-(hold OR wait:>=20) code:5",
        lambda e: e.kind[1] == 5 and "hold" not in e.text.lower() and not e.fields.get("wait", 0) >= 20,
    ),
]


@pytest.mark.parametrize(("expression", "loop"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_that_an_expression_selects_what_a_plain_loop_selects(session: Session, expression: str, loop: Loop) -> None:
    assert session.rows(expression) == session.looped(loop)


@pytest.mark.parametrize(("expression", "loop"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
def test_that_it_selects_the_same_in_however_small_parts_numbers_are_compared(
    session: Session, expression: str, loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SELECTING, "_PART", 7)
    assert session.rows(expression) == session.looped(loop)


def test_that_names_are_asked_once_for_all_parts(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def is_called(name: str) -> bool:
        asked.append(name)
        return name == "agent.1"

    monkeypatch.setattr(SELECTING, "_PART", 7)
    wanted = parse_filter("agent:agent.1", CATALOG)
    assert isinstance(wanted, Agent)
    wanted = replace(wanted, tests=(is_called,))
    scope = Scope(names=session.scope.names, now=0)
    assert len(select(wanted, session.columns, slice(0, COUNT), None, scope))
    assert len(asked) == len(session.scope.names.of_kind(AGENT))


@pytest.mark.parametrize("expression", [text for text, _ in EXPRESSIONS])
def test_that_events_judged_one_by_one_are_those_selected(session: Session, expression: str) -> None:
    wanted = parse_filter(expression, CATALOG)
    rows = [dict(zip(FIELDS, row, strict=True)) for row in session.columns.take(slice(0, COUNT)).tolist()]
    payloads = (session.texts[row["seq"]].encode() for row in rows)
    judged = [wanted.accepts(row, payload, session.scope) for row, payload in zip(rows, payloads, strict=True)]
    assert [row for row, is_meant in enumerate(judged) if is_meant] == session.rows(expression)


def test_that_nearly_every_expression_here_tells_some_events_from_others(session: Session) -> None:
    telling = [text for text, loop in EXPRESSIONS if 0 < len(session.looped(loop)) < COUNT]
    assert {text for text, _ in EXPRESSIONS} - set(telling) == {"", "feed:*8787*", "feed:2"}


def test_that_a_part_of_the_rows_is_told_by_their_places_in_the_whole(session: Session) -> None:
    wanted = parse_filter("hold OR code:3", CATALOG)
    part = select(wanted, session.columns, slice(500, 800), session.reader, session.scope).tolist()
    assert part == [row for row in session.rows("hold OR code:3") if 500 <= row < 800]


def test_that_a_search_can_be_stopped_and_keeps_what_it_found(session: Session) -> None:
    asked = iter([False] * 500)
    wanted = parse_filter("Wait:*", CATALOG)
    found = select(wanted, session.columns, slice(0, COUNT), session.reader, session.scope, lambda: next(asked, True))
    assert found.tolist() == [row for row in session.rows("Wait:*") if row < 500]


def test_that_payloads_are_read_only_for_what_the_columns_leave_open(session: Session) -> None:
    wanted = parse_filter("seq:10..12 Wait:*", CATALOG)
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return False

    select(wanted, session.columns, slice(0, COUNT), session.reader, session.scope, stop)
    assert len(asked) == 3


def test_that_no_reader_is_needed_where_no_payload_is(session: Session) -> None:
    wanted = parse_filter("category:agent", CATALOG)
    assert not wanted.needs_payload
    assert len(select(wanted, session.columns, slice(0, COUNT), None, session.scope)) > 0
    with pytest.raises(ValueError, match="needs a reader"):
        select(parse_filter("hold", CATALOG), session.columns, slice(0, COUNT), None, session.scope)


def test_that_a_pattern_that_runs_wild_stops_the_search(tmp_path: Path) -> None:
    path = session_of(tmp_path / "wild.floorwalker", [payload(0, Note="x" * 5000)])
    columns = Columns()
    with Reader.open(path) as reader:
        columns.append(reader.rows_after(0, 1))
        with pytest.raises(FilterError, match="was stopped"):
            select(parse_filter('Note:~"(x+x+)+y"', CATALOG), columns, slice(0, 1), reader, Scope(names=Names(), now=0))


def test_that_a_time_relative_to_now_moves_with_it(session: Session) -> None:
    wanted = parse_filter("created:>-10m", CATALOG)
    assert wanted.moves
    assert not parse_filter("created:>2026-11-22", CATALOG).moves
    earlier = Scope(names=session.scope.names, now=micros(900))
    assert len(select(wanted, session.columns, slice(0, COUNT), None, earlier)) == COUNT - 301
    assert len(select(wanted, session.columns, slice(0, COUNT), None, session.scope)) == 599
