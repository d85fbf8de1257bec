"""What the palette, or a list of people, has found: opens it."""

from typing import assert_never

from PySide6.QtCore import QObject, Signal

from console.domain.ids import ResidentId
from console.domain.masking import Person
from ui.actions import Deed
from ui.casework import CaseWork
from ui.palette.choices import Choice, OpenCase, OpenDevice, OpenStaff, Protected, ReadResident, RunDeed
from ui.queue.model import QueueModel
from ui.stage import Stage
from ui.words import Say, Words


class Finding(QObject):
    """`deed_wanted` and `view_wanted` carry what the palette runs. `attach` gives it the screen, each time that one has
    been built."""

    deed_wanted = Signal(object)
    view_wanted = Signal(int)

    def __init__(self, model: QueueModel, work: CaseWork, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._work = work
        self._words = words
        self._stage: Stage

    def attach(self, stage: Stage) -> None:
        """The screen has been built, or built anew."""
        self._stage = stage

    def found(self, choice: Choice) -> None:
        """What was chosen in the palette."""
        match choice:
            case RunDeed(Deed() as deed):
                self.deed_wanted.emit(deed)
            case RunDeed(int() as number):
                self.view_wanted.emit(number)
            case RunDeed():
                raise ValueError("the palette ran what it was not offered")
            case OpenCase(case):
                self.view_wanted.emit(0)
                self._stage.queue.view.follow(case)
            case ReadResident(resident):
                self._read(resident, is_protected=False)
            case Protected(resident):
                self._read(resident, is_protected=True)
            case OpenDevice(_, resident, is_protected):
                self._open_device(resident, is_protected)
            case OpenStaff():
                self.view_wanted.emit(0)
                self._work.perform(Deed.HAND_OVER)
            case _:
                assert_never(choice)

    def _open_device(self, resident: ResidentId | None, is_protected: bool) -> None:
        if resident is None:
            self._stage.status.say(self._words(Say.DEVICE_OF_NOBODY))
        else:
            self._read(resident, is_protected=is_protected)

    def read_person(self, person: Person) -> None:
        """Somebody of a list: of an outage, or of those at risk."""
        self._read(person.id, is_protected=person.is_masked, name="" if person.is_masked else person.name)

    def _read(self, resident: ResidentId, *, is_protected: bool, name: str = "") -> None:
        """The open case of that resident, where there is one; else the card, for a reason."""
        row = next((row for row in self._model.rows() if row.resident == resident), None)
        self.view_wanted.emit(0)
        if row is not None:
            self._stage.queue.view.follow(row.case)
        else:
            self._work.deciding.read_resident(resident, unmask=is_protected, name=name)
