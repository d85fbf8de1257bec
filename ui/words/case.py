"""What the case's column says beside the case's own words."""

from ui.words.phrase import Phrase, text


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
