"""The picture of the open look, with what must be known of it on it: mask, clock, age, and that nothing is kept.

It is painted on the window's own surface alone. Whatever else asks for a painting (a grab, a copy, a print) gets a
sentence in its place, unless there is no room before the camera. The frame is held for as long as it is the newest.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import shiboken6
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBackingStore, QColor, QFontMetrics, QImage, QPaintDevice, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from console.domain.picture import RECONNECT_AFTER, Mask
from console.domain.round_rows import OpenLook
from ui.assets import Icon
from ui.rounds.notice import Notice
from ui.rounds.showing_of import OPEN, Newest, Shown, Sight
from ui.theme import COMPACT, Look
from ui.widgets.marks import paint_hatch, paint_icon
from ui.widgets.strokes import fitting
from ui.words import Words
from ui.words.rounds import RoundsSay as Say

TAG, TAG_SIDE = 24, 8
"""Unscaled pixels."""

LEAST_WITH_TAGS = 110
"""Unscaled pixels of height, below which what is told over a picture that stands still has all the room."""

DIMMED = 0.62
"""What a picture that stands still keeps of its light."""

Centre = Qt.AlignmentFlag.AlignCenter

SLOW_AFTER = timedelta(seconds=2)
"""From here on nobody is told that the first picture is due at once."""


class PictureView(QWidget):
    """`show_look` on each change and each new picture; `why` says what there is to do where no camera is open."""

    def __init__(self, look: Look, words: Words, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._now = now
        self._shown = Shown()
        self._why: tuple[str, ...] = ()
        self._image: QImage | None = None
        self._number = 0
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumHeight(look.theme.px(96))

    def show_look(self, shown: Shown, why: tuple[str, ...]) -> None:
        """What stands now. A frame that is not the newest any more is let go."""
        self._shown, self._why = shown, why
        newest = shown.newest if shown.sight in OPEN else None
        if newest is None:
            self._image, self._number = None, 0
        elif self._image is None or newest.frame.number != self._number:
            frame = newest.frame
            form = QImage.Format.Format_RGB888
            self._image = QImage(frame.pixels, frame.width, frame.height, frame.width * 3, form)
            self._number = frame.number
        told = self._told()
        if told != self.accessibleName():
            self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.px(640), self._look.theme.px(510))

    def paintEvent(self, _: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("bg0"))
        shown = self._shown
        if self._image is not None and shown.look is not None:
            if shown.look.is_simulated or self._is_on_screen(painter):
                self._paint_image(painter, self._image)
                self._paint_over(painter)
            else:
                self._paint_sentences(painter, (self._words(Say.NO_COPY),))
        else:
            self._paint_sentences(painter, self._sentences())
        painter.setPen(theme.colour("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _is_on_screen(self, painter: QPainter) -> bool:
        """Whether what is painted goes to the window's own surface: all else is a copy."""
        store: object = self.window().backingStore()
        target = _address(painter.paintEngine().paintDevice())
        return isinstance(store, QBackingStore) and target != 0 and _address(store.paintDevice()) == target

    def _paint_image(self, painter: QPainter, image: QImage) -> None:
        """The whole of it: what lies at the edge of a room counts."""
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        rect = QRect(left, top, size.width(), size.height())
        newest = self._shown.newest
        is_coarse = newest is not None and newest.frame.mask is Mask.SQUARES
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=not is_coarse)
        if self._shown.sight is Sight.LIVE:
            painter.drawImage(rect, image)
            return
        painter.drawImage(rect, image.convertToFormat(QImage.Format.Format_Grayscale8))
        painter.fillRect(rect, QColor(0, 0, 0, round(255 * (1 - DIMMED))))
        step = self._look.theme.px(16)
        paint_hatch(painter, QRectF(rect), QColor(255, 255, 255, 38), step, self._look.theme.px(1.5))

    def _paint_over(self, painter: QPainter) -> None:
        """The tags, and what stands over a picture that is not live."""
        shown, newest = self._shown, self._shown.newest
        if shown.look is None or newest is None:
            return
        is_live, at = shown.sight is Sight.LIVE, self._now() - newest.age
        if is_live or self.height() >= self._look.theme.px(LEAST_WITH_TAGS):
            self._paint_tags(painter, shown.look, newest, is_live=is_live)
        if shown.sight is Sight.FROZEN:
            self._paint_frozen(painter, at, newest.age)
        elif shown.sight is Sight.LOST:
            Notice(self._look.theme, self.size()).paint(painter, self._words(Say.LOST), self._lost(), None)

    def _paint_tags(self, painter: QPainter, look: OpenLook, newest: Newest, *, is_live: bool) -> None:
        words, at = self._words, self._now() - newest.age
        clock = tenths(at, words)
        mask = words(Say.MASKED, mask=words.of(look.mask))
        is_bare = newest.frame.mask is Mask.NONE
        self._paint_tag(painter, words(Say.UNMASKED) if is_bare else mask, icon=Icon.SIGHT_PROVEN, is_strong=is_bare)
        stood = words(Say.CLOCK_STOOD, time=clock)
        self._paint_tag(painter, clock if is_live else stood, is_right=True, is_strong=is_live, is_dashed=not is_live)
        age = age_of(newest.age, words)
        self._paint_tag(painter, words(Say.PICTURE_AGE, age=age), is_low=True, is_strong=not is_live)
        self._paint_tag(painter, words(Say.NOT_KEPT), is_low=True, is_right=True)

    def _paint_frozen(self, painter: QPainter, at: datetime, age: timedelta) -> None:
        words, limit = self._words, RECONNECT_AFTER
        left = max(0, round((limit - age).total_seconds()))
        lines = (
            words(Say.FROZEN_FROM, time=words.time(at, seconds=True)),
            words(Say.FROZEN_THEN, left=left, limit=round(limit.total_seconds())),
        )  # fmt: skip
        Notice(self._look.theme, self.size()).paint(
            painter, words(Say.FROZEN, age=int(age.total_seconds())), lines, age / limit
        )

    def _paint_tag(
        self, painter: QPainter, text: str, *, icon: Icon | None = None, is_right: bool = False, is_low: bool = False,
        is_strong: bool = False, is_dashed: bool = False,
    ) -> None:  # fmt: skip
        """One of the four, in its corner; as much of the text as fits beside its neighbour."""
        theme, px = self._look.theme, self._look.theme.px
        font = theme.font(10, 700 if is_strong else 500, tabular=True)
        side, high, inset = px(TAG_SIDE), px(TAG), px(12 if theme.density is not COMPACT else 6)
        mark = px(16) + px(6) if icon is not None else 0
        room = (self.width() - 3 * inset) // 2 - mark - 2 * side
        metrics = QFontMetrics(font)
        text = metrics.elidedText(fitting((text,), font, room), Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(text) + mark + 2 * side
        left = self.width() - inset - width if is_right else inset
        box = QRect(left, self.height() - inset - high if is_low else inset, width, high)
        painter.fillRect(box, theme.colour("bg0"))
        if is_dashed:
            painter.setPen(QPen(theme.colour("tx1"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        if icon is not None:
            middle = QRect(box.left() + side, box.center().y() - px(8) + 1, px(16), px(16))
            paint_icon(painter, middle, icon, theme.colour("tx2"), self.devicePixelRatioF())
        painter.setFont(font)
        painter.setPen(theme.colour("tx1"))
        painter.drawText(box.adjusted(side + mark, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_sentences(self, painter: QPainter, lines: tuple[str, ...]) -> None:
        """An honest empty picture: what is, and what there is to do."""
        theme, px = self._look.theme, self._look.theme.px
        painter.fillRect(self.rect(), theme.colour("bg2"))
        if self._shown.sight is Sight.COMING:
            self._paint_waiting(painter)
        width = self.width() - px(48)
        fonts = [theme.font(13 if number == 0 else 11, 600 if number == 0 else 400) for number in range(len(lines))]
        high = [
            Notice(theme, self.size()).height_of(text, font, width) for text, font in zip(lines, fonts, strict=True)
        ]
        top = (self.height() - sum(high) - px(8) * (len(lines) - 1)) // 2
        for number, (text, font) in enumerate(zip(lines, fonts, strict=True)):
            painter.setFont(font)
            painter.setPen(theme.colour("tx1" if number == 0 else "tx2"))
            rect = QRect(px(24), top, width, high[number])
            painter.drawText(rect, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, text)
            top += high[number] + px(8)

    def _paint_waiting(self, painter: QPainter) -> None:
        """A dashed frame: a picture is expected and not there."""
        theme = self._look.theme
        painter.setPen(QPen(theme.colour("edge"), 1, Qt.PenStyle.DashLine))
        inset = QPointF(theme.px(12), theme.px(12))
        painter.drawRect(QRectF(self.rect()).adjusted(inset.x(), inset.y(), -inset.x(), -inset.y()))

    def _sentences(self) -> tuple[str, ...]:
        words, sight = self._words, self._shown.sight
        look = self._shown.look
        if sight is Sight.COMING:
            is_slow = look is not None and self._now() - look.opened_at > SLOW_AFTER
            return words(Say.CONNECTING), words(Say.CONNECTING_SLOW if is_slow else Say.CONNECTING_HOW)
        if sight is Sight.LOST:
            return words(Say.LOST), *self._lost()
        if sight is Sight.PAUSED:
            return words(Say.IS_PAUSED), words(Say.PAUSED_HOW)
        if sight is Sight.SHUT:
            is_seen = look is not None and look.is_seen
            return words(Say.SHUT), words(Say.SHUT_SEEN if is_seen else Say.SHUT_UNSEEN)
        return self._why

    def _lost(self) -> tuple[str, ...]:
        words, newest = self._words, self._shown.newest
        if newest is None:
            return words(Say.LOST_NEVER), words(Say.LOST_THEN)
        since = words.time(self._now() - newest.age, seconds=True)
        return words(Say.LOST_SINCE, time=since), words(Say.LOST_THEN)

    def _told(self) -> str:
        """The state and never the content."""
        words, sight, look = self._words, self._shown.sight, self._shown.look
        if sight is Sight.LIVE and look is not None:
            is_bare = look.mask is Mask.NONE
            return ", ".join(
                (
                    words(Say.SPOKEN_LIVE),
                    words(Say.UNMASKED) if is_bare else words(Say.MASKED, mask=words.of(look.mask)),
                    words(Say.NOT_KEPT),
                )
            )
        if sight is Sight.FROZEN:
            return words(Say.SPOKEN_FROZEN)
        return ". ".join(text.rstrip(".") for text in self._sentences())


def tenths(at: datetime, words: Words) -> str:
    """'01:38:11,6': with tenths, so that one sees it run."""
    mark = "," if words.language == "sv" else "."
    return f"{words.time(at, seconds=True)}{mark}{at.microsecond // 100_000}"


def age_of(age: timedelta, words: Words) -> str:
    """'0,3'."""
    text = f"{max(0.0, age.total_seconds()):.1f}"
    return text.replace(".", ",") if words.language == "sv" else text


def _address(surface: QPaintDevice | None) -> int:
    """Where Qt keeps what is painted on; 0 for nothing. Two objects of Python may stand for the same."""
    found = shiboken6.getCppPointer(surface) if surface is not None else ()
    return int(found[0]) if found else 0
