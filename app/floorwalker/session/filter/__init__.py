"""The filter language: one expression for the filter bar, the facets, the command line and export.

    category:agent code:StatusChanged,SignedOut -agent:bot*

`parse_filter` reads an expression as a `Filter`; `select` finds its events in a session.
"""

from floorwalker.session.filter.base import Filter, Scope, Verdict
from floorwalker.session.filter.errors import FilterError
from floorwalker.session.filter.facet_terms import EventSelection, also, events_of, with_events
from floorwalker.session.filter.field_terms import any_value_term, field_term
from floorwalker.session.filter.operators import OPERATORS
from floorwalker.session.filter.parser import parse_filter
from floorwalker.session.filter.select import select
from floorwalker.session.filter.written import quoted, write_value

__all__ = [
    "OPERATORS",
    "EventSelection",
    "Filter",
    "FilterError",
    "Scope",
    "Verdict",
    "also",
    "any_value_term",
    "events_of",
    "field_term",
    "parse_filter",
    "quoted",
    "select",
    "with_events",
    "write_value",
]
