"""The risk list on paper: black on white, plain text drawn line by line, never through a rich text document.

What is printed leaves the computer: each card has left its trace before it comes here, and each page says what to do
with it afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QTextOption

from console.domain.card import Card
from console.domain.risk import RiskList
from ui.blind.risks import name_of, seen, why
from ui.theme import FALLBACK_FAMILIES, FAMILY
from ui.words import Say, Words
from ui.words.blind import BlindSay
from ui.words.phones import phone
from ui.words.plain import clean

MARGIN_MM = 15.0
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One text on the page, in points; `gap` is the room above it."""

    text: str
    points: float = 10.0
    is_bold: bool = False
    gap: float = 2.0


def paragraphs(risks: RiskList, cards: Sequence[Card], now: datetime, words: Words) -> list[list[Paragraph]]:
    """One block for each person, which is not broken over two pages where it fits on one."""
    by_person = {card.person.id: card for card in cards}
    blocks = []
    for number, risk in enumerate(risks.people, start=1):
        block = [
            Paragraph(f"{number}  {name_of(risk, words)}", 12.5, is_bold=True, gap=12),
            Paragraph(f"{why(risk, words)}. {words.sentence(seen(risk, now, words))}.", is_bold=True),
        ]
        card = by_person.get(risk.person.id)
        if card is not None and not card.person.is_masked:
            block += [Paragraph(text) for text in _told(card, words)]
        else:
            block += [Paragraph(words.of(fact.kind)) for fact in risk.person.facts]
        blocks.append(block)
    return blocks


def _told(card: Card, words: Words) -> list[str]:
    person = card.person
    address = ", ".join(part for part in (person.street, person.apartment, person.city) if part)
    numbers = [f"{words(say)} {phone(each)}" for say, each in ((Say.MOBILE, person.mobile), (Say.PHONE, person.phone))
               if each]  # fmt: skip
    facts = [f"{words.of(fact.kind)}: {fact.detail}" if fact.detail else words.of(fact.kind) for fact in person.facts]
    keys = [person.way_in, words(Say.KEY_AT, place=person.key_location) if person.key_location else ""]
    contacts = [
        ", ".join(part for part in (one.name, one.relation, phone(one.phone), one.available) if part)
        for one in person.contacts
    ]
    lines = [address, ", ".join(numbers), *facts, *keys, *contacts]
    return [clean(line, LONGEST) for line in lines if line]


class Paper:
    """Draws blocks on the pages of a device, and the same head and foot on each."""

    def __init__(self, device: QPagedPaintDevice, title: str, words: Words) -> None:
        self._device = device
        self._title = title
        self._words = words
        self._page = 1
        device.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait,
                        QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM), QPageLayout.Unit.Millimeter)
        )  # fmt: skip

    def draw(self, blocks: Sequence[Sequence[Paragraph]]) -> int:
        """Draws them all, and returns how many pages it took; 0 where the device cannot be drawn on."""
        painter = QPainter()
        if not painter.begin(self._device):
            return 0
        painter.setPen(Qt.GlobalColor.black)
        top, bottom = self._frame(painter)
        at = top
        for block in blocks:
            if at > top and at + sum(self._height(painter, each) for each in block) > bottom:
                at = self._next(painter)
            for each in block:
                height = self._height(painter, each)
                if at > top and at + height > bottom:
                    at = self._next(painter)
                gap = self._points(painter, each.gap)
                painter.setFont(_font(each))
                painter.drawText(QRectF(0, at + gap, self._width(painter), height), each.text, _wrapping())
                at += height
        painter.end()
        return self._page

    def _next(self, painter: QPainter) -> float:
        self._device.newPage()
        self._page += 1
        return self._frame(painter)[0]

    def _frame(self, painter: QPainter) -> tuple[float, float]:
        head = Paragraph(self._title, 11, is_bold=True)
        foot = Paragraph(
            f"{self._words(BlindSay.PRINT_WARNING)} {self._words(BlindSay.PRINT_PAGE, page=self._page)}", 9
        )
        height, low = self._height(painter, head), self._height(painter, foot)
        whole = float(painter.viewport().height())
        for each, top, room in ((head, 0.0, height), (foot, whole - low, low)):
            painter.setFont(_font(each))
            painter.drawText(QRectF(0, top, self._width(painter), room), each.text, _wrapping())
        return height, whole - low

    def _height(self, painter: QPainter, each: Paragraph) -> float:
        painter.setFont(_font(each))
        room = QRectF(0, 0, self._width(painter), 1e6)
        return painter.boundingRect(room, each.text, _wrapping()).height() + self._points(painter, each.gap)

    def _width(self, painter: QPainter) -> float:
        return float(painter.viewport().width())

    def _points(self, painter: QPainter, points: float) -> float:
        return points * painter.device().logicalDpiY() / 72


def _font(each: Paragraph) -> QFont:
    font = QFont([FAMILY, *FALLBACK_FAMILIES])
    font.setPointSizeF(each.points)
    font.setBold(each.is_bold)
    return font


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
