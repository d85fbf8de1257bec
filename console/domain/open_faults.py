"""Which of the open cases are about a thing: found by what they are about, so that nobody has to look through them all.

The board keeps it by `keep`. Who asks of thousands of devices each second, of which hardly any has a fault, is answered
without one look at a case.
"""

from dataclasses import dataclass, field

from console.domain.alarm import Lane
from console.domain.case import Case
from console.domain.ids import CaseId, MunicipalityId

About = tuple[MunicipalityId, str]
"""A municipality, and the id of what a case is about."""


@dataclass(slots=True)
class OpenFaults:
    """The open cases of the technical lane; `outages` are those about an area, in the order of their opening."""

    outages: dict[CaseId, None] = field(default_factory=dict)
    _about: dict[About, set[CaseId]] = field(default_factory=dict)

    def keep(self, case: Case) -> None:
        """A case as it is now."""
        if case.lane is not Lane.TECHNICAL:
            return
        about = about_of(case)
        if case.is_open:
            self._about.setdefault(about, set()).add(case.id)
            if case.is_outage:
                self.outages.setdefault(case.id)
            return
        self.outages.pop(case.id, None)
        left = self._about.get(about, set())
        left.discard(case.id)
        if not left:
            self._about.pop(about, None)

    def is_any_about(self, about: About) -> bool:
        """Whether any of them is about this."""
        return about in self._about


def about_of(case: Case) -> About:
    """What a case is about."""
    return case.municipality, case.subject.id
