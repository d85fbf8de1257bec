"""What a counted group of the queue says of itself. Pure."""

from dataclasses import dataclass
from datetime import datetime

from console.domain.lane import OutageHead
from console.domain.queue import Fold, FoldKind
from ui.words import Words, times
from ui.words import row as said
from ui.words.flood import FloodSay
from ui.words.plain import clean


@dataclass(frozen=True, slots=True)
class FoldTexts:
    """Title, the same where room is short, what it counts, the one thing more to know, the count, and whose it is."""

    title: str
    short: str
    what: str
    more: str
    count: str
    owner: str

    def told(self) -> str:
        """As a screen reader says it: the count stands in `what` already."""
        return ", ".join(text for text in (self.title, self.what, self.more, self.owner) if text)


def texts_of(fold: Fold, head: OutageHead | None, words: Words, now: datetime) -> FoldTexts:
    """A group in words; `head` is what an outage means for people, where that is known."""
    count, title = words.number(fold.count), words.of(fold.kind)
    match fold.kind:
        case FoldKind.OUTAGE if fold.row is not None:
            row = fold.row
            what = words(FloodSay.OUT_SINCE, n=fold.count, time=words.time(row.first_at))
            owner = clean(row.owner_name, 60) or words(FloodSay.NO_OWNER)
            short = clean(row.place, 60) or title
            return FoldTexts(said.name(row, words), short, what, _cannot(head, words), count, owner)
        case FoldKind.TESTS:
            what = words(FloodSay.TESTS, count=count)
            return FoldTexts(title, title, what, words(FloodSay.TESTS_MORE), count, words(FloodSay.TESTS_OWNER))
        case _:
            owner = words(FloodSay.WITHOUT_OWNER, n=fold.waiting) if fold.waiting else words(FloodSay.ALL_OWNED)
            longest = words(FloodSay.LONGEST, time=times.clock(now - fold.since)) if fold.since is not None else ""
            return FoldTexts(title, title, words(FloodSay.FAULTS, n=fold.count), longest, count, owner)


def _cannot(head: OutageHead | None, words: Words) -> str:
    """'5 personer kan inte larma alls, 4 bara via telefon'; what is not known is said too."""
    if head is None:
        return words(FloodSay.WHO_UNKNOWN)
    if not head.no_way and not head.phone_only and not head.unknown:
        return words(FloodSay.ALL_CAN)
    parts = [
        words(FloodSay.NO_WAY, n=head.no_way),
        words(FloodSay.PHONE_ONLY, n=head.phone_only) if head.phone_only else "",
        words(FloodSay.REACH_UNKNOWN, n=head.unknown) if head.unknown else "",
    ]
    return ", ".join(part for part in parts if part)
