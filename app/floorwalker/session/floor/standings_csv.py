"""The agents of a moment as CSV, for spreadsheets."""

from collections.abc import Callable, Sequence
from typing import Final

from floorwalker.session.csv_text import Cell, csv_text
from floorwalker.session.floor.standing import Standing

_COLUMNS: Final[tuple[tuple[str, Callable[[Standing], Cell]], ...]] = (
    ("Agent", lambda one: one.agent),
    ("Name", lambda one: one.name),
    ("Team", lambda one: one.team),
    ("Status", lambda one: one.status),
    ("Reason", lambda one: one.reason),
    ("Since", lambda one: one.since),
    ("Stale", lambda one: "yes" if one.stale else None),
    ("Session type", lambda one: one.session_type),
    ("Phone", lambda one: one.phone),
    ("Item", lambda one: one.item),
    ("Item step", lambda one: one.item_step),
    ("Item since", lambda one: one.item_since),
    ("Offered", lambda one: one.offered),
    ("Accepted", lambda one: one.accepted),
    ("Declined", lambda one: one.declined),
    ("Released", lambda one: one.released),
    ("Ring (s)", lambda one: _rounded(one.ring)),
    ("Handle (s)", lambda one: _rounded(one.handle)),
    ("Logged in (s)", lambda one: one.logged_in),
)
_IN_ROSTER: Final = frozenset({"Name", "Team"})


def standings_csv(standings: Sequence[Standing], *, named: bool, phones: bool) -> str:
    """One line an agent, below one of titles; times are ISO 8601 in UTC, durations in seconds. At the right a column
    for each status that somebody was in that day.

    named: with the roster's names and teams. phones: write them out; without, there is no such column.
    """
    hidden = (frozenset() if named else _IN_ROSTER) | (frozenset() if phones else {"Phone"})
    columns = [(title, told) for title, told in _COLUMNS if title not in hidden]
    statuses = list(dict.fromkeys(name for one in standings for name in one.times))
    titles = [*(title for title, _ in columns), *(f"{name} (s)" for name in statuses)]
    rows = ([*(told(one) for _, told in columns), *(one.times.get(name, 0) for name in statuses)] for one in standings)
    return csv_text([titles, *rows])


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
