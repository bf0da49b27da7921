"""What a simulated contact centre is told."""

from dataclasses import dataclass

AGENTS = 200


@dataclass(frozen=True, slots=True)
class Simulation:
    """agents: how many work there. rate: events a second, None for what as many agents naturally cause.
    seed: the same seed, the same lives; None for others each time. catches_up: send what happened before, too.
    """

    agents: int = AGENTS
    rate: float | None = None
    seed: int | None = None
    catches_up: bool = True

    def arguments(self) -> list[str]:
        """The same as options of a command."""
        words = ["--agents", str(self.agents)]
        if self.rate is not None:
            words += ["--rate", str(self.rate)]
        if self.seed is not None:
            words += ["--seed", str(self.seed)]
        if not self.catches_up:
            words.append("--live-only")
        return words
