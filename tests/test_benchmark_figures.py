"""The arithmetic of the benchmarks, and what they leave beside the code."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.apart import apart
from tests.benchmarks.figures import Figure, at_least, at_most, in_turn, ratio_at_least, ratio_at_most
from tests.benchmarks.record import README, RESULTS, shown
from tests.benchmarks.report import table, write


def test_that_ours_and_theirs_are_measured_in_turn() -> None:
    order: list[str] = []

    def measured(who: str) -> int:
        order.append(who)
        return len(order)

    assert in_turn(3, lambda: measured("ours"), lambda: measured("theirs")) == ([1, 3, 5], [2, 4, 6])
    assert order == ["ours", "theirs"] * 3


def test_that_without_a_reference_only_ours_is_measured() -> None:
    assert in_turn(2, lambda: 1.0, None) == ([1.0, 1.0], [])


def test_that_a_ratio_is_of_each_run_with_the_one_beside_it() -> None:
    figure = Figure("x", "s", (1.0, 8.0, 3.0), ratio_at_most(1), "y", (2.0, 2.0, 2.0))
    assert figure.ratios == (0.5, 4.0, 1.5)
    assert figure.ratio == 1.5
    assert figure.met is False


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (at_most(3), True),
        (at_most(2.9), False),
        (at_least(3), True),
        (at_least(3.1), False),
        (ratio_at_least(1.5), True),
        (ratio_at_least(1.6), False),
        (None, None),
    ],
)
def test_that_a_goal_holds_for_the_median(goal: object, met: bool | None) -> None:
    figure = Figure("x", "s", (3.0, 1.0, 9.0), goal, "y", (2.0, 2.0, 2.0))  # type: ignore[arg-type]
    assert figure.median == 3.0
    assert figure.met is met


def test_that_a_ratio_without_a_reference_is_neither_met_nor_missed() -> None:
    figure = Figure("x", "s", (1.0,), ratio_at_least(0.5), "y", left_out="y could not be installed")
    assert figure.met is None
    assert "y (y could not be installed)" in table([figure])
    assert "not measured" in table([figure])


def test_that_a_row_tells_goal_median_spread_reference_and_ratio() -> None:
    row = table([Figure("what", "ms", (1.0, 2000.0, 30.0), at_most(20), "it", (2.0, 20.0, 60.0))]).splitlines()[-1]
    assert row == "| what | ≤ 20 ms | 30 ms | 1–2,000 ms | it | 20 ms | 0.50 × (0.5–100) | **no** |"


def test_that_json_holds_what_the_table_shows(tmp_path: Path) -> None:
    figure = Figure("what", "ms", (1.0, 3.0), at_most(20), "it", (2.0, 2.0))
    write({"room": [figure]}, tmp_path, 12.3)
    told = json.loads((tmp_path / "bench.json").read_text())
    [row] = told["figures"]
    assert (row["room"], row["median"], row["ratios"], row["met"]) == ("room", 2.0, [0.5, 1.5], True)
    assert told["seconds"] == 12
    assert table([figure]) in (tmp_path / "bench.md").read_text()


def test_that_the_readme_shows_the_numbers_that_were_recorded() -> None:
    readme = README.read_text()
    assert shown(readme, json.loads((RESULTS / "bench.json").read_text())) == readme


def test_that_a_readme_without_a_place_for_numbers_is_told() -> None:
    with pytest.raises(ValueError, match="no place for the numbers"):
        shown("# Floorwalker\n", {"figures": [], "on": {}})


def test_that_what_cannot_be_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    beside = apart(tmp_path, "nothing-1.0", "nothing-at-all==1.0")
    assert beside.python is None
    assert "nothing-1.0 could not be installed: ERROR: No matching distribution" in beside.why_not


def test_that_an_environment_is_made_once(tmp_path: Path) -> None:
    python = apart(tmp_path, "alone").python
    assert python is not None
    made = python.parent.stat().st_ctime_ns
    apart.cache_clear()
    assert apart(tmp_path, "alone").python == python
    assert python.parent.stat().st_ctime_ns == made
