from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from floorwalker.session.filter import OPERATORS
from floorwalker.ui.events.filtering.bar import FilterBar
from floorwalker.ui.events.filtering.language import Language


def opened(bar: FilterBar) -> Language:
    QTest.keyClick(bar.line, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    [dialog] = bar.findChildren(Language)
    return dialog


def rows(dialog: Language) -> list[list[str]]:
    """What can be seen of it, without the headings."""
    model = dialog.list.model()
    return [
        [model.index(row, column, group).data() for column in range(3)]
        for group in (model.index(row, 0) for row in range(model.rowCount()))
        for row in range(model.rowCount(group))
        if not dialog.list.isRowHidden(row, group) and not dialog.list.isRowHidden(group.row(), QModelIndex())
    ]


def test_that_every_operator_is_listed_with_help_and_example(bar: FilterBar) -> None:
    shown = rows(opened(bar))
    for operator in OPERATORS:
        assert [operator.help, operator.example] in [row[1:] for row in shown]


def test_that_typing_narrows_the_list(bar: FilterBar) -> None:
    dialog = opened(bar)
    QTest.keyClicks(dialog.search, "whole name")
    assert [row[0] for row in rows(dialog)] == ["agent:"]


def test_that_an_example_goes_into_the_line_beside_what_is_there(bar: FilterBar) -> None:
    bar.set_expression("code:3")
    dialog = opened(bar)
    QTest.keyClicks(dialog.search, "whole name")
    model = dialog.list.model()
    dialog.list.setCurrentIndex(model.index(3, 0, model.index(0, 0)))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert bar.line.text() == "code:3 agent:j.smith -agent:bot*"
    assert bar.expression == bar.line.text()
