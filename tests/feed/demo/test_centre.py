"""The simulated centre: the same for the same seed, in the documented fields, and like a real one."""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from random import Random
from typing import Any

import pytest

from floorwalker.event.body import Accepted, Refused, read_body
from floorwalker.event.catalog import Catalog
from floorwalker.event.notes import Note
from floorwalker.feed.demo.centre import Arrival, Centre, Pace
from floorwalker.feed.demo.people import hire
from floorwalker.feed.demo.simulation import Simulation

OPENED = 1_795_348_800.0
TWO_HOURS = 7200.0
CATALOG = Catalog.load()
GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")

Event = dict[str, Any]


@cache
def day(agents: int = 200, seed: int = 1) -> tuple[Arrival, ...]:
    return tuple(Centre(Simulation(agents, seed=seed), OPENED).until(TWO_HOURS))


@cache
def events() -> tuple[Event, ...]:
    """What arrived on that day and was an event of an agent, in the order in which it happened, each once."""
    read = [json.loads(arrival.payload) for arrival in day()]
    once = {event["Id"]: event for event in read if isinstance(item_of(event), Accepted)}
    agents = [event for event in once.values() if str(event["Category"]) == "1"]
    return tuple(sorted(agents, key=lambda event: re.sub(r"\D", "", event["CreationDateUtc"])))


def item_of(event: Event) -> Accepted | Refused:
    [item] = read_body(json.dumps(event).encode(), CATALOG)
    return item


def by_agent() -> dict[str, list[Event]]:
    lives: dict[str, list[Event]] = defaultdict(list)
    for event in events():
        lives[event["Username"]].append(event)
    return lives


def test_that_a_seed_repeats_the_day_byte_for_byte() -> None:
    again = tuple(Centre(Simulation(200, seed=1), OPENED).until(TWO_HOURS))
    assert again == day()


def test_that_it_makes_no_difference_in_how_many_steps_a_day_is_told() -> None:
    centre = Centre(Simulation(20, seed=4), OPENED)
    stepped = [arrival for second in range(0, 7201, 7) for arrival in centre.until(second)]
    assert tuple(stepped) == tuple(arrival for arrival in day(20, 4) if arrival.due <= 7196)


def test_that_another_seed_is_another_day() -> None:
    assert day(20, 4)[:50] != day(20, 5)[:50]


def test_that_the_same_seed_on_another_day_is_told_under_other_ids() -> None:
    ids = [
        {json.loads(arrival.payload)["Id"] for arrival in Centre(Simulation(20, seed=4), opened).until(TWO_HOURS)}
        for opened in (OPENED, OPENED + 86_400)
    ]
    assert not ids[0] & ids[1]


def test_that_arrivals_are_told_in_order_and_up_to_the_moment_asked_for() -> None:
    dues = [arrival.due for arrival in day()]
    assert dues == sorted(dues)
    assert 0 <= dues[0] < 60
    assert TWO_HOURS - 5 < dues[-1] <= TWO_HOURS


def test_that_two_hundred_agents_cause_five_to_fifteen_events_a_second() -> None:
    last_hour = sum(arrival.due > 3600 for arrival in day())
    assert 5 <= last_hour / 3600 <= 15


def test_that_every_agent_event_has_the_documented_fields() -> None:
    for event in events():
        assert GUID.fullmatch(event["Id"])
        assert GUID.fullmatch(event["SessionId"])
        assert event["SessionType"] in {"CCA", "TelAgent"}
        assert re.fullmatch(r"[a-z]\.[a-z]+\d*", event["Username"])
        assert re.fullmatch(r"\+?\d{4,}", event["PhoneNo"])


def test_that_every_kind_of_agent_event_occurs_and_no_other() -> None:
    assert {int(event["Code"]) for event in events()} == {1, 2, 3, 4, 5, 6, 8}
    assert all(type(event["ExitCode"]) is int for event in events() if int(event["Code"]) == 2)


def test_that_statuses_are_the_documented_ones_and_only_busy_other_has_a_reason() -> None:
    seen: Counter[int] = Counter()
    for event in events():
        if int(event["Code"]) == 3:
            seen[event["ActivityCode"]] += 1
            assert event["AvailabilityCode"] == {16: 1, 17: 2}.get(event["ActivityCode"], 0)
            assert bool(event["ActivityName"]) is (event["ActivityCode"] == 36)
    assert set(seen) == {0, 16, 17, 33, 34, 35, 36, 37, 38}


