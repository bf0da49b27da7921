"""The simulated centre as a pure, seeded stream of what arrives from it: payloads, each with the time it is due.

The same Simulation and opening time give the same bytes. As from a real sender, a few events come twice, late,
swapped or oddly spelled, and now and then one is none at all.
"""

import heapq
import json
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count
from random import Random
from typing import Final, NamedTuple

from floorwalker.feed.demo.customers import CHAT, EMAIL, IVR, customers
from floorwalker.feed.demo.lives import Life, Moment
from floorwalker.feed.demo.people import hire
from floorwalker.feed.demo.simulation import Simulation

_QUARTER: Final = 900.0
_ALREADY_THERE: Final = 0.12

# Which part of the events is …
_REPEATED: Final = 0.003
_LATE: Final = 0.0015
_SWAPPED: Final = 0.004
_ODD: Final = 0.0025
_FAULTY: Final = 0.00025

_written: Final = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class Arrival(NamedTuple):
    """due: seconds since the centre opened. stream: arrivals of one stream must not overtake each other."""

    due: float
    stream: int
    payload: bytes


class Pace:
    """The centre's time and the real one: equal from the opening on, until the lives are sped up.

    opened: seconds since 1970.
    """

    def __init__(self, opened: float) -> None:
        self._real = opened
        self._centre = 0.0
        self.factor = 1.0

    def speed_up(self, at: float, factor: float) -> None:
        """From a moment of the centre on its time goes by so many times as fast."""
        self._real, self._centre, self.factor = self.real(at), at, factor

    def real(self, centre: float) -> float:
        """Seconds since 1970 of a moment of the centre."""
        return self._real + (centre - self._centre) / self.factor

    def centre(self, real: float) -> float:
        """The centre's moment at some seconds since 1970."""
        return self._centre + (real - self._real) * self.factor


class Centre:
    """The simulated centre. pace: may be changed between two calls of `until`; later events keep to it."""

    def __init__(self, simulation: Simulation, opened: float) -> None:
        self.pace = Pace(opened)
        seed = simulation.seed
        # What happens is the same for the same seed. Who it is told under is another each day, or the same seed's next
        # day would be nothing but repeats.
        self._chance = Random(f"{seed} chance")  # noqa: S311 — a play, no secret
        self._guid = _guids(Random(f"{seed} {opened}"))  # noqa: S311
        self._moments = heapq.merge(*_streams(simulation, self._guid))
        self._next = next(self._moments)
        self._held: list[tuple[float, int, Arrival]] = []
        self._order = count()

    @property
    def next_due(self) -> float:
        """When the next arrival is due, in seconds since the centre opened."""
        return min(self._next.when, self._held[0][0]) if self._held else self._next.when

    def until(self, moment: float) -> Iterator[Arrival]:
        """All that arrives up to a moment of the centre and has not been told before, in order."""
        while (due := self.next_due) <= moment:
            if self._held and self._held[0][0] == due:
                yield heapq.heappop(self._held)[2]
            else:
                happens, self._next = self._next, next(self._moments)
                if happens.when >= 0:
                    yield from self._sent(happens)

    def _sent(self, happens: Moment) -> Iterator[Arrival]:
        fate = self._chance.random()
        payload = self._payload(happens, fate)
        arrival = Arrival(happens.when, happens.stream, payload)
        if fate < _REPEATED:
            yield arrival
            self._hold(arrival, self._chance.uniform(2, 30))
        elif fate < _REPEATED + _LATE:
            self._hold(arrival, self._chance.uniform(6, 40))
        elif fate < _REPEATED + _LATE + _SWAPPED:
            self._hold(arrival, self._chance.uniform(0.5, 2))
        else:
            yield arrival

    def _hold(self, arrival: Arrival, real_seconds: float) -> None:
        due = arrival.due + real_seconds * self.pace.factor
        heapq.heappush(self._held, (due, next(self._order), arrival._replace(due=due)))

    def _payload(self, happens: Moment, fate: float) -> bytes:
        event: dict[str, object] = {
            "Id": self._guid(),
            "CreationDateUtc": _digits(int(self.pace.real(happens.when))),
            "Category": happens.category,
            "Code": happens.code,
            **happens.fields,
        }
        rest = 1 - fate
        if rest < _FAULTY:
            _spoil(event, self._chance)
        elif rest < _FAULTY + _ODD:
            _misspell(event, self._chance)
        return _written(event).encode()


def _streams(simulation: Simulation, guid: Callable[[], str]) -> Iterator[Iterator[Moment]]:
    seed = simulation.seed
    agents = hire(simulation.agents, Random(f"{seed} people"))  # noqa: S311
    shifts = Random(f"{seed} shifts")  # noqa: S311
    for agent in agents:
        yield Life(agent, _first_shift(shifts), Random(f"{seed} agent {agent.number}"), guid).moments()  # noqa: S311
    for category in (IVR, EMAIL, CHAT):
        yield customers(category, simulation.agents, Random(f"{seed} customers {category}"), guid)  # noqa: S311


def _first_shift(random: Random) -> float:
    """Shifts start by the quarter of an hour, most of them early; some agents had begun before the centre's records
    do.
    """
    if random.random() < _ALREADY_THERE:
        return -random.uniform(0.2, 5) * 3600
    quarter = random.choices(range(8), (30, 20, 14, 10, 9, 7, 5, 5))[0]
    return max(0.0, quarter * _QUARTER + random.gauss(30, 100))


def _spoil(event: dict[str, object], random: Random) -> None:
    """Makes it no event."""
    fault = random.randrange(3)
    if fault == 0:
        del event["Code"]
    elif fault == 1:
        event["CreationDateUtc"] = "yesterday"
    else:
        event["Category"] = None


def _misspell(event: dict[str, object], random: Random) -> None:
    """Spells it as some senders would, which is noted and no fault."""
    oddity = random.randrange(3)
    if oddity == 0:
        event["Category"] = str(event["Category"])
    elif oddity == 1:
        event["Code"] = str(event["Code"])
    else:
        day, clock = str(event["CreationDateUtc"])[:8], str(event["CreationDateUtc"])[8:]
        event["CreationDateUtc"] = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}Z"


def _guids(random: Random) -> Callable[[], str]:
    def guid() -> str:
        digits = f"{random.getrandbits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"

    return guid


@lru_cache(maxsize=64)
def _digits(second: int) -> str:
    return time.strftime("%Y%m%d%H%M%S", time.gmtime(second))
