"""What the floor says where it shows no agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.floor.team.team import HOW_TO_CHOOSE

if TYPE_CHECKING:
    from floorwalker.ui.floor.view import FloorView


def words_for_nobody(view: FloorView) -> str:
    """Why, and what to do; nothing where agents are shown."""
    if view.roster.agents:
        return ""
    if not view.live.is_loaded:
        return f"Reading the session… {len(view.live.columns):,} events so far"
    if len(view.roster) and view.bar.filter.needs_roster and not view.team.is_known:
        return f"The filter asks for teams, and no roster says who is in which.\n{HOW_TO_CHOOSE}"
    if len(view.roster):
        return "No agent matches this filter.\nIt is asked of each agent's status at the moment shown. Esc shows all."
    return "No agent has been heard of yet.\nAgents appear here with their first event."
