"""What `floorwalker send --json` says on its standard output: one JSON object a line, each with a "type".

An "answer" a body that was sent, as they come, and "done" at the end. The messages are immutable and may be passed
between threads.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

SHOWN = 16 * 1024
"""Bytes of an answer's body that are told; whoever answers more is not read further."""


class _Message(BaseModel):
    """A message; what a newer sender may add to one is passed over, so that an older window still understands it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def encode(self) -> str:
        """The message as one line, its newline included."""
        return self.model_dump_json() + "\n"


class Answer(_Message):
    """What became of one body. number: the event's seq in its session, or its place in a file, from 1. status, reason,
    headers: of the answer; None and nothing where there was none, as over a WebSocket. body: of the answer, as text;
    cut: it is longer. seconds: from sending to the whole answer. problem, remedy: what is wrong, in a sentence each;
    "" where it was taken.
    """

    type: Literal["answer"] = "answer"
    number: int
    status: int | None = None
    reason: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    body: str = ""
    cut: bool = False
    seconds: float = 0.0
    problem: str = ""
    remedy: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the receiver wants nothing else of this body."""
        return not self.problem


class Done(_Message):
    """The last line. sent: bodies that went out; of these taken, refused (with an answer that says no) and lost (no
    answer came). seconds: how long it all took. stopped: somebody wanted no more of it. gave_up: nobody is there.
    cut_gaps: pauses of the original that were shortened, and cut_seconds by how much.
    """

    type: Literal["done"] = "done"
    sent: int = 0
    taken: int = 0
    refused: int = 0
    lost: int = 0
    seconds: float = 0.0
    stopped: bool = False
    gave_up: bool = False
    cut_gaps: int = 0
    cut_seconds: float = 0.0


Message = Annotated[Answer | Done, Field(discriminator="type")]

_ANY: TypeAdapter[Answer | Done] = TypeAdapter(Message)


def decode(line: str | bytes) -> Answer | Done:
    """The message that a line holds. Raises ValueError for anything else."""
    return _ANY.validate_json(line)
