"""The events that the benchmarks send, 400 bytes each, every Id new: StatusChanged of 200 agents, or work items of as
many agents as are asked for."""

import itertools
import time
from collections.abc import Callable, Iterator

SIZE = 400
_ACTIVITIES = (16, 33, 35, 34)
_HEAD = (
    '{"Id":"%08x-0000-4000-8000-%012x","CreationDateUtc":"%s","Category":1,"Code":3,'
    '"SessionId":"5f0c7d52-0000-4000-8000-%012d","SessionType":"CCA","Username":"agent.%03d",'
    '"PhoneNo":"+44 20 7946 0%03d","ActivityCode":%d,"AvailabilityCode":0,"ActivityName":"","Note":"'
)
_STEPS = ((4, -1), (5, -1), (3, 33), (8, -1), (3, 35), (3, 16))
"""Code and ActivityCode of what happens to an agent, again and again."""
_WORK = (
    '{"Id":"%08x-0001-4000-8000-%012x","CreationDateUtc":"%s","Category":1,"Code":%d,'
    '"SessionId":"5f0c7d52-0001-4000-8000-%012d","SessionType":"CCA","Username":"agent.%04d",'
    '"PhoneNo":"+44 20 7946 %04d","ActivityCode":%d,"WorkItemId":"item-%06d-%04d","QueueName":"Sales","Note":"'
)


def events(run: int, agents: int = 200) -> Iterator[bytes]:
    """Endless new events; `run` keeps the Ids of two runs apart. CreationDateUtc is the time of the call."""
    stamp, checked = "", 0.0
    for number in itertools.count():
        if (now := time.time()) - checked > 0.5:
            stamp, checked = time.strftime("%Y%m%d%H%M%S", time.gmtime(now)), now
        agent = number % agents
        activity = _ACTIVITIES[(number // agents) % len(_ACTIVITIES)]
        head = _HEAD % (run, number, stamp, agent, agent, agent, activity)
        yield (head + "x" * (SIZE - len(head) - 2) + '"}').encode()


def working(run: int, agents: int, clock: Callable[[], float] = time.time) -> Iterator[bytes]:
    """Endless new events of agents who are offered items, take them, work on them, release them and wrap up.

    clock: seconds since 1970 of each event in turn.
    """
    for number in itertools.count():
        agent, turn = number % agents, number // agents
        code, activity = _STEPS[turn % len(_STEPS)]
        head = _WORK % (
            *(run, number, time.strftime("%Y%m%d%H%M%S", time.gmtime(clock())), code, agent, agent),
            *(agent % 10_000, activity, turn // len(_STEPS), agent),
        )
        yield (head + "x" * (SIZE - len(head) - 2) + '"}').encode()


def bodies(run: int, batch: int, agents: int = 0) -> Iterator[bytes]:
    """Request bodies: one event each, or JSON arrays of `batch`. agents: of so many who work on items."""
    source = working(run, agents) if agents else events(run)
    if batch == 1:
        yield from source
    while True:
        yield b"[" + b",".join(itertools.islice(source, batch)) + b"]"
