"""Says which alerts stand, from news; when to ask again is worked out, so that nobody has to poll."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from floorwalker.event.catalog import Catalog
from floorwalker.event.limits import ALERTS, WARNS, Limit, Limits
from floorwalker.event.statuses import Snapshot
from floorwalker.session.alerts.agents import Agents
from floorwalker.session.alerts.alert import Alert, Breach, Moment
from floorwalker.session.alerts.counted import Counted
from floorwalker.session.alerts.feeds import Feeds
from floorwalker.session.alerts.ledger import Changes, Ledger
from floorwalker.session.alerts.overtime import Overtime
from floorwalker.session.alerts.rules import (
    AlertRules,
    AvailableRule,
    CountingRule,
    DeclinedRule,
    FeedRule,
    FilterRule,
    Rule,
)
from floorwalker.session.alerts.shortage import Meant, Shortage

_UNSTEADY: Final = 60.0
"""Seconds by which the sender's clock, told anew with each event, may seem to go back without undoing what was told."""

_HURRY: Final = 30.0
"""Times as fast as ours that the sender's clock may go: faster than that, events of the past are being caught up with,
and what stands in the midst of them is not of now."""
_HOLD: Final = 1.0
"""Seconds without hurry after which what stands is told."""
_NEVER: Final = float("inf")

_AnyRule = TypeVar("_AnyRule")


class Engine:
    """Feed it, then `look`. For one thread; it neither waits nor asks a clock.

    It tells nothing before `begin` and after `rest`: where nobody captures, nothing that it could say would be of now.
    feeds: of the capture. text: of a reason's id. meant: makes of a filter what tells the agents that it means.
    """

    def __init__(self, catalog: Catalog, text: Callable[[int], str], meant: Callable[[str], Meant]) -> None:
        self._catalog = catalog
        self._text = text
        self._meant = meant
        self._ledger = Ledger()
        self._agents = Agents()
        self._counted: dict[CountingRule, Counted] = {}
        self._short: dict[AvailableRule, Shortage] = {}
        self._silent: list[FeedRule] = []
        self._last: Moment | None = None
        self._held_until = 0.0
        self.feeds = Feeds()
        self.is_resting = True
        self.limits = Limits((), catalog, text)
        self._overtime = Overtime(self.limits)

    @property
    def past(self) -> list[Alert]:
        """The last ones that are over, the newest first."""
        return list(reversed(self._ledger.past))

    def standing(self) -> list[Alert]:
        """What stands, in the order in which it was told."""
        return self._ledger.standing()

    def set_rules(self, rules: AlertRules, catalog: Catalog) -> None:
        """Other rules from now on. What stands by a rule that is still there goes on standing."""
        if catalog is not self._catalog:
            self._short.clear()
        self._catalog = catalog
        self.limits = Limits(rules.limits(), catalog, self._text)
        self._overtime.set_limits(self.limits)
        on = [rule for rule in rules.rules if rule.on]
        self._silent = list(_of(on, FeedRule))
        self._short = {rule: self._short.get(rule) or self._shortage(rule) for rule in _of(on, AvailableRule)}
        counting: list[CountingRule] = [*_of(on, DeclinedRule), *_of(on, FilterRule)]
        self._counted = {rule: self._counted.get(rule) or Counted(rule) for rule in counting}

    def forget_agents_meant(self) -> None:
        """The rules' filters may mean other agents now."""
        self._short = {rule: self._shortage(rule) for rule in self._short}

    def take_agents(self, news: Snapshot, *, everyone: bool = False) -> None:
        """These agents are so now. everyone: and there are no others."""
        if everyone:
            self._agents.clear()
        self._agents.take(news)
        self._overtime.take(self._agents.now())

    def take_events(self, rule: CountingRule, events: Iterable[tuple[int, float, int]], now: float) -> None:
        """Events that count for a rule; see `Counted.take`."""
        if rule in self._counted:
            self._counted[rule].take(events, now)

    def over(self, limit: Limit, now: float) -> tuple[int, int]:
        """How many agents would be at each stage of a limit, if there were no other."""
        overtime = Overtime(Limits((limit,), self._catalog, self._text))
        overtime.take(self._agents.now())
        stages = [standing.stage for standing in overtime.standing(now)]
        return stages.count(WARNS), stages.count(ALERTS)

    def begin(self, ours: float) -> None:
        """Somebody captures."""
        if self.is_resting:
            self.is_resting = False
            self._last = None
            self.feeds.begin(ours)

    def rest(self) -> None:
        """Nobody does: nothing stands any more with the next look."""
        self.is_resting = True

    def look(self, moment: Moment) -> Changes:
        """What has changed since the last look."""
        if self.is_resting:
            return self._ledger.compare((), moment.ours)
        moment = self._steady(moment)
        self._notice_hurry(moment)
        return self._ledger.compare(self._standing(moment), moment.ours, telling=moment.ours >= self._held_until)

    def wait(self, moment: Moment) -> float:
        """Seconds until something will be different, if nothing comes; inf for never."""
        if self.is_resting:
            return _NEVER
        dues = [self.feeds.due(rule, moment.ours) - moment.ours for rule in self._silent]
        if self._held_until > moment.ours:
            dues.append(self._held_until - moment.ours)
        if not moment.is_past:
            now = self._steady(moment).sender
            dues += [due - now for due in self._dues_of_floor(now)]
        return max(0.0, min(dues, default=_NEVER))

    def _shortage(self, rule: AvailableRule) -> Shortage:
        return Shortage(rule, self._catalog, self._meant(rule.filter) if rule.filter.strip() else None)

    def _dues_of_floor(self, now: float) -> Iterator[float]:
        yield self._overtime.due(now)
        yield from (shortage.due(now) for shortage in self._short.values())
        yield from (counted.due() for counted in self._counted.values())

    def _standing(self, moment: Moment) -> Iterator[Breach]:
        if not moment.is_past:
            yield from self._standing_on_floor(moment.sender)
        for rule in self._silent:
            yield from self.feeds.look(rule, moment.ours)

    def _standing_on_floor(self, now: float) -> Iterator[Breach]:
        agents = self._agents.now()
        yield from self._overtime.standing(now)
        for shortage in self._short.values():
            yield from shortage.look(agents, now)
        for counted in self._counted.values():
            yield from counted.look(now)

    def _steady(self, moment: Moment) -> Moment:
        """The sender's clock, told anew with each event, does not go back by a little."""
        last = self._last
        is_back = last is not None and last.sender - _UNSTEADY < moment.sender < last.sender
        return moment._replace(sender=last.sender) if last is not None and is_back else moment

    def _notice_hurry(self, moment: Moment) -> None:
        if self._last is not None:
            passed = max(moment.ours - self._last.ours, 0.1)
            if moment.sender - self._last.sender > _HURRY * passed:
                self._held_until = moment.ours + _HOLD
        self._last = moment


def _of(rules: list[Rule], kind: type[_AnyRule]) -> Iterator[_AnyRule]:
    return (rule for rule in rules if isinstance(rule, kind))
