"""Joins the floor's alerts to the window: the button, the menu, the banners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from floorwalker.ui.window import Window

_TOPIC: Final = "alerts"


def join_alerts(window: Window) -> None:
    """Once, when the window has all its parts."""
    alerts, banners = window.floor.alerts, window.banners
    actions = alerts.actions_
    window.top_bar.add(alerts.button)
    window.top_bar.menu.insertAction(window.commands.reset_layout, actions.rules)
    window.addActions([actions.show, actions.rules])
    alerts.sources_asked.connect(window.choosing.open)
    alerts.troubled.connect(
        lambda problem, remedy: banners.tell(_TOPIC, problem, remedy, "Alert rules…", actions.rules.trigger)
    )
    alerts.settled.connect(lambda: banners.take_away(_TOPIC))
    alerts.start()
