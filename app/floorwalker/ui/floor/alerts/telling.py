"""What an alert says to people: whom it is about, what, since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from floorwalker.event.limits import ALERTS
from floorwalker.session.alerts import FilterRule, Kind
from floorwalker.session.alerts.feeds import RECEIVERS
from floorwalker.session.alerts.words import title
from floorwalker.ui.floor import durations

if TYPE_CHECKING:
    from floorwalker.session.alerts import Alert, Moment
    from floorwalker.ui.following import LiveSession

_BY_AGENT: Final = frozenset({Kind.STATUS, Kind.DECLINED})
_OF_FEEDS: Final = frozenset({Kind.SILENT, Kind.LOST})


class Words(NamedTuple):
    """severity: one word. who: the agent, the source or the rule. what: what is the matter. time: for how long, or when
    it was over. note: "" or that somebody has seen to it."""

    severity: str
    who: str
    what: str
    time: str
    note: str

    def line(self) -> str:
        """All in one."""
        return " · ".join(part for part in self if part)


def words_for(alert: Alert, live: LiveSession, now: Moment) -> Words:
    """How an alert is told now."""
    about = alert.about
    what = title(about, live.catalog, live.names.text(about.reason))
    who, what = whom(alert, live) or what, what if whom(alert, live) else ""
    if alert.cleared is not None:
        return Words("Over", who, what, durations.clock(alert.cleared, now.ours), "")
    severity = "Alert" if about.stage == ALERTS else "Warning"
    note = "acknowledged" if alert.acknowledged else ""
    return Words(severity, who, what, durations.ticking(_clock(alert, now) - about.since), note)


def whom(alert: Alert, live: LiveSession) -> str:
    """The agent, the source or the name of the rule; "" where what is the matter says it all."""
    about = alert.about
    if about.kind in _BY_AGENT:
        return live.roster.name(live.names.text(about.whom))
    if about.kind in _OF_FEEDS:
        feed = live.feeds.get(about.whom)
        return "Receivers" if about.whom == RECEIVERS or feed is None else feed.address
    if isinstance(about.rule, FilterRule):
        return about.rule.name or about.rule.filter
    return ""


def tip_for(alert: Alert, live: LiveSession, now: Moment) -> str:
    """Everything that is known of it, in some lines."""
    words = words_for(alert, live, now)
    lines = [f"{words.severity}: {words.who}", words.what]
    lines.append(f"since {durations.clock(alert.about.since, _clock(alert, now))}")
    lines.append(f"told {durations.clock(alert.fired, now.ours)}")
    if alert.cleared is not None:
        lines.append(f"over {words.time}")
    return "\n".join(line for line in [*lines, words.note] if line)


def _clock(alert: Alert, now: Moment) -> float:
    return now.ours if alert.about.kind in _OF_FEEDS else now.sender
