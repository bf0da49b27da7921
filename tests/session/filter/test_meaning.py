"""The program's meaning of expressions against the oracle's, over events and expressions that nobody chose."""

import json
from itertools import product

import hypothesis
from hypothesis import given

from floorwalker.session.filter import Filter, parse_filter
from tests.session.filter.events_made import NINE, VALUES, as_json, sessions
from tests.session.filter.expressions_made import VALUE_TESTS, expressions
from tests.session.filter.oracle import Said, Sent
from tests.session.filter.world import CATALOG, World

# Without the phase that explains a failure by tracing every line, which takes minutes where a filter fails.
_PHASES = tuple(phase for phase in hypothesis.Phase if phase is not hypothesis.Phase.explain)


def accepted(wanted: Filter, world: World) -> list[bool]:
    return [wanted.accepts(row, payload, world.scope) for row, payload in zip(world.rows, world.payloads, strict=True)]


@given(sessions(), expressions)
@hypothesis.settings(max_examples=250, phases=_PHASES)
def test_that_a_filter_means_what_a_plain_loop_over_the_payloads_means(sent: list[Sent], said: Said) -> None:
    assert accepted(parse_filter(said.text, CATALOG), World(sent)) == [said.means(one) for one in sent]


@given(sessions(), expressions)
@hypothesis.settings(max_examples=150, phases=_PHASES)
def test_that_columns_and_payload_never_contradict_each_other(sent: list[Sent], said: Said) -> None:
    world, wanted = World(sent), parse_filter(said.text, CATALOG)
    yes, open_ = wanted.decide(world.columns, slice(0, len(sent)), world.scope)
    assert not (yes & open_).any()
    assert wanted.needs_payload or not open_.any()
    for by_columns, is_open, by_both in zip(yes, open_, accepted(wanted, world), strict=True):
        assert is_open or by_columns == by_both


@given(sessions(), expressions)
@hypothesis.settings(max_examples=100, phases=_PHASES)
def test_that_a_part_of_the_rows_is_judged_as_in_the_whole(sent: list[Sent], said: Said) -> None:
    world, wanted = World(sent), parse_filter(said.text, CATALOG)
    whole = wanted.decide(world.columns, slice(0, len(sent)), world.scope)
    for row in range(len(sent)):
        yes, open_ = wanted.decide(world.columns, slice(row, row + 1), world.scope)
        assert (yes[0], open_[0]) == (whole.yes[row], whole.open[row])


@given(sessions(), expressions)
@hypothesis.settings(max_examples=150, phases=_PHASES)
def test_that_a_written_filter_is_read_as_the_same_and_means_the_same(sent: list[Sent], said: Said) -> None:
    world, wanted = World(sent), parse_filter(said.text, CATALOG)
    again = parse_filter(str(wanted), CATALOG)
    assert (again, str(again), again.english()) == (wanted, str(wanted), wanted.english())
    assert accepted(again, world) == accepted(wanted, world)


def test_that_every_kind_of_value_meets_every_test_in_every_shape() -> None:
    for value, shape in product(VALUES, ["beside", "object", "Name", "Key"]):
        event = {"Id": "a", "CreationDateUtc": f"{NINE:%Y%m%d%H%M%S}", "Category": 1, "Code": 3}
        world = World(
            [Sent(as_json(event, {"Queue Name": value}, shape), 1, 0, 0, 0, "ws://feed.example/agents", False)]
        )
        sent = json.loads(json.dumps(value))
        for text, test in VALUE_TESTS:
            assert accepted(parse_filter(f"queue_name:{text}", CATALOG), world) == [test(sent)], (value, shape, text)
