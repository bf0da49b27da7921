"""What can be wrong with a feed, said for people: the problem, then the remedy."""


class FeedError(Exception):
    """Known trouble with where events come from or go to: an address, a port, a sender.

    `problem` and `remedy` are one sentence each, fit to be shown.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"


class NoAddress(FeedError):
    """What was given as an address is none."""
