"""The filter language: one expression for the filter bar, the facets, the command line and export.

    category:agent code:StatusChanged,SignedOut -agent:bot*

`parse_filter` reads an expression as a `Filter`; `select` finds its events in a session.
"""

from floorwalker.session.filter.base import Filter, Scope, Verdict
from floorwalker.session.filter.combined import All, conjuncts
from floorwalker.session.filter.errors import FilterError
from floorwalker.session.filter.facet_terms import EventSelection, also, events_of, is_kind, with_events
from floorwalker.session.filter.field_terms import any_value_term, field_term
from floorwalker.session.filter.named_terms import (
    ANY,
    Named,
    NameSelection,
    names_of,
    received_in,
    with_created,
    with_names,
    with_received,
)
from floorwalker.session.filter.operators import OPERATORS
from floorwalker.session.filter.parser import parse_filter
from floorwalker.session.filter.rewriting import term_of
from floorwalker.session.filter.select import select
from floorwalker.session.filter.written import quoted, write_value

__all__ = [
    "ANY",
    "OPERATORS",
    "All",
    "EventSelection",
    "Filter",
    "FilterError",
    "NameSelection",
    "Named",
    "Scope",
    "Verdict",
    "also",
    "any_value_term",
    "conjuncts",
    "events_of",
    "field_term",
    "is_kind",
    "names_of",
    "parse_filter",
    "quoted",
    "received_in",
    "select",
    "term_of",
    "with_created",
    "with_events",
    "with_names",
    "with_received",
    "write_value",
]
