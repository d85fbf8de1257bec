"""The blind view: what is known link by link, the routine, what is not sent, and whom to look to first.

Everything here comes from this computer: it works without the network.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.domain.link import LinkFact
from console.domain.routine import Deed, Routine
from console.domain.sight import CANARY_EVERY
from console.domain.unsent import UnsentKind
from console.services.screen import Unsent
from ui.blind.known import KnownLine, known
from ui.blind.risks import RiskColumn
from ui.sight import ROUNDS_KEPT, Seen
from ui.theme import Look
from ui.widgets.marks import paint_canary
from ui.widgets.parts import IconView, KeyCap, clear, column, ground, line, rule
from ui.widgets.scroll import ScrollBox
from ui.widgets.text import SafeLabel
from ui.words import Words
from ui.words.blind import BlindSay as Say

DEED_KEYS: Mapping[Deed, str] = {Deed.CALL_RESERVE: "F5"}
"""Which steps of a routine have a key; the others are done by people, with what stands on the screen."""


class BlindView(QWidget):
    """`refresh` each second; the risk list is shown when it has been fetched."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._lines: tuple[KnownLine, ...] = ()
        self._routine: tuple[Routine, str, str] | None = None
        ground(self, "bg1")
        px = look.theme.px
        outer = line(self)
        scroll = ScrollBox(words(Say.TITLE), look)
        page = ground(QWidget(), "bg1")
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        outer.addWidget(rule(is_upright=True))
        self.risks = RiskColumn(look, words)
        outer.addWidget(self.risks)
        body = column(page)
        head = column(margins=(px(20), px(18), px(20), px(14)), gap=px(4))
        head.addWidget(SafeLabel(words(Say.TITLE), "big"))
        self._proof = SafeLabel("", "second", wraps=True)
        head.addWidget(self._proof)
        self._strip = Strip(look, words, now)
        head.addSpacing(px(6))
        head.addWidget(self._strip)
        body.addLayout(head)
        body.addWidget(rule())
        self._links = self._part(body)
        self._steps = self._part(body)
        self._outbox = self._part(body)
        body.addStretch(1)

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.risks.setFixedWidth(self._look.theme.px(self._look.theme.density.right_width))

    def refresh(self, seen: Seen, ticks: Sequence[bool], links: Sequence[LinkFact], unsent: Sequence[Unsent]) -> None:
        """What is true now."""
        words, now = self._words, self._now()
        every = round(CANARY_EVERY.total_seconds())
        if seen.since is None:
            self._proof.setText(words(Say.PROOF_NONE, seconds=every))
        else:
            self._proof.setText(words(Say.PROOF, seconds=every, last=words.time(seen.since, seconds=True)))
        self._strip.show_ticks(ticks)
        lines = tuple(known(fact, now, words) for fact in links)
        if lines != self._lines:
            self._lines = lines
            clear(self._links)
            for each in lines:
                self._links.addWidget(self._link(each))
                self._links.addWidget(rule())
        self._show_unsent(tuple(each for each in unsent if each.count), now)

    def show_routine(self, routine: Routine, centre: str, since: datetime | None) -> None:
        """The centre's routine, with its name and the moment of the last proof in it."""
        words, px = self._words, self._look.theme.px
        time = words.time(since) if since else words.time(self._now())
        if (routine, centre, time) == self._routine:
            return
        self._routine = (routine, centre, time)
        clear(self._steps)
        head = line(margins=(px(20), px(14), px(20), px(6)))
        title = words(Say.ROUTINE, id=routine.id, title=routine.title, version=routine.version)
        head.addWidget(SafeLabel(title, "section", wraps=True), 1)
        head.addWidget(SafeLabel(words(Say.ROUTINE_SHIPPED if routine.complaint else Say.ROUTINE_LOCAL), "caption"))
        self._steps.addLayout(head)
        for number, step in enumerate(routine.steps, start=1):
            each = line(margins=(px(20), px(7), px(20), px(7)), gap=px(14))
            place = SafeLabel(str(number), "age")
            place.setMinimumWidth(px(18))
            each.addWidget(place)
            each.addWidget(SafeLabel(step.told(centre, time), "body", wraps=True), 1)
            key = DEED_KEYS.get(step.deed, "") if step.deed is not None else ""
            if key:
                each.addWidget(KeyCap(key, self._look))
            self._steps.addLayout(each)
        self._steps.addSpacing(px(8))
        self._steps.addWidget(rule())

    def _show_unsent(self, unsent: tuple[Unsent, ...], now: datetime) -> None:
        words, px = self._words, self._look.theme.px
        clear(self._outbox)
        box = column(margins=(px(20), px(12), px(20), px(12)), gap=px(4))
        box.addWidget(SafeLabel(words(Say.OUTBOX), "section"))
        if not unsent:
            box.addWidget(SafeLabel(words(Say.NOTHING_UNSENT), "second"))
        for each in unsent:
            told = line(gap=px(8))
            told.addWidget(SafeLabel(words(Say.UNSENT, n=each.count), "strong"))
            told.addWidget(SafeLabel(_what(each.kind, each.since, now, words), "second"), 1)
            box.addLayout(told)
        if unsent:
            box.addWidget(SafeLabel(words(Say.UNSENT_ORDER), "reason", wraps=True))
        self._outbox.addLayout(box)

    def _link(self, shown: KnownLine) -> QWidget:
        px = self._look.theme.px
        row = QWidget()
        row.setAccessibleName(f"{shown.what}: {shown.how}")
        layout = line(row, margins=(px(20), px(10), px(20), px(10)), gap=px(14))
        layout.addWidget(IconView(shown.icon, self._look, 20, "tx1" if shown.is_news else "tx2"))
        layout.addWidget(SafeLabel(shown.what, "strong" if shown.is_news else "second", wraps=True), 1)
        layout.addWidget(SafeLabel(shown.how, "strong" if shown.is_news else "second", wraps=True), 1)
        return row

    def _part(self, body: QVBoxLayout) -> QVBoxLayout:
        part = column()
        body.addLayout(part)
        return part


def _what(kind: UnsentKind, since: datetime | None, now: datetime, words: Words) -> str:
    if since is None:
        return words.of(kind)
    return words(Say.UNSENT_WHAT, kind=words.of(kind), time=words.moment(since, now))


class Strip(QWidget):
    """The canary's strip, large: a tick for each round that came, a dash for each that did not, and since when."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._ticks: tuple[bool, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ticks(self, ticks: Sequence[bool]) -> None:
        self._ticks = (False,) * (ROUNDS_KEPT - len(ticks)) + tuple(ticks)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(240), self._look.theme.px(58))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        paint_canary(painter, QRectF(0, px(2), self.width(), px(30)), self._ticks, theme)
        painter.setFont(theme.font(10, tabular=True))
        painter.setPen(theme.colour("tx2"))
        below = QRectF(0, px(36), self.width(), px(20))
        began = self._now() - CANARY_EVERY * len(self._ticks)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._words.time(began, seconds=True))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self._words(Say.NOW))
        painter.end()
