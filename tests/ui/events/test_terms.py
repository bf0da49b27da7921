import pytest

from floorwalker.session.filter import Named, parse_filter
from floorwalker.ui.events import terms
from tests.session.made import CATALOG


def same(one: str, other: str) -> bool:
    return parse_filter(one, CATALOG) == parse_filter(other, CATALOG)


def test_that_a_kind_takes_the_place_of_other_kinds() -> None:
    assert terms.for_kind("event:agent/1 agent:x", (1, 3), CATALOG) == "agent:x event:agent/3"


def test_that_a_kind_is_taken_out_of_what_is_shown() -> None:
    assert terms.without_kind("agent:x", (1, 3), CATALOG) == "agent:x -event:agent/3"
    assert terms.without_kind("-event:agent/1", (1, 3), CATALOG) == "-event:agent/1,agent/3"
    assert same(terms.without_kind("event:agent/1,agent/3", (1, 3), CATALOG), "event:agent/1 -event:agent/3")


def test_that_a_kind_is_taken_out_of_what_boxes_cannot_show() -> None:
    expression = "event:agent/1 OR agent:x"
    assert same(terms.without_kind(expression, (2, None), CATALOG), f"({expression}) -event:ivr/*")


@pytest.mark.parametrize("name", ["j smith", "a*b", 'say "x"', "a,b", "-x", "1..2", "or", "(x)", "Zoë", "back\\slash"])
def test_that_any_name_means_itself(name: str) -> None:
    from floorwalker.session.filter import quoted

    term = terms.agents_term([name])
    assert same(term, f"agent:{quoted(name)}")


@pytest.mark.parametrize("of", [Named.AGENT, Named.FEED])
def test_that_an_agent_or_feed_takes_the_place_of_others(of: Named) -> None:
    term = of.name.lower()
    assert terms.for_name(f"{term}:a code:3", of, "b", CATALOG) == f"code:3 {term}:b"
    assert terms.for_name(f"-{term}:b", of, "b", CATALOG) == f"{term}:b"
    assert terms.for_name(f"{term}:a", of, "", CATALOG) == f"-{term}:*"


def test_that_an_agent_is_taken_out_of_those_shown() -> None:
    assert terms.without_name("code:3", Named.AGENT, "a", CATALOG) == "code:3 -agent:a"
    assert terms.without_name("-agent:a", Named.AGENT, "b", CATALOG) == "-agent:a,b"
    assert terms.without_name("", Named.AGENT, "", CATALOG) == "agent:*"
    assert same(terms.without_name("agent:A,b", Named.AGENT, "a", CATALOG), "agent:b -agent:a")
    assert same(terms.without_name("agent:b", Named.AGENT, "", CATALOG), "agent:b")
    assert same(terms.without_name("agent:b*", Named.AGENT, "bo", CATALOG), "agent:b* -agent:bo")


def test_that_taking_out_the_only_agent_shows_the_others() -> None:
    assert terms.without_name("agent:a", Named.AGENT, "A", CATALOG) == "-agent:A"


def test_that_events_alike_have_the_same_kinds_and_agents() -> None:
    expression = terms.like([(1, 3), (2, 12)], ["b.chen", "c.diaz", ""], CATALOG)
    assert same(expression, "event:agent/3,ivr/12 agent:b.chen,c.diaz")
    assert same(terms.like([(2, 12)], [""], CATALOG), "event:ivr/12")
    assert same(terms.like([(1, 3)], map(str, range(30)), CATALOG), "event:agent/3")


def test_that_a_fields_value_is_added_and_taken_out() -> None:
    once = terms.for_field("code:3", "QueueName", "Sales north", CATALOG)
    assert once == 'code:3 QueueName:"Sales north"'
    assert terms.without_field(once, "QueueName", "Sales north", CATALOG) == 'code:3 -QueueName:"Sales north"'
