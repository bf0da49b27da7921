"""Known trouble, said for people."""


class Trouble(Exception):
    """What no change to the program mends: a full disk, a port that is taken, a file of another kind.

    `problem` and `remedy` are one sentence each, fit to be shown. Each room has a class of its own below this one.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"
