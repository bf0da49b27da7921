"""What the agents of the simulated centre do all day, as seeded streams of events that never end.

Times are seconds since the centre opened; those before are negative. Field names and numbers are those of the vendor's
documentation (Agent Events; Change Agent Status); the fields of work items are not public and made up here.
"""

from collections.abc import Callable, Iterator
from random import Random
from typing import Final, NamedTuple

from floorwalker.feed.demo.people import Agent

AGENT: Final = 1
SIGNED_IN, SIGNED_OUT, STATUS_CHANGED, RECEIVING, ACCEPTED, DECLINED, RELEASED = 1, 2, 3, 4, 5, 6, 8
NOT_READY, AVAILABLE, INTERNAL, ON_CALL, ON_BREAK, WRAPUP, OTHER, ON_EMAIL, CHATTING = 0, 16, 17, 33, 34, 35, 36, 37, 38
_AVAILABILITY: Final = {AVAILABLE: 1, INTERNAL: 2}

_HOUR: Final = 3600.0
_REASONS: Final = (
    ("Training", 1, 35),
    ("Meeting", 2, 25),
    ("Coaching", 3, 15),
    ("Back office", 4, 9),
    ("IT problem", 2, 5),
)
"""Why agents are busy otherwise: what it is called, how often it comes up, and how many minutes it takes."""


class Moment(NamedTuple):
    """Something that happens: when, in whose stream (an agent's number, or a negative one), and what is told of it."""

    when: float
    stream: int
    category: int
    code: int
    fields: dict[str, object]


class Life:
    """One agent's days. starts: when the first shift does."""

    def __init__(self, agent: Agent, starts: float, random: Random, guid: Callable[[], str]) -> None:
        self._agent = agent
        self._now = starts
        self._random = random
        self._guid = guid
        self._session = ""

    def moments(self) -> Iterator[Moment]:
        """All that happens to this agent, in order, without end."""
        while True:
            yield from self._shift()
            self._pass(self._random.uniform(0.5, 1.5) * _HOUR)

    def _shift(self) -> Iterator[Moment]:
        part_time = self._random.random() < 0.15
        ends = self._now + (self._random.uniform(1, 4) if part_time else self._random.uniform(6, 9)) * _HOUR
        self._session = self._guid()
        yield self._event(SIGNED_IN)
        self._pass(self._random.uniform(0.3, 2))
        yield self._status(self._agent.first_activity)
        if self._agent.first_activity != AVAILABLE:
            self._pass(self._about(40))
            yield self._status(AVAILABLE)
        while self._now < ends:
            # Waiting for work.
            self._pass(1 + self._random.expovariate(1 / 14))
            yield from self._task()
        yield self._event(SIGNED_OUT, ExitCode=self._random.choices((0, 1, 3), (30, 2, 1))[0])

    def _task(self) -> Iterator[Moment]:
        """What is done next; it ends with the agent available."""
        chance = self._random.random()
        if chance < 0.93:
            return self._work()
        if chance < 0.965:
            return self._away(ON_BREAK, self._about(8 * 60 * (3 if self._agent.dawdles else 1)))
        if chance < 0.985:
            reason, _, minutes = self._random.choices(_REASONS, [often for _, often, _ in _REASONS])[0]
            return self._away(OTHER, self._about(minutes * 60), reason)
        if chance < 0.993:
            return self._away(INTERNAL, self._about(5 * 60))
        return self._away(NOT_READY, self._about(3 * 60 * (4 if self._agent.dawdles else 1)))

    def _away(self, activity: int, seconds: float, reason: str = "") -> Iterator[Moment]:
        yield self._status(activity, reason)
        self._pass(seconds)
        yield self._status(AVAILABLE)

    def _work(self) -> Iterator[Moment]:
        """A work item: offered, then declined, or accepted, worked on, released and wrapped up."""
        kind, activity, takes = self._kind_of_work()
        item = {"WorkItemId": self._guid(), "WorkItemType": kind, "QueueName": self._random.choice(self._agent.queues)}
        yield self._event(RECEIVING, **item)
        self._pass(self._random.uniform(2, 12))
        if self._random.random() < (0.12 if self._agent.dawdles else 0.025):
            yield self._event(DECLINED, **item)
            yield from self._away(NOT_READY, self._about(60))
            return
        yield self._event(ACCEPTED, **item)
        self._pass(self._random.uniform(0.1, 0.6))
        yield self._status(activity)
        self._pass(self._about(takes))
        yield self._event(RELEASED, **item)
        self._pass(self._random.uniform(0.05, 0.3))
        yield self._status(WRAPUP)
        self._pass(self._about(20 * (self._random.choice((1, 1, 1, 30)) if self._agent.dawdles else 1)))
        yield self._status(AVAILABLE)

    def _kind_of_work(self) -> tuple[str, int, float]:
        """Its name, the status while at it, and about how many seconds it takes."""
        if self._random.random() >= self._agent.written:
            return "Call", ON_CALL, 110
        return ("Email", ON_EMAIL, 180) if self._random.random() < 0.4 else ("Chat", CHATTING, 240)

    def _about(self, seconds: float) -> float:
        """A duration as people's are: mostly somewhat less than that, at times several times as long."""
        return seconds * self._agent.pace * self._random.lognormvariate(0, 0.6)

    def _pass(self, seconds: float) -> None:
        self._now += seconds

    def _status(self, activity: int, reason: str = "") -> Moment:
        return self._event(
            STATUS_CHANGED,
            ActivityCode=activity,
            AvailabilityCode=_AVAILABILITY.get(activity, 0),
            ActivityName=reason,
        )

    def _event(self, code: int, **more: object) -> Moment:
        agent = self._agent
        fields = {
            "SessionId": self._session,
            "SessionType": agent.session_type,
            "Username": agent.username,
            "PhoneNo": agent.phone,
            **more,
        }
        return Moment(self._now, agent.number, AGENT, code, fields)
