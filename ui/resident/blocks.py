"""What the blocks of the resident card are made of: a title, lines with two ends, a device with its sign of life.

Everything wraps and nothing is elided; foreign text goes through `SafeLabel`. What depends on the time has `step`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from console.domain.alarm import DeviceKind
from console.domain.card import Card
from console.domain.device_line import DeviceLine
from console.domain.journal import CaseSummary
from console.domain.reach import Reach, is_silent, reach_of
from ui.assets import Icon
from ui.theme import Look
from ui.widgets.parts import IconView, column, line, rule
from ui.widgets.tags import Certainty, Tag
from ui.widgets.text import SafeLabel
from ui.words import Say, Words
from ui.words.plain import clean
from ui.words.reach import last_test, tell

DEVICE_ICONS: dict[DeviceKind, Icon] = {
    DeviceKind.PERSONAL_ALARM: Icon.WATCH,
    DeviceKind.TELEPHONE_ALARM: Icon.DESK_PHONE,
    DeviceKind.MOBILE_ALARM: Icon.POSITION,
    DeviceKind.TABLET: Icon.VIDEO,
    DeviceKind.TRACKER: Icon.POSITION,
    DeviceKind.FALL_DETECTOR: Icon.FALL,
    DeviceKind.BED_SENSOR: Icon.BED,
    DeviceKind.DOOR_ALARM: Icon.DOOR,
    DeviceKind.SMOKE_DETECTOR: Icon.SMOKE,
    DeviceKind.MEDICATION_DISPENSER: Icon.MEDICATION,
    DeviceKind.ROOM_CALL: Icon.ROOM,
    DeviceKind.CAMERA: Icon.VIDEO,
    DeviceKind.LOCK: Icon.DIGITAL_LOCK,
    DeviceKind.KEY_CABINET: Icon.KEY,
    DeviceKind.HUB: Icon.LINK,
    DeviceKind.BROADBAND_LINE: Icon.LINK,
}
"""Those that have a drawing of their own; the rest are sensors. The word stands beside it."""

LOW_BATTERY = 20
"""Percent; from here down the value is written bold."""

RIGHT_END = 150
"""Unscaled pixels that a right end may take before it wraps."""


@dataclass(frozen=True, slots=True)
class Making:
    """What blocks are made with: `outcomes` are the labels of outcomes by code, `now` aware UTC.

    `earlier` is the longer history once it has been fetched, at most `earlier_most` cases. `is_whole` says that also
    what is missing is told; `most` is how many contacts and devices are shown.
    """

    look: Look
    words: Words
    now: datetime
    outcomes: Mapping[str, str]
    earlier: tuple[CaseSummary, ...] | None
    earlier_most: int
    is_whole: bool
    most: int


def yielding(text: str, looks_like: str = "table", longest: int = 300) -> SafeLabel:
    """A label that wraps and takes the width that it gets, however long its words are."""
    label = SafeLabel(text, looks_like, wraps=True, longest=longest)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return label


def ends(
    first: str, second: str, look: Look, *, first_look: str = "table", second_look: str = "table2",
    room: int = RIGHT_END,
) -> QWidget:  # fmt: skip
    """A line with a text at the left and one at the right, which wraps where it needs more than `room`."""
    box = QWidget()
    layout = line(box, gap=look.theme.px(12))
    layout.addWidget(yielding(first, first_look), 1)
    if second:
        most = look.theme.px(room)
        shown = clean(second, 200)
        is_long = QFontMetrics(look.theme.font(10.5)).horizontalAdvance(shown) > most
        right = SafeLabel(shown, second_look, wraps=is_long)
        right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if is_long:
            right.setFixedWidth(most)
        layout.addWidget(right)
    return box


class Block(QWidget):
    """A title over lines; a screen reader hears the title as the name of the group."""

    def __init__(self, title: str, look: Look, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = look.theme.px
        self._look = look
        self.setAccessibleName(title)
        self.lines: QVBoxLayout = column(self, margins=(px(16), px(11), px(16), px(11)), gap=px(5))
        if title:
            head = line(gap=px(8))
            head.addWidget(SafeLabel(title, "section"), 1)
            if caption:
                head.addWidget(SafeLabel(caption, "caption"))
            self.lines.addLayout(head)

    def add(self, widget: QWidget) -> None:
        """One more line."""
        self.lines.addWidget(widget)

    def say(self, text: str, looks_like: str = "table", longest: int = 1000) -> None:
        """One more line of plain text."""
        self.add(yielding(text, looks_like, longest))

    def ends(self, first: str, second: str, first_look: str = "table", second_look: str = "table2") -> None:
        """One more line with two ends."""
        self.add(ends(first, second, self._look, first_look=first_look, second_look=second_look))

    def step(self, now: datetime) -> None:
        """Time has passed: what tells how long ago is told anew."""
        for each in self.findChildren(DeviceRow):
            each.step(now)
        for view in self.findChildren(ReachView):
            view.step(now)


class DeviceRow(QWidget):
    """A device, its battery, and how long ago it gave a sign of life. An old one is dashed, none is hatched."""

    def __init__(self, each: DeviceLine, making: Making, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._words = each, making.words
        layout = line(self, gap=making.look.theme.px(8))
        icon = DEVICE_ICONS.get(each.device.kind, Icon.SENSOR)
        layout.addWidget(IconView(icon, making.look, 18), 0, Qt.AlignmentFlag.AlignTop)
        name = ", ".join(part for part in (self._words.of(each.device.kind), clean(each.device.place, 60)) if part)
        layout.addWidget(yielding(name), 1)
        battery = each.sign.battery_percent if each.sign is not None else None
        is_low = battery is not None and battery <= LOW_BATTERY
        self.tag = Tag(making.look, "status" if is_low else "table2")
        layout.addWidget(self.tag, 0, Qt.AlignmentFlag.AlignTop)
        self.step(making.now)

    def step(self, now: datetime) -> None:
        sign, words = self._line.sign, self._words
        if sign is None:
            self.tag.tell(words(Say.NO_SIGN), Certainty.UNKNOWN)
            return
        parts = [words(Say.BATTERY, percent=sign.battery_percent)] if sign.battery_percent is not None else []
        if sign.has_mains is False:
            parts.append(words(Say.MAINS_OUT))
        parts.append(words(Say.AGO, time=words.duration(now - sign.at)))
        self.tag.tell(", ".join(parts), Certainty.OLD if is_silent(self._line, now) else Certainty.CERTAIN)


class ReachView(QWidget):
    """Whether an alarm can be raised now: the answer first, then why. What is not known is hatched."""

    def __init__(self, card: Card, making: Making, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card, self._words = card, making.words
        px = making.look.theme.px
        texts = column(self, gap=px(4))
        first = line(gap=px(6))
        self.answer = Tag(making.look, "strong")
        self.answer.setAlignment(Qt.AlignmentFlag.AlignLeft)
        first.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignTop)
        self.why = yielding("", "table")
        first.addWidget(self.why, 1)
        texts.addLayout(first)
        self.others = yielding("", "reason")
        texts.addWidget(self.others)
        self.step(making.now)

    def step(self, now: datetime) -> None:
        found = reach_of(self._card.devices, now, self._card.conditions)
        told = tell(found, last_test(self._card.history), now, self._words)
        unknown = found.reach is Reach.UNKNOWN
        self.answer.tell(told.answer, Certainty.UNKNOWN if unknown else Certainty.CERTAIN)
        self.why.setText(told.why)
        self.others.setText("\n".join(told.others))
        self.others.setVisible(bool(told.others))


def separated(layout: QVBoxLayout, block: Block) -> None:
    """Puts a block under what is there, with a hairline between."""
    if layout.count():
        layout.addWidget(rule())
    layout.addWidget(block)
