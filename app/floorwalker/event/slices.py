"""Where the parts of a JSON text lie in it, so that they can be taken out with the exact bytes that they came as.

Pure functions; any thread. All raise NotJson where the text is not what it should be.
"""

from floorwalker.event.jsontext import NotJson, decode_alone, decode_at, skip_blanks

Span = tuple[int, int]
"""Index of the first character, and of the one behind the last."""


def value_span(text: str) -> Span:
    """Where the one value that *text* is lies, without the white space around it."""
    start = skip_blanks(text, 0)
    return start, decode_alone(text, start)[1]


def members(text: str, at: int) -> dict[str, Span]:
    """The values of the object that begins at that index, by name; the last one where a name stands twice."""
    found: dict[str, Span] = {}
    at = skip_blanks(text, at + 1)
    while not text.startswith("}", at):
        name, end = decode_at(text, at)
        at = skip_blanks(text, _behind(text, skip_blanks(text, end), ":"))
        found[str(name)] = (at, decode_at(text, at)[1])
        at = _next(text, found[str(name)][1], "}")
    return found


def elements(text: str, at: int) -> list[Span]:
    """The elements of the array that begins at that index."""
    found: list[Span] = []
    at = skip_blanks(text, at + 1)
    while not text.startswith("]", at):
        found.append((at, decode_at(text, at)[1]))
        at = _next(text, found[-1][1], "]")
    return found


def _next(text: str, at: int, closing: str) -> int:
    """Where the next part begins, or the closing bracket stands."""
    at = skip_blanks(text, at)
    return at if text.startswith(closing, at) else skip_blanks(text, _behind(text, at, ","))


def _behind(text: str, at: int, sign: str) -> int:
    if not text.startswith(sign, at):
        raise NotJson(f"not JSON: expecting {sign}", at)
    return at + 1
