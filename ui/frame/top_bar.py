"""The top bar: the program, the views with their keys, and who sits here."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from ui.theme import Look
from ui.widgets.parts import Logo, ground, line
from ui.widgets.text import SafeLabel, button_text, set_safe_tip
from ui.words import Say, Words

VIEWS = (Say.VIEW_CASES, Say.VIEW_ROUNDS, Say.VIEW_MAP, Say.VIEW_NIGHT, Say.VIEW_TECHNICAL, Say.VIEW_CENTRE)


class TopBar(QWidget):
    """`view_chosen` carries the number of a view, from 0."""

    view_chosen = Signal(int)

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

    def fit(self) -> None:
        """Takes on the theme's density."""
        self.setFixedHeight(self._look.theme.px(self._look.theme.density.top_bar))
