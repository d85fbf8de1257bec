"""The room of the picture: the engine's surface with labels over it, or the card in its place.

The surface belongs to whoever owns the engine; it is only taken in here, and given back. It is covered and not hidden
where nobody is seen, for a page that is hidden may be slowed down.
"""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.assets import Icon
from ui.call.card import CallCard
from ui.call.showing_of import CallShown, Scene
from ui.call.tag import OverTag
from ui.theme import COMPACT, Look
from ui.widgets.level import LevelMeter
from ui.widgets.parts import ground
from ui.widgets.speak import speak_through
from ui.words import Words
from ui.words.call import CallSay as Say

INSET = 12
"""Unscaled pixels from the edge to the labels, and to the own picture that the surface draws in its corner."""

TAGS = 3

LEAST = 72
"""Unscaled pixels of height."""


class PictureRoom(QWidget):
    """Shows what it is told."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._surface: QWidget | None = None
        self._scene = Scene.NOTHING
        self._said = ""
        self._speak = speak_through(self)
        ground(self, "bg0")
        self.card = CallCard(look, self)
        self.left = tuple(OverTag(look, self, is_strong=number == 0) for number in range(TAGS))
        self.right = tuple(OverTag(look, self) for _ in range(TAGS))
        self.meter = LevelMeter(look, words, words(Say.VOICE_OTHER))
        self.voice = OverTag(look, self, icon=Icon.MICROPHONE, after=self.meter)
        self.own = OverTag(look, self)
        self.setMinimumHeight(look.theme.px(LEAST))

    def take_in(self, surface: QWidget) -> None:
        """The engine's surface stands here from now on."""
        self._surface = surface
        surface.setParent(self)
        surface.setGeometry(self.rect())
        surface.lower()
        surface.show()

    def let_go(self) -> None:
        """It stands elsewhere now."""
        self._surface = None

    def show_call(self, shown: CallShown) -> None:
        """What holds now. Another state is said aloud."""
        is_picture = shown.scene is Scene.PICTURE and self._surface is not None
        self.card.show_call(shown)
        self.card.setVisible(not is_picture)
        for tags, texts in ((self.left, shown.tags), (self.right, shown.tags_right)):
            for number, tag in enumerate(tags):
                tag.tell(texts[number] if number < len(texts) else "")
        has_level = shown.level is not None
        self.voice.tell(shown.voice if has_level else "")
        self.meter.show_level(shown.level or 0.0, is_heard=shown.is_heard, name=shown.voice)
        self.own.tell(self._words(Say.YOU) if is_picture and shown.shows_self else "")
        state = ", ".join((*shown.tags, *shown.tags_right)) if is_picture else shown.title
        self.setAccessibleName(self._words(Say.PICTURE_OF_CALL, who=shown.voice, state=state))
        if shown.scene is not self._scene or (shown.title != self._said and not is_picture):
            self._scene, self._said = shown.scene, shown.title
            if shown.title:
                self._speak(shown.title, True)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Labels in the corners. Where both rows do not fit beside each other the right one stands under the left."""
        px = self._look.theme.px
        inset = px(INSET if self._look.theme.density is not COMPACT else 6)
        self.card.setGeometry(self.rect())
        if self._surface is not None:
            self._surface.setGeometry(self.rect())
        left = [tag for tag in self.left if not tag.isHidden()]
        right = [tag for tag in self.right if not tag.isHidden()]
        for tag in (*left, *right, self.voice, self.own):
            tag.adjustSize()
            tag.raise_()
        at = inset
        for tag in left:
            tag.move(at, inset)
            at += tag.width() + px(8)
        wide = sum(tag.width() + px(8) for tag in right)
        top = inset if at + wide <= self.width() - inset else inset + (left[0].height() + px(4) if left else 0)
        at = self.width() - inset
        for tag in reversed(right):
            at -= tag.width()
            tag.move(max(inset, at), top)
            at -= px(8)
        low = self.height() - inset
        self.voice.move(QPoint(inset, low - self.voice.height()))
        self.own.move(self.width() - inset - self.own.width() - px(6), low - self.own.height() - px(6))
        self.card.lower()
        if self._surface is not None:
            self._surface.lower()
