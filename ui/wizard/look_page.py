"""Step 1: language, theme and size, shown at once."""

from dataclasses import replace

from PySide6.QtCore import Qt

from ui.theme import SCALES
from ui.widgets.panel import Choices
from ui.widgets.text import SafeLabel
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.words.wizard import WizardSay

LANGUAGES = ("sv", "en")
THEMES = ("night", "day")
PERCENT = tuple(round(scale * 100) for scale in SCALES)


class LookPage(Page):
    """Three groups of choices."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WizardSay.STEP_LOOK, WizardSay.LOOK_WHY)
        words, look, px = session.words, session.draft.look, session.px
        nearest = min(PERCENT, key=lambda percent: abs(percent - look.scale_percent))
        groups = (
            (WizardSay.LANGUAGE, [words(WizardSay.SWEDISH), words(WizardSay.ENGLISH)], LANGUAGES.index(look.language)),
            (WizardSay.THEME, [words(WizardSay.NIGHT), words(WizardSay.DAY)], THEMES.index(look.theme)),
            (WizardSay.SIZE, [f"{percent} %" for percent in PERCENT], PERCENT.index(nearest)),
        )
        made: list[Choices] = []
        for title, texts, chosen in groups:
            self.box.addWidget(SafeLabel(words(title), "section"))
            columns = (2 if session.is_narrow else 4) if len(texts) > 2 else 1 if session.is_narrow else 2
            made.append(self.choices(texts, chosen, columns))
            self.box.addWidget(made[-1])
            self.box.addSpacing(px(10))
        self.box.addStretch(1)
        self._languages, self._themes, self._sizes = made
        self._languages.chosen.connect(lambda number: self._change(language=LANGUAGES[number]))
        self._themes.chosen.connect(lambda number: self._change(theme=THEMES[number]))
        self._sizes.chosen.connect(lambda number: self._change(scale_percent=PERCENT[number]))

    def take_focus(self) -> None:
        self.focus_on(0)

    def focus_on(self, group: int) -> None:
        """The chosen row of a group: 0 language, 1 theme, 2 size."""
        rows = (self._languages, self._themes, self._sizes)[group].rows
        row = next((one for one in rows if one.isChecked()), rows[0])
        row.setFocus(Qt.FocusReason.TabFocusReason)

    def focused_group(self) -> int:
        """Which group has the keyboard; 0 where none has."""
        groups = (self._languages, self._themes, self._sizes)
        return next((at for at, group in enumerate(groups) if any(row.hasFocus() for row in group.rows)), 0)

    def _change(self, **fields: object) -> None:
        draft = self.session.draft
        self.session.change(replace(draft, look=replace(draft.look, **fields)))  # type: ignore[arg-type]
