"""How the user has the list: columns, order, groups; remembered from one time to the next."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, Field, ValidationError
from PySide6.QtCore import QByteArray

from floorwalker.ui.floor.board.columns import Column, Sorting
from floorwalker.ui.floor.board.groups import By, Grouping

if TYPE_CHECKING:
    from floorwalker.ui.floor.board.board import Board
    from floorwalker.ui.floor.board.header import BoardColumns

LONGEST_NAME = 200
"""Characters of a field's name."""


class _Saved(BaseModel):
    """header: the columns as Qt tells them, in base 64; None until they are the user's own."""

    header: str | None = None
    sorted_by: Column | None = None
    falling: bool = False
    grouped_by: By = By.NOTHING
    field: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    hides_signed_out: bool = False


def saved(columns: BoardColumns, board: Board) -> QByteArray:
    """The list as it is, for `restore`."""
    state = None if columns.is_automatic else base64.b64encode(columns.state()).decode()
    sorting, grouping = columns.sorting, board.grouping
    told = _Saved(
        header=state,
        sorted_by=sorting.column,
        falling=sorting.falling,
        grouped_by=grouping.by,
        field=grouping.field,
        hides_signed_out=board.hides_signed_out,
    )
    return QByteArray(told.model_dump_json().encode())


def restore(layout: QByteArray, columns: BoardColumns, board: Board) -> None:
    """Bring back what `saved` gave; what cannot be read changes nothing."""
    try:
        told = _Saved.model_validate_json(bytes(layout.data()))
        state = base64.b64decode(told.header or "", validate=True)
    except (ValidationError, ValueError):
        return
    columns.reset()
    if state:
        columns.restore(state)
    columns.sort_by(Sorting(told.sorted_by, told.falling))
    board.set_grouping(Grouping(told.grouped_by, told.field))
    board.hide_signed_out(hidden=told.hides_signed_out)


def reset(columns: BoardColumns, board: Board) -> None:
    """As it is the first time."""
    columns.reset()
    board.set_grouping(Grouping())
    board.hide_signed_out(hidden=False)
