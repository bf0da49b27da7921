"""The events that the benchmarks send: StatusChanged of 200 agents, 400 bytes each, every Id new."""

import itertools
import time
from collections.abc import Iterator

SIZE = 400
_ACTIVITIES = (16, 33, 35, 34)
_HEAD = (
    '{"Id":"%08x-0000-4000-8000-%012x","CreationDateUtc":"%s","Category":1,"Code":3,'
    '"SessionId":"5f0c7d52-0000-4000-8000-%012d","SessionType":"CCA","Username":"agent.%03d",'
    '"PhoneNo":"+44 20 7946 0%03d","ActivityCode":%d,"AvailabilityCode":0,"ActivityName":"","Note":"'
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


def bodies(run: int, batch: int) -> Iterator[bytes]:
    """Request bodies: one event each, or JSON arrays of `batch`."""
    source = events(run)
    if batch == 1:
        yield from source
    while True:
        yield b"[" + b",".join(itertools.islice(source, batch)) + b"]"
