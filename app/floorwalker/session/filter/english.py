"""A filter as one plain sentence."""

from floorwalker.session.filter.base import Filter
from floorwalker.session.filter.combined import conjuncts
from floorwalker.session.filter.operators.kinds import Category, Code


def sentence(whole: Filter) -> str:
    """`Agent events StatusChanged or SignedOut, not from agents bot*`; every event is `All events`."""
    parts = list(conjuncts(whole))
    if not parts:
        return "All events"
    subject, comma = _subject(parts)
    rest = ", ".join(part.phrase() for part in parts)
    return f"{subject}{comma}{rest}" if rest else subject


def _subject(parts: list[Filter]) -> tuple[str, str]:
    """What the sentence begins with, and what then stands before the rest. Takes away the parts that it says."""
    subject, numbers = "Events", None
    category = next((part for part in parts if isinstance(part, Category)), None)
    before = None if category is None else category.before()
    if category is not None and before is not None:
        parts.remove(category)
        subject, numbers = f"{before} events", category.only
    code = next((part for part in parts if isinstance(part, Code)), None)
    names = None if code is None else code.after(numbers)
    if code is None or names is None:
        return subject, " "
    parts.remove(code)
    return f"{subject} {names}", ", "
