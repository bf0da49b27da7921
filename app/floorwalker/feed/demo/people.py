"""Who works in the simulated centre: names, telephones, teams, and how each goes about the work."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from random import Random

_INITIALS = "aabcddeefghiijjkkllmmnnoprrsstuvwyz"

# fmt: off
_SURNAMES = (
    "abbott", "adeyemi", "ahmed", "almeida", "anders", "aoki", "asante", "baker", "banerjee", "barros", "becker",
    "bello", "bianchi", "blake", "bondarenko", "brandt", "bruno", "byrne", "campbell", "cardoso", "castro", "chen",
    "chowdhury", "clarke", "cohen", "costa", "cruz", "dahl", "daly", "danso", "das", "dekker", "delgado", "diaz",
    "dubois", "duran", "eklund", "ellis", "evans", "farah", "ferrari", "fischer", "flores", "fontaine", "foster",
    "fraser", "fujita", "gallo", "garcia", "ghosh", "gomes", "grant", "greene", "gruber", "gupta", "haas", "hansen",
    "hassan", "hayes", "herrera", "hoang", "hughes", "hussain", "ibrahim", "inoue", "ivanova", "jansen", "jensen",
    "jones", "joshi", "kamara", "kaplan", "katz", "kaur", "keller", "khan", "kim", "klein", "kovacs", "kowalski",
    "kumar", "lang", "larsen", "lau", "lehmann", "lopez", "lund", "macleod", "malik", "mancini", "marino",
    "martins", "mbeki", "mendes", "mensah", "meyer", "miller", "moreau", "morgan", "mori", "moss", "murphy",
    "mwangi", "nagy", "nair", "navarro", "nguyen", "nkosi", "novak", "nowak", "obi", "okafor", "oliveira", "olsen",
    "ono", "ortega", "osei", "owens", "ozturk", "park", "patel", "pereira", "peters", "petrov", "popescu", "price",
    "quinn", "rahman", "ramos", "rao", "reed", "reyes", "ricci", "rivera", "rossi", "roy", "russo", "sanchez",
    "santos", "sato", "schmidt", "shah", "sharma", "silva", "singh", "smith", "sousa", "stein", "suzuki",
    "svensson", "szabo", "takeda", "tan", "tanaka", "torres", "tran", "turner", "vargas", "vega", "vogel", "wagner",
    "walsh", "wang", "weber", "weiss", "white", "wilson", "wong", "wright", "yamada", "yilmaz", "young", "zhang",
    "zhou", "ziegler",
)
# fmt: on

_TEAMS = (
    ("Sales", ("Sales New", "Sales Upgrade")),
    ("Service", ("Service General", "Service Billing", "Service Moves")),
    ("Technical", ("Technical Broadband", "Technical Mobile")),
    ("Retention", ("Retention",)),
    ("Business", ("Business Service",)),
)

_DAWDLERS = 0.06


@dataclass(frozen=True, slots=True)
class Agent:
    """One who works there. number: from 0, as in the order of names. queues: what the team takes. pace: how long
    things take them, 1 as most. dawdles: comes late from breaks and sits in wrap-up. first_activity: the team's
    setting for the status after signing in. written: which share of the work e-mails and chats are.
    """

    number: int
    username: str
    phone: str
    session_type: str
    queues: tuple[str, ...]
    first_activity: int
    pace: float
    dawdles: bool
    written: float


def hire(how_many: int, random: Random) -> list[Agent]:
    """So many agents, the same for the same random numbers."""
    names = list(islice(_usernames(random), how_many))
    return [_agent(number, name, random) for number, name in enumerate(names)]


def _usernames(random: Random) -> Iterator[str]:
    taken: set[str] = set()
    while True:
        plain = f"{random.choice(_INITIALS)}.{random.choice(_SURNAMES)}"
        name = plain
        for another in count(2):
            if name not in taken:
                break
            name = f"{plain}{another}"
        taken.add(name)
        yield name


def _agent(number: int, username: str, random: Random) -> Agent:
    _, queues = random.choices(_TEAMS, (3, 5, 3, 1, 1))[0]
    at_home = random.random() < 0.2
    return Agent(
        number,
        username,
        # Numbers that are set aside for fiction, and extensions.
        f"+4416329{60000 + number % 1000:05d}" if at_home else str(4000 + number),
        "TelAgent" if at_home else "CCA",
        queues,
        random.choices((0, 16, 17), (6, 3, 1))[0],
        random.uniform(0.8, 1.3),
        random.random() < _DAWDLERS,
        # Those who work from home by telephone have no screen for letters.
        0.0 if at_home else random.choice((0.0, 0.05, 0.15, 0.5)),
    )
