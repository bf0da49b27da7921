"""Several expressions as one."""

from collections.abc import Iterable

from floorwalker.event.catalog import Catalog
from floorwalker.session.filter.combined import AnyOf
from floorwalker.session.filter.parser import parse_filter


def together(expressions: Iterable[str], catalog: Catalog) -> str:
    """One expression for what all of these mean, as they are written. Raises FilterError for one that is wrong."""
    parts = [(text.strip(), parse_filter(text, catalog)) for text in expressions if text.strip()]
    if len(parts) == 1:
        return parts[0][0]
    return " ".join(f"({text})" if isinstance(meant, AnyOf) else text for text, meant in parts)
