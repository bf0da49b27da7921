"""What can be wrong with a feed, said for people: the problem, then the remedy."""

from floorwalker.trouble import Trouble


class FeedError(Trouble):
    """Known trouble with where events come from or go to: an address, a port, a sender."""


class NoAddress(FeedError):
    """What was given as an address is none."""
