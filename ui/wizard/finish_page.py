"""Step 6: what was decided, and what is saved where."""

from console.services.setup import Tried
from ui.widgets.parts import column, line, rule
from ui.widgets.text import SafeLabel
from ui.wizard.course import UNHEARD, Course, Step
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.words import Phrase
from ui.words.wizard import WizardSay

LABEL_WIDTH = 162


class FinishPage(Page):
    """A line for each step, then the places."""

    def __init__(self, session: Session, course: Course) -> None:
        super().__init__(session, WizardSay.STEP_FINISH, WizardSay.FINISH_WHY)
        self._course = course
        words, draft = session.words, session.draft
        places = session.trials.places(draft)
        self._row(WizardSay.STEP_LOOK, look_words(session))
        self._row(WizardSay.STEP_BROKER, self._broker())
        self._row(WizardSay.STEP_DATABASE, self._database(places.database))
        self._row(WizardSay.STEP_SOUND, self._sound())
        self._row(WizardSay.STEP_ACCOUNT, self._account())
        self.box.addSpacing(session.px(6))
        keyring = f" ({places.keyring})" if places.keyring else ""
        saved = (
            words(WizardSay.SAVED_SETTINGS, place=places.settings),
            words(WizardSay.SAVED_SECRETS, place=keyring),
        )
        self._row(WizardSay.SAVED_WHERE, *saved)

    def _row(self, title: Phrase, *texts: str) -> None:
        px = self.session.px
        row = line(margins=(0, px(8), 0, px(8)), gap=px(12))
        name = SafeLabel(self.session.words(title), "second")
        name.setFixedWidth(px(LABEL_WIDTH - 12))
        lines = column(gap=px(2))
        for text in texts:
            lines.addWidget(SafeLabel(text, "body", wraps=True, longest=1200))
        if self.session.is_narrow:
            stacked = column(margins=(0, px(6), 0, px(6)), gap=px(2))
            stacked.addWidget(name)
            stacked.addLayout(lines)
            self.box.addLayout(stacked)
        else:
            row.addWidget(name)
            row.addLayout(lines, 1)
            self.box.addLayout(row)
        self.box.addWidget(rule())

    def _broker(self) -> str:
        words, draft = self.session.words, self.session.draft
        broker = draft.broker
        if broker.is_later:
            return words(WizardSay.SUM_LATER)
        if not broker.username:
            anybody = WizardSay.SUM_BROKER_ANYBODY
            return words(anybody, host=broker.host, port=broker.port, municipality=draft.municipality)
        return words(
            WizardSay.SUM_BROKER,
            host=broker.host,
            port=broker.port,
            user=broker.username,
            municipality=draft.municipality,
        )

    def _database(self, place: str) -> str:
        words, database = self.session.words, self.session.draft.database
        if not database.is_server:
            return words(WizardSay.SUM_FILE, place=place)
        one = database
        return words(WizardSay.SUM_SERVER, host=one.host, port=one.port, name=one.name, user=one.user)

    def _sound(self) -> str:
        words = self.session.words
        output = self.session.draft.sound.device or words(WizardSay.SYSTEM_OUTPUT)
        failed: set[Tried] = {line.tried for line in self._course.trials[Step.SOUND].failed}
        say = WizardSay.SUM_NO_SOUND if failed & UNHEARD else WizardSay.SUM_SOUND
        return words(say, output=output)

    def _account(self) -> str:
        words, draft = self.session.words, self.session.draft
        if draft.account.is_there:
            return words(WizardSay.SUM_ACCOUNT_THERE)
        return words(
            WizardSay.SUM_ACCOUNT,
            login=draft.account.login,
            name=draft.account.name,
            municipality=draft.municipality,
        )


def look_words(session: Session, *, is_short: bool = False) -> str:
    """How the screen looks, in words."""
    words, look = session.words, session.draft.look
    language = words(WizardSay.SWEDISH_SHORT if look.language == "sv" else WizardSay.ENGLISH_SHORT)
    theme = words(WizardSay.NIGHT_SHORT if look.theme == "night" else WizardSay.DAY_SHORT)
    if is_short:
        return words(WizardSay.DONE_LOOK, language=language, theme=theme)
    return words(WizardSay.SUM_LOOK, language=language, theme=theme, percent=look.scale_percent)
