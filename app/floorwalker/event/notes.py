"""What is remarkable about an event that was accepted all the same.

Most notes tell whoever debugs the sender where it leaves the vendor's documentation; two tell how the event came here.
"""

from enum import IntFlag
from typing import Final


class Note(IntFlag):
    """Remarks on an event, any number of them at once. The bits are stored in session files: never renumber them."""

    REPEAT = 1
    LATE = 2
    NUMBER_AS_TEXT = 4
    OTHER_TIME = 8
    ID_NOT_GUID = 16
    UNKNOWN_CATEGORY = 32
    UNKNOWN_CODE = 64
    UNKNOWN_FIELD = 128
    FROM_FORM = 256

    @property
    def label(self) -> str:
        """A word or two for a narrow column: `number as text`; several notes stand with commas between them."""
        return ", ".join(word for bit, (word, _) in _WORDS.items() if bit in self)


_WORDS: Final[dict[Note, tuple[str, str]]] = {
    Note.REPEAT: ("repeat", "An event with this Id had come before, so this one is a repeat and counts once."),
    Note.LATE: ("late", "It came more than 5 s behind newer events of the same feed."),
    Note.NUMBER_AS_TEXT: ("number as text", "A number was sent as text, in quotes."),
    Note.OTHER_TIME: ("other time format", "CreationDateUtc was not sent as the text yyyyMMddHHmmss."),
    Note.ID_NOT_GUID: ("Id is no GUID", "The Id is not a GUID, so nothing promises that it is unique."),
    Note.UNKNOWN_CATEGORY: ("unknown category", "The catalog has no name for this Category."),
    Note.UNKNOWN_CODE: ("unknown code", "The catalog has no name for this Code in its Category."),
    Note.UNKNOWN_FIELD: ("unknown field", "It has an additional field that is not documented for this event."),
    Note.FROM_FORM: ("from a form", "It was sent as a form, and the payload is the JSON in it or made of its fields."),
}


def reasons(notes: int) -> list[str]:
    """One plain sentence for each note in *notes*, in the order of their bits; other bits are passed over."""
    return [sentence for bit, (_, sentence) in _WORDS.items() if bit & notes]
