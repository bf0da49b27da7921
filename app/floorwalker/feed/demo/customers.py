"""What the simulated centre's customers do before an agent has them: telephone menus, e-mails, chats.

No codes and fields of these are public; the ones here are made up. The telephone system's events carry their additional
fields as a list of names and values, the others as properties, which are two of the shapes that events come in.
"""

from collections.abc import Callable, Iterator
from random import Random

from floorwalker.feed.demo.lives import Moment

IVR, EMAIL, CHAT = 2, 3, 4

_PER_AGENT = {IVR: 1 / 400, EMAIL: 1 / 3000, CHAT: 1 / 1600}
"""How many a second, for each agent."""

_MENU = ("1", "1>2", "1>3", "2", "2>1", "3", "9")
_QUEUES = ("Sales New", "Service General", "Service Billing", "Technical Broadband", "Retention")
_SUBJECTS = (
    "Moving house",
    "Wrong amount on my bill",
    "No connection since Monday",
    "Please call me back",
    "Cancelling",
)


def customers(category: int, agents: int, random: Random, guid: Callable[[], str]) -> Iterator[Moment]:
    """All that happens in one category, in order, without end."""
    happens = {IVR: _calls_in, EMAIL: _writes, CHAT: _chats}[category]
    now = 0.0
    while True:
        now += random.expovariate(agents * _PER_AGENT[category])
        code, fields = happens(random, guid)
        yield Moment(now, -category, category, code, fields)


def _calls_in(random: Random, guid: Callable[[], str]) -> tuple[int, dict[str, object]]:
    del guid
    code = random.choices((1, 2, 3, 12), (5, 8, 3, 1))[0]
    told: dict[str, object] = {
        "Ref": str(random.randrange(100_000, 1_000_000)),
        "Ani": f"+4416329{random.randrange(60_000, 61_000)}",
        "Dnis": random.choice(("08081570100", "08081570200")),
    }
    if code == 2:
        told["MenuPath"] = random.choice(_MENU)
    if code == 3:
        told["QueueName"] = random.choice(_QUEUES)
    return code, {"AdditionalFields": [{"Name": name, "Value": value} for name, value in told.items()]}


def _writes(random: Random, guid: Callable[[], str]) -> tuple[int, dict[str, object]]:
    code = random.choices((1, 2, 5), (4, 3, 2))[0]
    return code, {
        "MessageId": guid(),
        "QueueName": random.choice(_QUEUES),
        "Subject": random.choice(_SUBJECTS),
        "Size": random.randrange(400, 40_000),
    }


def _chats(random: Random, guid: Callable[[], str]) -> tuple[int, dict[str, object]]:
    code = random.choices((1, 2, 4), (4, 3, 3))[0]
    return code, {"ChatId": guid(), "QueueName": random.choice(_QUEUES), "WaitSeconds": random.randrange(0, 180)}
