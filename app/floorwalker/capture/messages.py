"""What a capture says on its standard output: one JSON object a line, each with a "type".

A line is written only after the commit it tells of, so whatever it says can be read in the session file. The file is
the truth: a reader that misses a line loses nothing but time. The messages are immutable and may be passed between
threads.
"""

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

About = Literal["", "sources", "captured", "storing"]


class _Message(BaseModel):
    """A message; what a newer capture may add to one is passed over, so that an older window still understands it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def encode(self) -> str:
        """The message as one line, its newline included."""
        return self.model_dump_json() + "\n"


class Ready(_Message):
    """A listener takes requests. session: the session's UUID; url: where to post events."""

    type: Literal["ready"] = "ready"
    session: str
    url: str


class FeedState(_Message):
    """A feed that is followed has changed its state; detail says why, for people."""

    type: Literal["feed"] = "feed"
    feed: str
    state: Literal["connecting", "connected", "reconnecting", "stopped"]
    at: AwareDatetime
    detail: str = ""


class Stored(_Message):
    """Everything up to seq is durable. events, duplicates, rejected: totals of the whole session, repeats are events
    too.
    """

    type: Literal["stored"] = "stored"
    seq: int
    events: int
    duplicates: int
    rejected: int


class Problem(_Message):
    """Something went wrong that a person should know: what, and what to do about it. The capture goes on unless it
    ends. about: the sources that it was given, the session because another capture writes to it, or the storing of
    events, which is over when something is stored again; "" for anything else.
    """

    type: Literal["error"] = "error"
    problem: str
    remedy: str
    about: About = ""


class Ended(_Message):
    """The last line of a capture that ended in order. events: the session's total."""

    type: Literal["ended"] = "ended"
    events: int


Message = Annotated[Ready | FeedState | Stored | Problem | Ended, Field(discriminator="type")]

_ANY: TypeAdapter[Ready | FeedState | Stored | Problem | Ended] = TypeAdapter(Message)


def decode(line: str | bytes) -> Ready | FeedState | Stored | Problem | Ended:
    """The message that a line holds. Raises ValueError for anything else, a type of message not known here included."""
    return _ANY.validate_json(line)
