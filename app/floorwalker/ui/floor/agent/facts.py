"""What is said of an agent at the top of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from floorwalker.event.facts import Activity
from floorwalker.ui.floor import durations
from floorwalker.ui.floor.agent.head import Facts

if TYPE_CHECKING:
    from floorwalker.ui.floor.paints import Paints
    from floorwalker.ui.floor.team.team import Team
    from floorwalker.ui.following import LiveSession

_SWATCH: Final = 16


def facts_of(
    live: LiveSession, agent: int, now: float, paints: Paints, team: Team, *, is_stale: bool, is_over: bool
) -> Facts:
    """At a moment, in seconds. is_stale: the status is not to be believed. is_over: it is over its limit."""
    activity, reason, since, _ = live.statuses.at(agent, now)
    words = paints.status(activity, reason).words
    return Facts(
        team.name(agent),
        _about(agent, team),
        paints.swatch(Activity.UNKNOWN if is_stale else activity, _SWATCH),
        f"{words} · stale" if is_stale else words,
        f"since {durations.clock(since, now)}" if since else "",
        durations.ticking(now - since) if since else "",
        is_over and not is_stale,
        live.details.session_type(agent, now),
        live.details.phone(agent, now),
    )


def _about(agent: int, team: Team) -> str:
    """The team, and the Username where the name is another."""
    name, username = team.name(agent), team.username(agent)
    return " · ".join(part for part in (username if username != name else "", team.team(agent)) if part)
