"""What the case's column says beside the case's own words, and what a case is called."""

from console.domain.ids import CaseId
from ui.words.phrase import Phrase, text
from ui.words.plain import clean

LONGEST_NUMBER = 12
NUMBER_END = 6
"""A case's id is told whole where it is short; of a long one (a UUID) the end, which differs from case to case."""


def case_number(case: CaseId) -> str:
    """What two people call a case by."""
    whole = clean(case, 60)
    return whole if len(whole) <= LONGEST_NUMBER else whole[-NUMBER_END:]


class CaseSay(Phrase):
    """The head, the facts and the plan's place."""

    HEAD = text("CaseSay", "The case and what to know first")
    LIVES_ALONE = text("CaseSay", "lives alone")
    NUMBER = text("CaseSay", "case {number}")
    APARTMENT = text("CaseSay", "apt {number}")
    MORE_FACTS = text("CaseSay", "Also: {facts}")
    PLAN = text("CaseSay", "Action plan")
    NO_PLAN = text("CaseSay", "No plan is loaded. Follow the municipality's routine.")
    TABS = text("CaseSay", "Timeline and resident card")
