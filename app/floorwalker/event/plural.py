"""Numbers of things in English."""


def counted(number: int, thing: str) -> str:
    """`1 event`, `88,210 events`: for things whose plural ends with an s."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
