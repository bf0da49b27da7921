"""Joins the floor's alerts to the window: the button, the menu, the banners, and the other views."""

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
    alerts.asked.connect(lambda: _show_floor(window))
    alerts.events_asked.connect(lambda expression: _show_events(window, expression))
    alerts.sources_asked.connect(window.choosing.open)
    alerts.troubled.connect(
        lambda problem, remedy: banners.tell(_TOPIC, problem, remedy, "Alert rules…", actions.rules.trigger)
    )
    alerts.settled.connect(lambda: banners.take_away(_TOPIC))
    alerts.start()


def _show_floor(window: Window) -> None:
    if not window.commands.floor.isChecked():
        window.commands.floor.trigger()


def _show_events(window: Window, expression: str) -> None:
    window.commands.events.trigger()
    window.events.set_filter(expression)