def test_that_a_call_runs_through_offer_acceptance_talk_release_and_wrap_up() -> None:
    calls = 0
    for life in by_agent().values():
        for at, event in enumerate(life[:-5]):
            if int(event["Code"]) != 4 or event["WorkItemType"] != "Call":
                continue
            following = [(int(later["Code"]), later.get("ActivityCode")) for later in life[at + 1 : at + 6]]
            if following[0] == (5, None):
                calls += following == [(5, None), (3, 33), (8, None), (3, 35), (3, 16)]
            else:
                calls += following[0] == (6, None)
    offers = sum(int(event["Code"]) == 4 and event["WorkItemType"] == "Call" for event in events())
    # A few have events that arrived spoiled, or had the same second as their neighbours.
    assert calls > 0.93 * offers


def test_that_all_sign_in_staggered_save_those_who_were_there_before() -> None:
    firsts = [life[0] for life in by_agent().values()]
    signed_in = [int(first["Code"]) == 1 for first in firsts]
    assert 0.8 < sum(signed_in) / len(signed_in) < 0.95
    quarters = Counter(first["CreationDateUtc"][:11] for first in firsts)
    assert len(quarters) >= 8


def test_that_a_session_belongs_to_one_agent() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for event in events():
        owners[event["SessionId"]].add(event["Username"])
    assert all(len(owner) == 1 for owner in owners.values())


def test_that_some_are_in_a_status_for_far_too_long_at_the_end() -> None:
    latest: dict[str, tuple[int, float]] = {}
    for arrival in day():
        event = json.loads(arrival.payload)
        if event.get("Category") == 1 and event.get("Code") == 3:
            latest[event["Username"]] = (event["ActivityCode"], TWO_HOURS - arrival.due)
    too_long = [activity for activity, since in latest.values() if since > 1000 and activity in {0, 34, 35, 36}]
    assert 2 <= len(too_long) <= 40


def test_that_oddities_are_as_rare_as_in_reality_and_none_is_missing() -> None:
    items = [read_body(arrival.payload, CATALOG)[0] for arrival in day()]
    notes = Counter(note for item in items if isinstance(item, Accepted) for note in Note(item.notes))
    faulty = sum(isinstance(item, Refused) for item in items)
    ids = Counter(json.loads(arrival.payload)["Id"] for arrival in day())
    repeats = sum(times - 1 for times in ids.values())
    moments = [arrival.due for arrival in day()]
    late = sum(created_after(arrival) > 5 for arrival in day())
    assert 0.0005 < notes[Note.NUMBER_AS_TEXT] / len(moments) < 0.005
    assert notes[Note.OTHER_TIME]
    assert 2 <= faulty <= 30
    assert 0.001 < repeats / len(moments) < 0.01
    assert 0.0005 < late / len(moments) < 0.01


def created_after(arrival: Arrival) -> float:
    """How many seconds after it happened an event arrived."""
    [item] = read_body(arrival.payload, CATALOG)
    return OPENED + arrival.due - item.created if isinstance(item, Accepted) else 0.0


def test_that_customers_are_heard_in_all_three_ways_with_fields_of_two_shapes() -> None:
    others = [json.loads(arrival.payload) for arrival in day()]
    categories = Counter(str(event["Category"]) for event in others)
    assert {"1", "2", "3", "4"} <= set(categories)
    ivr = next(event for event in others if event["Category"] == 2)
    assert {"Name", "Value"} == set(ivr["AdditionalFields"][0])


@pytest.mark.parametrize("agents", [1, 200, 10_000])
def test_that_any_number_of_agents_has_names_and_telephones_of_its_own(agents: int) -> None:
    hired = hire(agents, Random(1))
    assert len(hired) == len({agent.username for agent in hired}) == agents
    assert [agent.number for agent in hired] == list(range(agents))


def test_that_a_centre_of_one_is_alive() -> None:
    told = list(Centre(Simulation(1, seed=2), OPENED).until(TWO_HOURS))
    assert len(told) > 30


def test_that_lives_may_be_sped_up_and_are_still_told_in_real_time() -> None:
    centre = Centre(Simulation(50, seed=2), OPENED)
    list(centre.until(TWO_HOURS))
    centre.pace.speed_up(TWO_HOURS, 100)
    until = centre.pace.centre(OPENED + TWO_HOURS + 60)
    assert until == TWO_HOURS + 6000
    minute = list(centre.until(until))
    stamps = [read_body(arrival.payload, CATALOG)[0] for arrival in minute]
    created = [item.created for item in stamps if isinstance(item, Accepted)]
    assert min(created) >= OPENED + TWO_HOURS
    assert max(created) <= OPENED + TWO_HOURS + 60
    assert len(minute) > 60 * 50


def test_that_both_clocks_agree_before_and_after_a_change_of_pace() -> None:
    pace = Pace(1000.0)
    assert (pace.real(50.0), pace.centre(1050.0)) == (1050.0, 50.0)
    pace.speed_up(50.0, 4.0)
    assert (pace.real(54.0), pace.centre(1051.0)) == (1051.0, 54.0)
    assert pace.real(50.0) == 1050.0
