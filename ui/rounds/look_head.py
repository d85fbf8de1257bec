"""Over the picture: whose look it is, by what right, what must be known, and how long the camera is still open."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.look import LookFor
from console.domain.round_rows import RoundRow
from console.domain.supervision import LOOK_LASTS
from ui.rounds import round_lines as said
from ui.rounds.showing_of import Shown, Sight
from ui.theme import COMPACT, Look
from ui.widgets.parts import column, line
from ui.widgets.text import SafeLabel
from ui.words import Words, times
from ui.words.plain import clean
from ui.words.rounds import RoundsSay as Say

RING, RING_COMPACT, RING_SMALL = 84, 56, 40
"""Unscaled pixels."""

FAR = timedelta(days=300)
"""A day so far off is told with its year."""


class Ring(QWidget):
    """The seconds that are left, as a number and as a part of the whole."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._left: timedelta | None = None
        self._is_running = False
        self._is_small = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_left(self, left: timedelta | None, *, is_running: bool, told: str) -> None:
        """None: there is no time that runs."""
        self.setAccessibleName(told)
        if (left, is_running) != (self._left, self._is_running):
            self._left, self._is_running = left, is_running
            self.update()

    def set_small(self, *, is_small: bool) -> None:
        """As high as two lines of text."""
        self._is_small = is_small
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        side = theme.px(RING_SMALL if self._is_small else RING_COMPACT if theme.density is COMPACT else RING)
        return QSize(side, side)

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = theme.px(3 if self._is_small else 6)
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setPen(QPen(theme.colour("track"), width))
        painter.drawEllipse(box)
        if self._left is not None:
            part = min(1.0, max(0.0, self._left / LOOK_LASTS))
            cap = Qt.PenCapStyle.FlatCap
            painter.setPen(QPen(theme.colour("tx1" if self._is_running else "tx3"), width, c=cap))
            painter.drawArc(box, 90 * 16, -round(part * 360 * 16))
            painter.setPen(theme.colour("tx1"))
            painter.setFont(theme.font(17 if self.height() >= theme.px(RING) else 12, 700, tabular=True))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, seconds(self._left))
        painter.end()


def seconds(left: timedelta) -> str:
    """Whole seconds, rounded up: it never says less than there is."""
    return str(-(-int(left.total_seconds() * 1000) // 1000))


class LookHead(QWidget):
    """Name, age and place; the decision in one line; the note; the ring."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        px, is_compact = look.theme.px, look.theme.density is COMPACT
        layout = line(self, gap=px(14))
        texts = column(gap=px(1 if is_compact else 3))
        top = line(gap=px(10))
        self._name = SafeLabel("", "name" if not is_compact else "title", wraps=True)
        self._beside = SafeLabel("", "age")
        self._beside.setContentsMargins(0, 0, 0, px(3 if not is_compact else 1))
        top.addWidget(self._name)
        top.addWidget(self._beside, 1, Qt.AlignmentFlag.AlignBottom)
        self._right = SafeLabel("", "second" if not is_compact else "reason", wraps=True)
        self._note = SafeLabel("", "second" if not is_compact else "reason", wraps=True)
        texts.addLayout(top)
        texts.addWidget(self._right)
        texts.addWidget(self._note)
        texts.addStretch(1)
        self._state = SafeLabel("", "reason")
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.ring = Ring(look)
        layout.addLayout(texts, 1)
        layout.addWidget(self._state)
        layout.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)

    def show_row(self, row: RoundRow | None, shown: Shown) -> None:
        """The look at hand, or the chosen one."""
        words = self._words
        self._name.setText(said.name(row, words) if row is not None else words(Say.LOOK))
        self._beside.setText(self._age_place(row) if row is not None else "")
        is_for_case = shown.look is not None and shown.look.purpose is LookFor.CASE
        self._right.setText(by_right(row, self._now(), words, is_for_case=is_for_case) if row is not None else "")
        note = words(Say.IMPORTANT, note=clean(row.note, 300)) if row is not None and row.note else ""
        self._note.setText(note)
        self._note.setVisible(bool(note))
        state = {
            Sight.COMING: Say.WAITS, Sight.LIVE: Say.CLOSES, Sight.FROZEN: Say.PAUSED_FROZEN, Sight.LOST: Say.WAITS,
            Sight.PAUSED: Say.PAUSED_ALARM if shown.for_alarm else Say.PAUSED, Sight.SHUT: Say.CLOSED,
        }.get(shown.sight)  # fmt: skip
        text = words(state) if state is not None else ""
        self._state.setText(text)
        left = shown.left
        told = " ".join(text.split())
        if left is not None:
            told = f"{words(Say.SECONDS_LEFT, n=int(seconds(left)))}, {told}"
        self.ring.show_left(left, is_running=shown.sight is Sight.LIVE, told=told)
        self.ring.setVisible(shown.sight is not Sight.NONE)

    def fit(self, *, is_tight: bool) -> None:
        """Where there is next to no room the name, the note and the ring stay."""
        self._right.setVisible(not is_tight)
        self._state.setVisible(not is_tight)
        self.ring.set_small(is_small=is_tight)

    def _age_place(self, row: RoundRow) -> str:
        where = said.beside_name(row)
        if row.person is None or row.person.age is None or row.person.is_masked:
            return where
        return self._words(Say.AGE_PLACE, age=row.person.age, place=where)


def by_right(row: RoundRow, now: datetime, words: Words, *, is_for_case: bool = False) -> str:
    """Which look of the night it is, when, and by what decision and consent; or that it is none of the round's."""
    is_by_clock = row.begins_at == row.ends_at
    when = words(Say.BY_CLOCK, time=words.time(row.begins_at))
    if not is_by_clock:
        when = words(Say.WINDOW, span=f"{words.time(row.begins_at)}–{words.time(row.ends_at)}")
    number = words(Say.LOOK_OF, number=row.number, count=row.count)
    parts = [words(Say.OUTSIDE) if is_for_case else f"{number}, {when}"]
    today = now.astimezone(words.zone).date()
    if row.valid_until is not None:
        parts.append(words(Say.DECIDED_TO, day=day(row.valid_until, today, words)))
    if row.consent_on is not None:
        parts.append(words(Say.CONSENT, day=day(row.consent_on, today, words)))
    return " · ".join(parts)


def day(of: date, today: date, words: Words) -> str:
    """'31 mars', '14 sep', and with its year where that is far off."""
    month = times.MONTHS[words.language][of.month - 1]
    text = f"{of.day} {month if len(month) <= 4 else month[:3]}"
    return f"{text} {of.year}" if abs(of - today) > FAR else text
