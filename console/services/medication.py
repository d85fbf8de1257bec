"""The report of medication deviations that a municipality asks for: counts by resident and cause, from the store.

What the report names is health data: only who may read the journal there gets it, and the reading is journalled first.
"""

from datetime import UTC, datetime

from console.domain import events as ev
from console.domain.ids import MunicipalityId
from console.domain.medication import MedicationReport, counted
from console.domain.operator import Act, Operator
from console.domain.triage import Planned
from console.services.ports import Deviations
from console.services.recorder import Recorder


class Medication:
    """Counts deviations of any period; the period before they were stored by this Vaka is empty."""

    def __init__(self, deviations: Deviations, recorder: Recorder) -> None:
        self._deviations = deviations
        self._recorder = recorder

    async def report(
        self, operator: Operator, municipality: MunicipalityId, since: datetime, until: datetime
    ) -> MedicationReport:
        """What began at `since` or later and before `until`, both aware.

        Raises Refused(NOT_GRANTED) for whoever may not read the journal there, and Unwritable: what leaves no trace is
        not shown.
        """
        operator.require(Act.READ_JOURNAL, municipality)
        about = f"medication:{_moment(since)}/{_moment(until)}"
        planned = Planned(f"journal:medication:{municipality}", municipality, ev.JournalRead(about))
        await self._recorder.note((planned,), operator.id)
        found = await self._deviations.of(municipality, since, until)
        return MedicationReport(municipality, since, until, counted(found))


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="minutes").replace("+00:00", "Z")
