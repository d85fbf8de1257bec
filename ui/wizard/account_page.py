"""Step 5: the first account."""

from dataclasses import replace

from ui.wizard.fields import Form, NotedField, password_field
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.words.wizard import WizardSay


class AccountPage(Page):
    """Municipality, account name, name, password twice."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WizardSay.STEP_ACCOUNT, WizardSay.ACCOUNT_WHY)
        words, look, account = session.words, session.look, session.draft.account
        name, hint = words(WizardSay.MUNICIPALITY), words(WizardSay.MUNICIPALITY_HINT)
        self.municipality = NotedField(name, look, session.draft.municipality, hint, longest=63)
        self.login = NotedField(words(WizardSay.LOGIN), look, account.login, words(WizardSay.LOGIN_HINT), longest=64)
        self.name = NotedField(words(WizardSay.NAME), look, account.name, words(WizardSay.NAME_HINT), longest=100)
        self.password = password_field(words(WizardSay.PASSWORD), look, account.password)
        self.password.note(words(WizardSay.PASSWORD_RULE, count=session.trials.shortest_password))
        self.again = password_field(words(WizardSay.AGAIN), look, account.again)
        self.again.note(words(WizardSay.PASSWORD_HASHED))
        form = Form(session)
        form.add(words(WizardSay.MUNICIPALITY), self.municipality)
        form.add(words(WizardSay.LOGIN), self.login)
        form.add(words(WizardSay.NAME), self.name)
        form.add(words(WizardSay.PASSWORD), self.password)
        form.add(words(WizardSay.AGAIN), self.again)
        self.box.addWidget(form)
        for field in (self.municipality, self.login, self.name, self.password, self.again):
            field.textChanged.connect(lambda _: self._changed())

    def take_focus(self) -> None:
        (self.login if self.municipality.text() else self.municipality).setFocus()

    def _changed(self) -> None:
        draft = self.session.draft
        account = replace(
            draft.account,
            login=self.login.text().strip(),
            name=self.name.text().strip(),
            password=self.password.text(),
            again=self.again.text(),
            is_there=False,
        )
        self.session.change(replace(draft, municipality=self.municipality.text().strip(), account=account))
