"""The top bar: the program, the views with their keys, and who sits here."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.assets import Icon
from ui.theme import COMPACT, Look
from ui.widgets.marks import key_cap_width, paint_icon, paint_key_cap
from ui.widgets.parts import Logo, ground, line
from ui.widgets.text import SafeLabel, button_text, set_safe_tip
from ui.words import Say, Words

VIEWS = (Say.VIEW_CASES, Say.VIEW_ROUNDS, Say.VIEW_MAP, Say.VIEW_NIGHT, Say.VIEW_TECHNICAL, Say.VIEW_CENTRE)


class TopBar(QWidget):
    """`view_chosen` carries the number of a view, from 0; `search_wanted` comes from the palette's field."""

    view_chosen = Signal(int)
    search_wanted = Signal()

    def __init__(self, look: Look, words: Words, *, is_demo: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        ground(self, "bg0")
        px = look.theme.px
        layout = line(self, margins=(px(16), 0, px(16), 0), gap=0)
        layout.addWidget(Logo(look))
        layout.addSpacing(px(9))
        layout.addWidget(SafeLabel("Vaka", "brand"))
        layout.addSpacing(px(20))
        self._place = SafeLabel("", "second", longest=120)
        layout.addWidget(self._place)
        self._group = QButtonGroup(self)
        for number, say in enumerate(VIEWS):
            button = QToolButton()
            button.setText(button_text(f"{number + 1}  {words(say)}"))
            button.setProperty("view", True)
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
            set_safe_tip(button, f"Ctrl+{number + 1}")
            self._group.addButton(button, number)
            layout.addWidget(button)
        self._group.idClicked.connect(self.view_chosen)
        layout.addStretch(1)
        if is_demo:
            layout.addWidget(SafeLabel(words(Say.DEMO), "pill"))
            layout.addSpacing(px(16))
        self._search = SearchField(look, words)
        self._search.clicked.connect(self.search_wanted)
        layout.addWidget(self._search)
        layout.addSpacing(px(16))
        self._who = SafeLabel("", "strong", longest=60)
        layout.addWidget(self._who)
        self.show_view(0)

    def show_view(self, number: int) -> None:
        """Marks the view that is shown."""
        self._group.button(number).setChecked(True)

    def show_operator(self, name: str) -> None:
        """Who sits here; nobody for an empty name."""
        self._who.setText(name or self._words(Say.NOBODY_SEATED))

    def show_count(self, count: str) -> None:
        """How many cases are open, beside the first view's name."""
        text = f"1  {self._words(Say.VIEW_CASES)}  {count}"
        self._group.button(0).setText(button_text(text))

    def show_desk(self, *, is_shown: bool) -> None:
        """Views and search belong to the desk: nobody has them before somebody sits here."""
        self._search.setVisible(is_shown)
        self._place.setVisible(not is_shown)
        for button in self._group.buttons():
            button.setVisible(is_shown)

    def show_place(self, centre: str) -> None:
        """Whose screen this is: stands where the views do while there are none."""
        self._place.setText(centre)

    def fit(self) -> None:
        """Takes on the theme's density."""
        self._search.fit()
        self.setFixedHeight(self._look.theme.px(self._look.theme.density.top_bar))


class SearchField(QPushButton):
    """Looks like the field that it opens: an icon, what can be sought, the key."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._look = look
        self._words = words
        self._text = ""
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{words(Say.SEARCH)} Ctrl+K")
        self.fit()

    def fit(self) -> None:
        """Takes on the theme's density."""
        theme = self._look.theme
        is_compact = theme.density is COMPACT
        self._text = self._words(Say.SEARCH_SHORT if is_compact else Say.SEARCH)
        self.setFixedSize(theme.px(232 if is_compact else 340), theme.px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, px = self._look.theme, self._look.theme.px
        painter = QPainter(self)
        ink = theme.colour("tx2" if self.isEnabled() else "tx3")
        side = px(17)
        icon = QRect(px(12), (self.height() - side) // 2, side, side)
        paint_icon(painter, icon, Icon.SEARCH, ink, self.devicePixelRatioF())
        cap = key_cap_width("Ctrl K", theme)
        box = QRectF(self.width() - cap - px(8), (self.height() - px(20)) / 2, cap, px(20))
        paint_key_cap(painter, box, "Ctrl K", theme)
        painter.setPen(ink)
        painter.setFont(theme.font(10.5))
        room = QRectF(px(38), 0, box.left() - px(46), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text)
        painter.end()
