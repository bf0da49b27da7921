"""What came of one body."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """As `floorwalker.answers.Answer` says it, without the number and the time. A reply without a status and with a
    problem means that nobody answered.
    """

    status: int | None = None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    cut: bool = False
    problem: str = ""
    remedy: str = ""
