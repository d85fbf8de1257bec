"""What is at hand in the round: the open look as it stands at this moment, the chosen row, what comes next, and the
words that go with it. It asks for the newest picture and keeps that one alone.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from console.domain.ids import LookId
from console.domain.round_rows import OpenLook, RoundBoard, RoundRow, next_of
from ui.office import Office
from ui.round_keys import RoundKeys, outcome_keys
from ui.rounds import round_lines as said
from ui.rounds.look_page import PageShown
from ui.rounds.showing_of import OPEN, Newest, Shown, Sight, sight_of
from ui.rounds.view import RoundShown
from ui.standing import Standing
from ui.words import Words
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say

SAID_IN_LIST = {
    Sight.COMING: Say.OPEN_HERE, Sight.LIVE: Say.OPEN_HERE, Sight.FROZEN: Say.HERE_FROZEN, Sight.LOST: Say.HERE_LOST,
    Sight.PAUSED: Say.PAUSED_HERE, Sight.SHUT: Say.CLOSED_HERE,
}  # fmt: skip


class RoundHand:
    """Reads what stands. `monotonic` in seconds."""

    def __init__(
        self, office: Office, standing: Standing, words: Words, now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:  # fmt: skip
        self._office = office
        self._standing = standing
        self._words = words
        self._now = now
        self._monotonic = monotonic
        self._newest: Newest | None = None
        self._timed: tuple[OpenLook | None, float] = (None, 0.0)
        self.notes: dict[LookId, str] = {}
        self.paused_at: datetime | None = None
        self.for_alarm = False

    @property
    def board(self) -> RoundBoard | None:
        return self._standing.round

    @property
    def look(self) -> OpenLook | None:
        return self._standing.look

    def sit(self) -> None:
        """Another operator, or nobody."""
        self._newest, self.paused_at, self.for_alarm = None, None, False
        self.notes.clear()

    def told(self) -> OpenLook | None:
        """The look may be another, or stand otherwise: its time is counted from here. Returns what was told before."""
        before = self._timed[0]
        if self.look is not before:
            self._timed = (self.look, self._monotonic())
        if self.sight() not in OPEN:
            self._newest = None
        return before

    def poll(self) -> None:
        """The newest picture, while a camera is open."""
        found = self._office.picture() if self.sight() in OPEN else None
        self._newest = Newest(*found) if found is not None else None

    def forget_picture(self) -> None:
        """The screen shows something else."""
        self._newest = None

    def sight(self) -> Sight:
        """What may be said of the picture now."""
        return sight_of(self.look, self._newest)

    def shown(self) -> Shown:
        """The look at hand. Its time runs while its picture lives, as the console counts it."""
        look, sight = self.look, self.sight()
        left = look.left if look is not None else None
        if look is not None and left is not None and sight is Sight.LIVE and look is self._timed[0]:
            left = max(timedelta(0), left - timedelta(seconds=self._monotonic() - self._timed[1]))
        return Shown(look, sight, self._newest, left, self.for_alarm)

    def following(self) -> RoundRow | None:
        """What F9 opens."""
        board, look = self.board, self.look
        if board is None:
            return None
        at_hand = look.row.look if look is not None else None
        return next_of(board.looks, self._now(), but=at_hand)

    def keys(
        self, row: RoundRow | None, *, has_panel: bool, has_report: bool, why_unsigned: Say | None = None
    ) -> RoundKeys:
        """What the keys are told from. `row` is the chosen one."""
        return RoundKeys(
            self.board is not None, self.look, self.sight(), row, self.following(), self._now(),
            is_paused=self.paused_at is not None, has_panel=has_panel, has_report=has_report,
            why_unsigned=why_unsigned,
        )  # fmt: skip

    def page(self, row: RoundRow | None) -> PageShown:
        """The middle of the view."""
        shown = self.shown()
        title, keys = outcome_keys(self.keys(row, has_panel=False, has_report=False), self._words)
        at_hand = shown.look.row if shown.look is not None else row
        note = self.notes.get(at_hand.look, "") if at_hand is not None else ""
        why = self._why(row) if shown.look is None else ()
        return PageShown(at_hand, shown, why, title, keys, note)

    def all(self, row: RoundRow | None) -> RoundShown:
        """All that the view shows."""
        page = self.page(row)
        look, sight, words = page.shown.look, page.shown.sight, self._words
        here = (look.row.look, words(SAID_IN_LIST[sight])) if look is not None and sight in SAID_IN_LIST else None
        opened = ""
        if look is not None and look.is_outside:
            opened = words(Say.OPENED_OUTSIDE, reason=clean(look.reason, 200))
        elif look is not None:
            opened = words(Say.OPENED_BY, time=words.time(look.opened_at, seconds=True))
        return RoundShown(self.board, self.following(), page, opened, here, sight in OPEN, self.paused_at)

    def target(self, row: RoundRow | None) -> RoundRow | None:
        """Whose look an outcome or a note is about."""
        return self.look.row if self.look is not None else row

    def urgent(self) -> int:
        """How many looks somebody ought to do something about."""
        return said.urgent_of(self.board, self._now()) if self.board is not None else 0

    def _why(self, row: RoundRow | None) -> tuple[str, ...]:
        """What there is to do where no camera is open."""
        words, found = self._words, self.following()
        lines = [words(Say.NONE_OPEN)]
        if self.paused_at is not None:
            return (*lines, words(Say.ROUND_PAUSED))
        is_other = row is not None and (found is None or found.look != row.look)
        closed = said.why_closed(row, self._now()) if row is not None and is_other else None
        if row is not None and closed is Say.TOO_EARLY:
            lines.append(words(Say.OPENS_AT, name=said.name(row, words), time=words.time(row.opens_at)))
        elif row is not None and is_other and closed is None:
            lines.append(words(Say.NONE_OPEN_CHOSEN, name=said.name(row, words)))
        next_name = said.name(found, words) if found is not None else ""
        lines.append(words(Say.NONE_OPEN_NEXT, name=next_name) if found is not None else words(Say.NONE_OPEN_NOTHING))
        return tuple(lines)
