"""Step 2: where alarms come from. The file of the certificate's authority is read as soon as it is named."""

from dataclasses import replace

from PySide6.QtWidgets import QFileDialog, QLineEdit

from console.services.setup import Authority, Trouble
from ui.widgets.parts import KeyedButton
from ui.wizard.fields import Form, NotedField, Tick, password_field
from ui.wizard.page import Page
from ui.wizard.session import Session
from ui.words.wizard import WizardSay

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class ConnectionPage(Page):
    """Address, municipality, user, password, certificate; or later."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, WizardSay.STEP_BROKER, WizardSay.BROKER_WHY)
        words, look, broker = session.words, session.look, session.draft.broker
        self.host = NotedField(words(WizardSay.ADDRESS), look, broker.host, longest=253)
        self.port = port_field(words(WizardSay.PORT), session, broker.port)
        hint = words(WizardSay.MUNICIPALITY_HINT)
        name = words(WizardSay.MUNICIPALITY)
        self.municipality = NotedField(name, look, session.draft.municipality, hint, longest=63)
        self.user = NotedField(words(WizardSay.USER), look, broker.username, longest=200)
        keeps = words(WizardSay.EMPTY_KEEPS) if broker.username else ""
        self.password = password_field(words(WizardSay.PASSWORD), look, broker.password, keeps)
        self.password.note(words(WizardSay.TO_KEYRING))
        hint = words(WizardSay.CERTIFICATE_HINT)
        self.certificate = NotedField(words(WizardSay.CERTIFICATE), look, broker.ca_file, hint, longest=1000)
        self.browse = KeyedButton(words(WizardSay.CHANGE), "", look)
        self.browse.clicked.connect(self._choose_file)
        self.plain = Tick(words(WizardSay.NOT_ENCRYPTED), look, is_ticked=not broker.is_encrypted)
        self.later = Tick(words(WizardSay.LATER), look, is_ticked=broker.is_later)
        form = Form(session)
        form.add(words(WizardSay.ADDRESS), self.host, self.port, joint=words(WizardSay.PORT))
        form.add(words(WizardSay.MUNICIPALITY), self.municipality)
        form.add(words(WizardSay.USER), self.user)
        form.add(words(WizardSay.PASSWORD), self.password)
        form.add(words(WizardSay.CERTIFICATE), self.certificate, self.browse)
        form.add("", self.plain)
        form.add("", self.later)
        self.box.addWidget(form)
        self._listen()
        self._follow()
        self._read_authority()

    def take_focus(self) -> None:
        (self.host if not self.later.isChecked() else self.later).setFocus()

    def _listen(self) -> None:
        for field in self._texts:
            field.textChanged.connect(lambda _: self._changed())
        self.plain.toggled.connect(lambda _: self._changed())
        self.later.toggled.connect(lambda _: self._changed())
        self.certificate.editingFinished.connect(self._read_authority)

    @property
    def _texts(self) -> tuple[QLineEdit, ...]:
        return (self.host, self.port, self.municipality, self.user, self.password, self.certificate)

    def _changed(self) -> None:
        self._follow()
        draft = self.session.draft
        is_plain = self.plain.isChecked() and not self.plain.isHidden()
        broker = replace(
            draft.broker,
            host=self.host.text().strip(),
            port=int(self.port.text() or 0),
            username=self.user.text().strip(),
            password=self.password.text(),
            ca_file=self.certificate.text().strip(),
            is_encrypted=not is_plain,
            is_later=self.later.isChecked(),
        )
        self.session.change(replace(draft, municipality=self.municipality.text().strip(), broker=broker))

    def _follow(self) -> None:
        """What can be asked now: nothing where it is put off, and no encryption only on this computer."""
        is_later = self.later.isChecked()
        for field in (*self._texts, self.browse, self.plain):
            field.setEnabled(not is_later)
        self.plain.setHidden(self.host.text().strip() not in HERE)
        is_plain = self.plain.isChecked() and not self.plain.isHidden()
        self.certificate.setEnabled(not is_later and not is_plain)
        self.browse.setEnabled(not is_later and not is_plain)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.session.words(WizardSay.CHOOSE_CERTIFICATE))
        dialog.setNameFilters(["PEM (*.pem *.crt *.cer)", "* (*)"])
        dialog.fileSelected.connect(self._take_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_file(self, file: str) -> None:
        self.certificate.setText(file)
        self._read_authority()

    def _read_authority(self) -> None:
        file = self.certificate.text().strip()
        if not file:
            self.certificate.note("")
            return
        task = self.session.tasks.start(self._show_authority(file), name="read authority", on_refused=lambda _: None)
        self.destroyed.connect(lambda: task.cancel())

    async def _show_authority(self, file: str) -> None:
        words = self.session.words
        match await self.session.trials.authority(file):
            case Authority(name, None):
                text = words(WizardSay.VALID, name=name)
            case Authority(name, ends_at) if ends_at is not None:
                text = words(WizardSay.VALID_UNTIL, name=name, date=words.date(ends_at))
            case Trouble() | _:
                text = words(WizardSay.NO_AUTHORITY)
        if self.certificate.text().strip() == file:
            self.certificate.note(text)


def port_field(name: str, session: Session, port: int) -> NotedField:
    """Five digits."""
    field = NotedField(name, session.look, str(port), longest=5)
    field.setFixedWidth(session.px(92))
    field.textEdited.connect(
        lambda text: field.setText("".join(sign for sign in text if sign.isascii() and sign.isdigit()))
    )
    return field
