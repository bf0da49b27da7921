"""Joins the agent's page, and the mix, to the rest of the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from floorwalker.ui.floor.view import FloorView


def join(view: FloorView) -> None:
    """Tell both what they ask of the others, and offer the page in the list's menu."""
    page, live, roster = view.agent, view.live, view.roster
    view.mix.shown = page.shown = lambda: roster.agents
    page.work = lambda: live.details.work
    page.stage_of = lambda agent: int(roster.stage[roster.everyone.index(agent)])
    view.listing.menus.about_agent.insert(0, page.actions_.open)
