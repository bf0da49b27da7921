"""What tests read from the list of agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from floorwalker.ui.floor.board.columns import Column

if TYPE_CHECKING:
    from floorwalker.ui.floor.view import FloorView


def cells(view: FloorView, column: Column = Column.AGENT) -> list[str | None]:
    """A column from the top; headings stand in the first one."""
    model = view.model
    texts = [model.data(model.index(row, column)) for row in range(model.rowCount())]
    return [None if text is None else str(text) for text in texts]


def by_agent(view: FloorView, column: Column) -> dict[str | None, str | None]:
    """A column by the names of the agents."""
    return dict(zip(cells(view), cells(view, column), strict=True))


def row_of(view: FloorView, name: str) -> int:
    """Where an agent is, or a heading that begins so."""
    return next(row for row, text in enumerate(cells(view)) if text is not None and text.startswith(name))


def shown(view: FloorView) -> list[Column]:
    """The columns that are shown, from the left."""
    columns = view.table.columns
    return [Column(column) for column in columns.in_order() if columns.is_shown(column)]
