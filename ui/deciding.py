"""The panels in which an operator decides: opened by a key, confirmed by the same, carried out by one call.

A panel that is left keeps what is typed in it with its case. While a decision is under way the key does nothing more:
a key that bounces writes no note twice.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.operator import Act, Operator
from console.domain.queue import Row
from ui.actions import KEY_OF, Deed
from ui.claims import Claims
from ui.drafts import Fields, Slot
from ui.office import Office
from ui.panel_place import PanelPlace
from ui.panels import Decision, Panels
from ui.records import Records
from ui.technical.park import SLOT
from ui.widgets.panel import Panel
from ui.words import Say

PANEL_OF = {
    SLOT: Deed.PARK,
    **{KEY_OF[deed].key: deed for deed in (Deed.NOTE, Deed.TAKE, Deed.PROMISE, Deed.CLOSE, Deed.HAND_OVER, Deed.NEW)},
    KEY_OF[Deed.SKIP].key: Deed.SKIP,
    KEY_OF[Deed.LOOK_IN].key: Deed.LOOK_IN,
}
"""Which deed a draft belongs to, by the key that it is kept under."""

Do = Callable[[Coroutine[Any, Any, object], str, Callable[[object], None], Slot], "asyncio.Task[None]"]
"""Runs a call, and then what is to be done with its answer."""


class Deciding(QObject):
    """`opened` comes when a panel has been opened, `wants_away` with Esc in one, `done` carries the decision that was
    carried out and the office's answer; `said` a `Say` that tells why not."""

    opened = Signal()
    wants_away = Signal()
    done = Signal(object, object)
    said = Signal(object)

    def __init__(
        self,
        office: Office,
        place: PanelPlace,
        panels: Panels,
        records: Records,
        claims: Claims,
        do: Do,
        row: Callable[[], Row | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._place = place
        self._panels = panels
        self._records = records
        self._claims = claims
        self._do = do
        self._row = row
        self._under_way: set[Slot] = set()

    def confirms(self, key: str) -> bool:
        """Confirms the open panel, where the key is its own."""
        panel = self._place.open()
        if panel is None or key not in (panel.key, panel.also):
            return False
        if self._place.slot() not in self._under_way:
            panel.confirm()
        return True

    def deed(self) -> Deed | None:
        """What is being decided in the open panel, where it keeps drafts."""
        slot = self._place.slot()
        return PANEL_OF.get(slot[1]) if slot is not None else None

    def open(self, row: Row, deed: Deed, fields: Fields | None = None, also: str = "") -> None:
        """The panel of a deed, as it was left with that case. `also` is another key that confirms it: one that is open
        already, by its own key or laid out anew, is confirmed."""
        opened = self._place.open()
        if opened is not None and also and self._place.slot() == (row.case, KEY_OF[deed].key):
            opened.also = also
            self.confirms(also)
            return
        panel = self._panels.make(deed, row, self._records)
        panel.also = also
        panel.submitted.connect(lambda value: self._decided(panel, deed, row.case, value))
        panel.seen_version = row.version
        self._show(panel, row.case, fields)

    def open_by_hand(self, operator: Operator, fields: Fields | None = None) -> None:
        """A new case without a device."""
        tenants = sorted(operator.municipalities(Act.HANDLE_CASE))
        if not tenants:
            self.said.emit(Say.NO_TENANT)
            return
        panel = self._panels.by_hand(tenants)
        panel.submitted.connect(lambda entered: self._carry_out(panel, self._panels.opened(entered, self._office)))
        self._show(panel, None, fields)

    def read_resident(self, resident: ResidentId, *, unmask: bool, name: str = "") -> None:
        """The card of somebody without an open case: asks for the reason first, and says whose it is."""
        panel = self._panels.reason(unmask=unmask, name=name)

        def read(reason: object) -> None:
            if isinstance(reason, ReadReason):
                self._carry_out(panel, Decision(self._records.opened_alone(resident, reason, unmask=unmask), ""))

        panel.submitted.connect(read)
        self._show(panel, None, None)

    def carry_on(self, slot: Slot, fields: Fields, seen_version: int, operator: Operator | None) -> None:
        """Opens a panel again that was open in the screen before, as it stood."""
        (case, key), row = slot, self._row()
        deed = PANEL_OF.get(key)
        if deed is Deed.NEW and operator is not None:
            self.open_by_hand(operator, fields)
        elif deed is not None and row is not None and row.case == case:
            self.open(row, deed, fields)
            panel = self._place.open()
            if panel is not None:
                panel.seen_version = seen_version  # being laid out anew shows nobody what has changed

    def find_again(self, row: Row) -> bool:
        """Opens the draft that a case keeps, the last touched. False where it keeps none that could be decided."""
        deed = PANEL_OF.get(self._place.kept_key(row.case))
        if deed is None or self._place.open() is not None:
            return False
        if self._panels.why_not(deed, row, self._records) is not None:
            return False
        self.open(row, deed)
        return True

    def _show(self, panel: Panel, case: CaseId | None, fields: Fields | None) -> None:
        panel.dismissed.connect(self.wants_away)
        self._place.show(panel, case, fields)
        self.opened.emit()

    def _decided(self, panel: Panel, deed: Deed, case: CaseId, value: object) -> None:
        row = self._row()
        if row is not None and row.case == case:
            decision = self._panels.decided(deed, row, panel, value, self._office, self._records)
            self._carry_out(panel, decision, case if deed is Deed.TAKE else None)

    def _carry_out(self, panel: Panel, decision: Decision, taken: CaseId | None = None) -> None:
        slot, fields = self._place.slot(), panel.fields()
        if slot is None or slot in self._under_way:
            decision.call.close()
            return
        self._under_way.add(slot)

        def done(answer: object) -> None:
            if taken is not None:
                self._claims.taken_over(taken)
            self._place.done(panel, slot, fields)
            self.done.emit(decision, answer)

        task = self._do(decision.call, "panel", done, slot)
        task.add_done_callback(lambda _: self._under_way.discard(slot))
