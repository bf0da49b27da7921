"""The legend's part of an expression."""

import pytest

from floorwalker.event.catalog import Catalog
from floorwalker.ui.floor.board.status_filter import statuses_of, toggled

CATALOG = Catalog.load()


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("", "BusyOnBreak", "status:BusyOnBreak"),
        ("status:BusyOnBreak", "BusyOnBreak", ""),
        ("status:BusyOnBreak", "Wrapup", "status:BusyOnBreak,Wrapup"),
        ("status:BusyOnBreak,Wrapup", "BusyOnBreak", "status:Wrapup"),
        ("status:Wrapup,BusyOnBreak", "Wrapup", "status:BusyOnBreak"),
        ("agent:j*", "Wrapup", "agent:j* status:Wrapup"),
        ("agent:j* status:Wrapup lo", "Wrapup", "agent:j* lo"),
        ("agent:a OR agent:b", "Wrapup", "(agent:a OR agent:b) status:Wrapup"),
        ("status:Wrapup OR agent:b", "Wrapup", "(status:Wrapup OR agent:b) status:Wrapup"),
        ("", "Lunch break", 'status:"Lunch break"'),
        ('status:"Lunch break"', "Lunch break", ""),
        ("", 'a "b" \\c', 'status:"a \\"b\\" \\\\c"'),
        ('status:"a \\"b\\" \\\\c"', 'a "b" \\c', ""),
        ("agent:(", "Wrapup", "status:Wrapup"),
    ],
)
def test_that_a_click_writes_the_status_into_the_expression_or_takes_it_out(before: str, name: str, after: str) -> None:
    assert toggled(before, name, CATALOG) == after


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ("status:BusyOnBreak,Wrapup agent:j*", {"BusyOnBreak", "Wrapup"}),
        ("-status:Wrapup", set()),
        ("NOT status:Wrapup", set()),
        ("status:Wrapup OR agent:b", set()),
        ("status:Wrapup status:BusyOnBreak", set()),
        ('"status:Wrapup"', set()),
        ("agent:(", set()),
    ],
)
def test_that_only_a_status_term_that_holds_for_all_is_the_legends(expression: str, names: set[str]) -> None:
    assert statuses_of(expression, CATALOG) == names
