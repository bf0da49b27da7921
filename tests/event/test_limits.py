import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.limits import ALERTS, DEFAULTS, WARNS, Limit, Limits
from tests.event.made import CATALOG

REASONS = {1: "Training", 2: "IT problem", 3: "it_PROBLEM", 4: "Walkabout"}
ON_BREAK, WRAPUP, OTHER, AVAILABLE = 34, 35, 36, 16


def limits(*of: Limit, catalog: Catalog = CATALOG) -> Limits:
    return Limits(of, catalog, lambda reason: REASONS.get(reason, ""))


def judged(of: Limits, activity: int, seconds: float, reason: int = 0) -> tuple[int, float]:
    stage, over = of.judge(np.array([activity]), np.array([reason]), np.array([seconds]))
    return int(stage[0]), float(over[0])


def test_that_a_status_warns_from_its_first_limit_on_and_alerts_from_its_second() -> None:
    of = limits(Limit(status="BusyOnBreak", warns=900, alerts=1200))
    assert judged(of, ON_BREAK, 899) == (0, -1)
    assert judged(of, ON_BREAK, 900) == (WARNS, 0)
    assert judged(of, ON_BREAK, 1199.5) == (WARNS, 299.5)
    assert judged(of, ON_BREAK, 1200) == (ALERTS, 300)


def test_that_a_status_without_a_limit_is_never_over_one() -> None:
    assert judged(limits(Limit(status="BusyOnBreak", alerts=1)), AVAILABLE, 1e9) == (0, -math.inf)


@pytest.mark.parametrize("name", ["34", "BusyOnBreak", "busy_on_break", "On break"])
def test_that_a_status_is_known_by_its_name_its_words_and_its_number(name: str) -> None:
    assert judged(limits(Limit(status=name, alerts=10)), ON_BREAK, 10) == (ALERTS, 0)


def test_that_a_limit_of_a_reason_counts_before_that_of_its_status() -> None:
    of = limits(Limit(status="BusyOther", alerts=60), Limit(status="BusyOther", reason="IT problem", alerts=600))
    assert judged(of, OTHER, 100, reason=1) == (ALERTS, 40)
    for spelled in (2, 3):
        assert judged(of, OTHER, 100, reason=spelled) == (0, -500)


def test_that_a_status_known_by_its_text_alone_has_a_limit_by_that_text() -> None:
    of = limits(Limit(status="walkabout", alerts=60))
    assert judged(of, Activity.NAMED, 60, reason=4) == (ALERTS, 0)
    assert judged(of, Activity.NAMED, 60, reason=1) == (0, -math.inf)


def test_that_a_stage_may_be_missing() -> None:
    assert judged(limits(Limit(status="Wrapup", warns=60)), WRAPUP, 1e9)[0] == WARNS
    assert judged(limits(Limit(status="Wrapup", alerts=60)), WRAPUP, 59)[0] == 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*CATALOG.activities, 99, Activity.UNKNOWN, Activity.SIGNED_OUT, Activity.NAMED]),
            st.integers(0, 5),
            st.floats(0, 1e6),
        )
    )
)
def test_that_many_are_judged_as_each_is_alone(agents: list[tuple[int, int, float]]) -> None:
    of = limits(*DEFAULTS, Limit(status="BusyOther", reason="Training", warns=5), Limit(status="Walkabout", alerts=9))
    activity, reason, seconds = (np.array([agent[place] for agent in agents]) for place in range(3))
    stage, over = of.judge(activity.astype(np.int64), reason.astype(np.int64), seconds.astype(np.float64))
    alone = [judged(of, one, lasting, reason=why) for one, why, lasting in agents]
    assert list(zip(stage.tolist(), over.tolist(), strict=True)) == alone
    assert stage.dtype == np.int8


def test_that_the_limits_to_begin_with_are_for_the_vendors_statuses_and_each_is_in_order() -> None:
    assert [limit.status for limit in DEFAULTS] == ["NotReady", "BusyOnCall", "Wrapup", "BusyOnBreak", "BusyOther"]
    for limit in DEFAULTS:
        assert CATALOG.activity_called(limit.status) is not None
        assert all(first < second for first, second in pairwise(limit.stages))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"status": "Wrapup"}, "needs a time"),
        ({"status": "Wrapup", "warns": "5 min", "alerts": "5 min"}, "warn before"),
        ({"status": "", "alerts": 5}, "at least 1 character"),
        ({"status": "Wrapup", "alerts": "soon"}, "90 s, 15 min"),
        ({"status": "Wrapup", "alerts": 0}, "greater than or equal to 1"),
        ({"status": "Wrapup", "alert": 5}, "not permitted"),
    ],
)
def test_that_a_wrong_limit_says_what_is_wrong(wrong: dict[str, object], why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        Limit.model_validate(wrong)


def test_that_a_limit_is_written_in_words_and_read_again() -> None:
    limit = Limit(status="BusyOnBreak", warns=900, alerts=5400)
    assert '"warns":"15 min","alerts":"1 h 30 min"' in limit.model_dump_json()
    assert Limit.model_validate_json(limit.model_dump_json()) == limit
