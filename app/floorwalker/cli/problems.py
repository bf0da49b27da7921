"""Known trouble of a capture as the message that its window reads."""

from floorwalker.capture.messages import About, Problem
from floorwalker.feed.errors import FeedError
from floorwalker.secret import SecretError
from floorwalker.session.errors import CapturedElsewhere
from floorwalker.sources import SourcesError
from floorwalker.trouble import Trouble


def problem_of(trouble: Trouble) -> Problem:
    """The message, which says what the trouble is about where a window can do something about it."""
    about: About = ""
    if isinstance(trouble, CapturedElsewhere):
        about = "captured"
    elif isinstance(trouble, FeedError | SecretError | SourcesError):
        about = "sources"
    return Problem(problem=trouble.problem, remedy=trouble.remedy, about=about)
