"""Step 3: where all is kept, in an encrypted file here or in PostgreSQL."""

from dataclasses import replace

from PySide6.QtCore import Qt

from ui.wizard.connection_page import port_field
from ui.wizard.fields import Form, NotedField, password_field
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.words.wizard import WizardSay


class DatabasePage(Page):
    """Two choices, and the fields of the one that is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WizardSay.STEP_DATABASE, WizardSay.DATABASE_WHY)
        words, look, database = session.words, session.look, session.draft.database
        texts = [words(WizardSay.LOCAL), words(WizardSay.SHARED)]
        self.kinds = self.choices(texts, int(database.is_server), 1 if session.is_narrow else 2)
        self.box.addWidget(self.kinds)
        self.box.addSpacing(session.px(8))
        hint = words(WizardSay.FILE_HINT, place=session.trials.places(session.draft).database)
        self.file = NotedField(words(WizardSay.FILE), look, database.file, hint, longest=1000)
        self.file.note(words(WizardSay.FILE_KEY))
        self.host = NotedField(words(WizardSay.ADDRESS), look, database.host, longest=253)
        self.port = port_field(words(WizardSay.PORT), session, database.port)
        self.name = NotedField(words(WizardSay.DATABASE_NAME), look, database.name, longest=63)
        self.user = NotedField(words(WizardSay.USER), look, database.user, longest=63)
        self.password = password_field(words(WizardSay.PASSWORD), look, database.password)
        self.password.note(words(WizardSay.TO_KEYRING))
        self._local, self._server = Form(session), Form(session)
        self._local.add(words(WizardSay.FILE), self.file)
        self._server.add(words(WizardSay.ADDRESS), self.host, self.port, joint=words(WizardSay.PORT))
        self._server.add(words(WizardSay.DATABASE_NAME), self.name)
        self._server.add(words(WizardSay.USER), self.user)
        self._server.add(words(WizardSay.PASSWORD), self.password)
        for form in (self._local, self._server):
            self.box.addWidget(form)
        self.kinds.chosen.connect(lambda number: self._choose(bool(number)))
        for field in (self.file, self.host, self.port, self.name, self.user, self.password):
            field.textChanged.connect(lambda _: self._changed())
        self._follow(database.is_server)

    def take_focus(self) -> None:
        row = next((one for one in self.kinds.rows if one.isChecked()), self.kinds.rows[0])
        row.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, is_server: bool) -> None:
        self._follow(is_server)
        draft = self.session.draft
        self.session.change(replace(draft, database=replace(draft.database, is_server=is_server)))

    def _follow(self, is_server: bool) -> None:
        self._local.setHidden(is_server)
        self._server.setHidden(not is_server)

    def _changed(self) -> None:
        draft = self.session.draft
        database = replace(
            draft.database,
            file=self.file.text().strip(),
            host=self.host.text().strip(),
            port=int(self.port.text() or 0),
            name=self.name.text().strip(),
            user=self.user.text().strip(),
            password=self.password.text(),
        )
        self.session.change(replace(draft, database=database))
