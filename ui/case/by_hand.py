"""A case that no device sent: where, how grave, and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from console.domain.alarm import AlarmClass
from console.domain.ids import MunicipalityId
from ui.theme import Look
from ui.widgets.panel import Choices, Panel, TextField
from ui.widgets.text import SafeLabel
from ui.words import Say, Words

CLASSES = (AlarmClass.ACUTE, AlarmClass.HIGH, AlarmClass.NORMAL)


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered."""

    municipality: MunicipalityId
    alarm_class: AlarmClass
    text: str


class ByHandPanel(Panel):
    """The municipality is chosen only where there are several; the class by its own digit."""

    is_of_case = False

    def __init__(
        self, tenants: Sequence[MunicipalityId], look: Look, words: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(words(Say.PANEL_NEW), "Ctrl+N", words(Say.NEW_SAVE), look, words, parent)
        self._tenants = tuple(tenants)
        self._tenant = self._tenants[0] if len(self._tenants) == 1 else None
        self._class: AlarmClass | None = None
        if len(self._tenants) > 1:
            self.body.addWidget(SafeLabel(words(Say.NEW_MUNICIPALITY), "section"))
            names = [words.tenant(one) for one in self._tenants]
            self.places = Choices(names, look, columns=3, keys="ABCDEFGHIJKLMNOP")
            self.places.chosen.connect(self._choose_tenant)
            self.body.addWidget(self.places)
        self.body.addWidget(SafeLabel(words(Say.NEW_CLASS), "section"))
        self.classes = Choices([words.of(each) for each in CLASSES], look, columns=3)
        self.classes.chosen.connect(self._choose_class)
        self.body.addWidget(self.classes)
        self.field = TextField(look, words(Say.NEW_HINT), words(Say.PANEL_NEW), 3)
        self.body.addWidget(self.field)
        self.end_body()

    def confirm(self) -> None:
        text = self.field.toPlainText().strip()
        if self._tenant is None or self._class is None or not text:
            self.tell(self.words(Say.NEW_MISSING))
            return
        self.submitted.emit(Entered(self._tenant, self._class, text))

    def has_text(self) -> bool:
        return bool(self.field.toPlainText().strip())

    def fields(self) -> dict[str, str]:
        chosen = {} if self._class is None else {"class": str(int(self._class))}
        if len(self._tenants) > 1 and self._tenant is not None:
            chosen["municipality"] = self._tenant
        return {**super().fields(), **chosen, "text": self.field.toPlainText()}

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        classes = [str(int(each)) for each in CLASSES]
        if fields.get("class") in classes:
            self.classes.choose(classes.index(fields["class"]))
        tenants: list[str] = list(self._tenants)
        if len(tenants) > 1 and fields.get("municipality") in tenants:
            self.places.choose(tenants.index(fields["municipality"]))
        self.field.setPlainText(fields.get("text", ""))
        self.field.moveCursor(QTextCursor.MoveOperation.End)

    def take_focus(self) -> None:
        is_chosen = self._tenant is not None and self._class is not None
        (self.field if is_chosen else self.classes.rows[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typing = self.field.hasFocus()
        number = None if is_typing else self.classes.number_of(event)
        place = None if is_typing or len(self._tenants) < 2 else self.places.number_of(event)
        if number is not None:
            self.classes.choose(number)
        elif place is not None:
            self.places.choose(place)
        else:
            super().keyPressEvent(event)

    def _choose_class(self, number: int) -> None:
        self._class = CLASSES[number]
        self.tell("")
        if self._tenant is not None:
            self.field.setFocus()

    def _choose_tenant(self, number: int) -> None:
        self._tenant = self._tenants[number]
        self.tell("")
        if self._class is not None:
            self.field.setFocus()
