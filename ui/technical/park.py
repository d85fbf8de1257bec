"""Deciding a silence: how, for how long, why, and in words what it covers. Nothing is chosen beforehand.

A fault that leaves somebody without a way to call, and whatever a person sent, cannot be silenced: then there is no
panel, and `why_not` says why.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.domain.alarm import Lane
from console.domain.queue import Row
from console.domain.silence import LONGEST, TECHNICAL_CAUSES, SilenceKind, device_about, resident_about
from console.domain.silence_steps import BeginSilence
from ui.technical.board_lines import span
from ui.theme import Look
from ui.widgets.order import stands_after
from ui.widgets.panel import Choices, Panel, line_field
from ui.widgets.parts import column
from ui.widgets.text import SafeLabel
from ui.words import Phrase, Words
from ui.words import fault as said
from ui.words import row as row_words
from ui.words.technical import TechnicalSay as Say

KEY, SLOT = "F10", "park"
"""The key that confirms, and what a draft is kept under: F10 is another panel's in another view."""

LETTERS = "ABCDEF"

KINDS: Mapping[SilenceKind, Phrase] = {
    SilenceKind.SHELVED: Say.SHELVE,
    SilenceKind.TEST_MODE: Say.TEST_MODE,
    SilenceKind.OUT_OF_SERVICE: Say.OUT_OF_SERVICE,
    SilenceKind.BY_DESIGN: Say.BY_DESIGN,
    SilenceKind.ABSENT: Say.ABSENT,
    SilenceKind.NOTICE: Say.NOTICE,
}
"""In the order of their digits."""

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

SPANS: Mapping[SilenceKind, tuple[timedelta, ...]] = {
    SilenceKind.SHELVED: (15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR),
    SilenceKind.TEST_MODE: (30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR),
    SilenceKind.OUT_OF_SERVICE: (8 * HOUR, DAY, 3 * DAY, 7 * DAY, 14 * DAY),
    SilenceKind.BY_DESIGN: (DAY, 7 * DAY, 30 * DAY, 60 * DAY, 90 * DAY),
    SilenceKind.ABSENT: (DAY, 3 * DAY, 7 * DAY, 14 * DAY, 30 * DAY),
    SilenceKind.NOTICE: (8 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY),
}
"""What can be chosen, to the longest that the kind may last (`console.domain.silence.LONGEST`)."""


def why_not(row: Row) -> Phrase | None:
    """Why nothing about this case can be silenced, or None."""
    if row.lane is not Lane.TECHNICAL:
        return Say.NO_PEOPLE
    if row.is_lifted:
        return Say.NO_LIFTED
    return Say.NO_OUTAGE if row.is_outage else None


def kind_refused(kind: SilenceKind, row: Row) -> Phrase | None:
    """Why a kind cannot be had for this fault, or None."""
    if kind is SilenceKind.ABSENT:
        return Say.NOBODY_ABSENT if row.resident is None else None
    is_covered = kind in (SilenceKind.NOTICE, SilenceKind.TEST_MODE) or row.cause in TECHNICAL_CAUSES
    return None if is_covered else Say.NO_COVER


def step_of(kind: SilenceKind, row: Row, reason: str, until: datetime) -> BeginSilence:
    """What the console is asked for. Test mode and absence cover all that they may, the others this fault alone."""
    if kind is SilenceKind.ABSENT and row.resident is not None:
        about = resident_about(row.resident)
    else:
        about = device_about(row.municipality, row.device)
    covers_all = kind in (SilenceKind.TEST_MODE, SilenceKind.ABSENT, SilenceKind.NOTICE)
    return BeginSilence(kind, row.municipality, about, () if covers_all else (row.cause,), reason, until)


@dataclass(frozen=True, slots=True)
class Parked:
    """What was decided."""

    kind: SilenceKind
    span: timedelta
    reason: str


