"""Rules and alerts in plain English."""

from floorwalker.event.catalog import Catalog
from floorwalker.event.facts import Activity
from floorwalker.event.lasting import in_words
from floorwalker.event.limits import Limit
from floorwalker.event.plural import counted
from floorwalker.session.alerts.alert import Breach, Kind
from floorwalker.session.alerts.rules import (
    AvailableRule,
    CountingRule,
    DeclinedRule,
    FeedRule,
    FilterRule,
    Rule,
    StatusRule,
)
from floorwalker.session.filter import FilterError, parse_filter


def sentence(rule: Rule, catalog: Catalog) -> str:
    """What a rule means: `On break longer than 15 min warns, 20 min alerts`."""
    match rule:
        case StatusRule():
            return f"{status_words(rule.status, rule.reason, catalog)} longer than {_stages(rule)}"
        case AvailableRule():
            return f"{_shortage(rule, catalog)} for {in_words(rule.lasting)} {rule.severity}"
        case FeedRule():
            return f"A source {_of_feed(rule)} {rule.severity}"
        case DeclinedRule():
            return _within(f"{counted(rule.times, 'work item')} declined by one agent", rule)
    return _within(f"{counted(rule.times, 'event')} of “{rule.name or rule.filter}”", rule)


def title(about: Breach, catalog: Catalog, reason: str) -> str:
    """What stands, without whom it is about: `On break over 20 min`. reason: the text of its reason."""
    match about.rule:
        case None:
            return f"{catalog.status(about.activity, reason).words} over {in_words(round(about.limit))}"
        case AvailableRule():
            return _shortage(about.rule, catalog)
        case DeclinedRule():
            return f"Declined {counted(about.many, 'work item')} within {in_words(about.rule.within)}"
        case FilterRule():
            return f"{counted(about.many, 'event')} within {in_words(about.rule.within)}"
    return "Not connected" if about.kind == Kind.LOST else "Nothing received"


def status_words(status: str, reason: str, catalog: Catalog) -> str:
    """A rule's status as the floor says it: `On break`, `Other · Training`."""
    found = sorted(catalog.activities_matching(status))
    activity = found[0] if found else int(Activity.NAMED)
    return catalog.status(activity, reason if found else status).words or status


def meaning(expression: str, catalog: Catalog) -> str:
    """A filter's sentence; the filter itself where it is wrong."""
    try:
        return parse_filter(expression, catalog).english()
    except FilterError:
        return expression


def _stages(limit: Limit) -> str:
    stages = ((limit.warns, "warns"), (limit.alerts, "alerts"))
    return ", ".join(f"{in_words(seconds)} {does}" for seconds, does in stages if seconds is not None)


def _shortage(rule: AvailableRule, catalog: Catalog) -> str:
    names = [status_words(part.strip(), "", catalog) for part in rule.status.split(",") if part.strip()]
    status = " or ".join(f"{name[:1].lower()}{name[1:]}" for name in names)
    many = "No agent" if rule.fewer_than == 1 else f"Fewer than {rule.fewer_than} agents"
    whose = f" of {rule.filter.strip()}" if rule.filter.strip() else ""
    return f"{many}{whose} {status}"


def _of_feed(rule: FeedRule) -> str:
    ways = ((rule.silent, "silent"), (rule.lost, "not connected"))
    return " or ".join(f"{way} for {in_words(seconds)}" for seconds, way in ways if seconds is not None)


def _within(what: str, rule: CountingRule) -> str:
    return f"{what} within {in_words(rule.within)} {rule.severity}"
