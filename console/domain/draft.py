"""What an operator has typed in a panel and not saved yet. Its author's alone; it is no fact and never journalled.

Not to be taken for `events.Draft`, which is an event before the journal has given it its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.domain.ids import CaseId
from console.domain.refused import Reason, Refused

LONGEST_PANEL = 32
MOST_FIELDS = 24
LONGEST_NAME = 64
LONGEST_TEXT = 20_000
"""Characters in all fields of one draft. A field that can be saved holds far less (`steps.LONGEST_TEXT`)."""

MOST_DRAFTS = 200
"""Of one operator; the oldest goes first."""

KEPT_FOR = timedelta(hours=24)
"""What nobody has come back to after so long is forgotten."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of one panel as they were typed. `case` is None for a case that is not there yet.

    `panel` is the panel's key, such as "F11"; what the names of the fields mean is the panel's own affair. `at` is
    aware UTC: when it was last kept.
    """

    case: CaseId | None
    panel: str
    fields: Mapping[str, str]
    at: datetime

    def __post_init__(self) -> None:
        """Raises Refused(TEXT_TOO_LONG) beyond the bounds, and ValueError for a draft of no panel."""
        if not self.panel:
            raise ValueError("a draft belongs to a panel")
        length = sum(len(text) for text in self.fields.values())
        is_too_long = length > LONGEST_TEXT or any(len(name) > LONGEST_NAME for name in self.fields)
        if is_too_long or len(self.panel) > LONGEST_PANEL or len(self.fields) > MOST_FIELDS:
            raise Refused(Reason.TEXT_TOO_LONG, detail=str(LONGEST_TEXT))

    def is_fresh(self, at: datetime) -> bool:
        """Whether it is still kept at `at`."""
        return at - self.at < KEPT_FOR