class ParkPanel(Panel):
    """How by a digit, how long by a letter, then the reason; confirmed by the key that opened it."""

    def __init__(
        self, row: Row, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(words(Say.PANEL, what=said.subject(row, words)), KEY, words(Say.SAVE), look, words, parent)
        self.slot_key = SLOT
        self._row = row
        self._now = now
        self._kind: SilenceKind | None = None
        self._span: timedelta | None = None
        self._wide = 3
        self.kinds = Choices([words(say) for say in KINDS.values()], look, columns=self._wide)
        self.kinds.chosen.connect(self._choose_kind)
        self.body.addWidget(self.kinds)
        self._spans_at = column(gap=look.theme.px(6))
        self.body.addLayout(self._spans_at)
        self.spans: Choices | None = None
        self._covers = SafeLabel("", "reason", wraps=True)
        self.body.addWidget(self._covers)
        self.reason = line_field(words(Say.REASON_HINT), words(Say.REASON))
        self.reason.textEdited.connect(lambda _: self.tell(""))
        self._covers.hide()
        beside = column()
        beside.addWidget(self.reason)
        self.end_body(beside)

    def until(self) -> datetime | None:
        """The end as it stands in the panel."""
        return self._now() + self._span if self._span is not None else None

    def confirm(self) -> None:
        words, reason = self.words, self.reason.text().strip()
        if self._kind is None:
            self.tell(words(Say.CHOOSE_KIND))
        elif (no := kind_refused(self._kind, self._row)) is not None:
            self.tell(words(no))
        elif self._span is None:
            self.tell(words(Say.CHOOSE_TIME))
        elif not reason:
            self.tell(words(Say.WRITE_REASON))
            self.reason.setFocus()
        else:
            self.submitted.emit(Parked(self._kind, self._span, reason))

    def has_text(self) -> bool:
        return bool(self.reason.text().strip())

    def fields(self) -> dict[str, str]:
        kind = {} if self._kind is None else {"kind": str(self._kind)}
        length = {} if self._span is None else {"seconds": str(int(self._span.total_seconds()))}
        return {**super().fields(), **kind, **length, "reason": self.reason.text()}

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        self.reason.setText(fields.get("reason", ""))
        kind = next((each for each in KINDS if str(each) == fields.get("kind")), None)
        if kind is None:
            return
        self.kinds.mark(list(KINDS).index(kind))
        self._choose_kind(list(KINDS).index(kind))
        lengths = [str(int(each.total_seconds())) for each in SPANS[kind]]
        if fields.get("seconds") in lengths and self.spans is not None:
            number = lengths.index(fields["seconds"])
            self.spans.mark(number)
            self._choose_span(number)

    def take_focus(self) -> None:
        is_chosen = self._kind is not None and self._span is not None
        (self.reason if is_chosen else self.kinds.rows[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.reason.hasFocus()
        kind = None if is_typing else self.kinds.number_of(event)
        length = None if is_typing or self.spans is None else self.spans.number_of(event)
        if kind is not None:
            self.kinds.choose(kind)
        elif length is not None and self.spans is not None:
            self.spans.choose(length)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not is_typing:
            is_in_spans = self.spans is not None and any(row.hasFocus() for row in self.spans.rows)
            rows = self.spans if self.spans is not None and is_in_spans else self.kinds
            rows.step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _choose_kind(self, number: int) -> None:
        kind = list(KINDS)[number]
        if kind is not self._kind:
            self._span = None
        self._kind = kind
        self._show_spans(kind)
        no = kind_refused(kind, self._row)
        self.tell(self.words(no) if no is not None else "")
        self._show_chosen()

    def _choose_span(self, number: int) -> None:
        assert self._kind is not None, "lengths stand under a kind"
        self._span = SPANS[self._kind][number]
        self.tell("")
        self._show_chosen()
        self.reason.setFocus()

    def _show_spans(self, kind: SilenceKind) -> None:
        """The lengths that this kind may have, the longest marked."""
        words, now = self.words, self._now()
        if self.spans is not None:
            self._spans_at.removeWidget(self.spans)
            self.spans.hide()
            self.spans.deleteLater()
            self.spans = None
        if kind_refused(kind, self._row) is not None:
            return
        texts = [span(each, words) for each in SPANS[kind]]
        more = [
            f"{words(Say.LONGEST)}, {words.moment(now + each, now)}"
            if each == LONGEST[kind]
            else words.moment(now + each, now)
            for each in SPANS[kind]
        ]
        self.spans = Choices(texts, self.look, columns=self._wide, keys=LETTERS, more=more)
        self.spans.chosen.connect(self._choose_span)
        self._spans_at.addWidget(self.spans)
        self.spans.mark(SPANS[kind].index(self._span) if self._span in SPANS[kind] else None)
        stands_after(self.kinds.rows[-1], self.spans)

    def _show_chosen(self) -> None:
        words, kind, until = self.words, self._kind, self.until()
        self._covers.setText(self._covering(kind))
        self._covers.setVisible(kind is not None)
        if kind is None or until is None:
            self.save.rename(words(Say.SAVE))
        else:
            self.save.rename(words(Say.SAVE_TO, kind=words(KINDS[kind]), until=words.moment(until, self._now())))

    def _covering(self, kind: SilenceKind | None) -> str:
        """What it covers, in words."""
        row, words = self._row, self.words
        if kind is None or kind_refused(kind, row) is not None:
            return ""
        device = said.device(row, words)
        device = f"{device[:1].lower()}{device[1:]}"
        if kind is SilenceKind.TEST_MODE:
            return words(Say.COVERS_TEST, device=device)
        if kind is SilenceKind.ABSENT:
            return words(Say.COVERS_ABSENT, name=row_words.name(row, words))
        if kind is SilenceKind.NOTICE:
            return words(Say.COVERS_NOTHING)
        return words(Say.COVERS_FAULT, fault=words.of(row.cause), device=device)
