"""What can be wrong with a filter."""

from dataclasses import dataclass

_MOST_SHOWN = 40


class FilterError(ValueError):
    """An expression is no filter, or a pattern in it had to be stopped.

    `problem` is for people: what is wrong, then what would be right. `start` and `end` are the place in the expression
    that it means, as indices of characters; at its very end both are the expression's length.
    """

    def __init__(self, problem: str, start: int, end: int) -> None:
        super().__init__(problem)
        self.problem, self.start, self.end = problem, start, end


@dataclass(frozen=True, slots=True)
class Place:
    """A part of an expression, by the indices of its characters."""

    start: int
    end: int

    def wrong(self, problem: str) -> FilterError:
        """That this part is wrong, to be raised."""
        return FilterError(problem, self.start, self.end)


def shown(text: str) -> str:
    """*text* in quotation marks, for a message: its beginning alone where it is long."""
    return f"“{text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + '…'}”"
