"""What a text of the screen is: an English source, marked for Qt Linguist, and looked up in the operator's language.

`pyside6-lupdate` finds `text` and `counted` by these names (`resources/languages/README.md` has the command): a text
that is made in any other way is not translated.
"""

from enum import Enum
from typing import NamedTuple


class Marked(NamedTuple):
    """A source text as Qt Linguist knows it: its context, the text, and what tells it from one of the same letters."""

    context: str
    source: str
    comment: str
    is_counted: bool


def text(context: str, source: str, comment: str = "") -> Marked:
    """A sentence or label; `{...}` are filled in. `context` is the name of the enum that it stands in."""
    return Marked(context, source, comment, False)


def counted(context: str, source: str, comment: str, n: int) -> Marked:
    """The same with a number, `%n`, whose plural form is each language's own. `n` is there for lupdate alone."""
    return Marked(context, source, comment, n > 0)


class Phrase(Enum):
    """Base of the tables of texts: one enum for each part of the screen, each value made by `text` or `counted`."""
