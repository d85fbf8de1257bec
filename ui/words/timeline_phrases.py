"""What the timeline of a case says of each kind of event."""

from ui.words.phrase import Phrase, counted, text


class TimelineSay(Phrase):
    """One for each thing that happened; `{who}` is a colleague."""

    ERASED = text("TimelineSay", "Erased entry")
    COLLEAGUE = text("TimelineSay", "A colleague")
    BY = text("TimelineSay", "by {who}")
    TEST = text("TimelineSay", "test")
    OPENED = text("TimelineSay", "case opened")
    CLOCKS = text("TimelineSay", "the device's clock {device}, received {ours}")
    RESET = text("TimelineSay", "Device reset, the case stayed open")
    TOOK = text("TimelineSay", "{who} took the case")
    RELEASED = text("TimelineSay", "{who} released the case, {why}")
    HANDED_OVER = text("TimelineSay", "{who} handed over to {to}")
    TOOK_OVER = text("TimelineSay", "{who} took over from {previous}: {why}")
    NO_OWNER = text("TimelineSay", "No owner.")
    ORPHANED = text("TimelineSay", "{who} is gone, alarms again")
    PROMISED = text("TimelineSay", "Promised {when}.")
    KEPT = text("TimelineSay", "Promise kept.")
    BROKEN = text("TimelineSay", "Promise not kept.")
    BROKEN_WHEN = text("TimelineSay", "Promised {when}")
    NAMED = text("TimelineSay", "{who} said who it is about")
    MERGED = text("TimelineSay", "{who} merged the case into another")
    RECEIVED = counted("TimelineSay", "Received %n alarm(s) from another case", "", 1)
    SPLIT = counted("TimelineSay", "{who} split off %n alarm(s)", "", 1)
    LINKED = text("TimelineSay", "Linked to another case")
    CLOSED = text("TimelineSay", "Closed.")
    ESCALATED = text("TimelineSay", "Nobody answered: {rung}")
    ESCALATED_STEP = text("TimelineSay", "Nobody went on with the plan: {rung}")
    IN_VAIN = text("TimelineSay", "{told}, but nobody was there to be called")
    LIFTED = text("TimelineSay", "No way to call for help.")
    LIFTED_WHERE = text("TimelineSay", "among the people's alarms now")
    DEVICES_LOST = counted("TimelineSay", "%n device(s) fell silent", "", 1)
    DEVICES_BACK = counted("TimelineSay", "%n device(s) are heard again", "", 1)
    OUTAGE_ENDED = text("TimelineSay", "The line is back.")
    PLAN_BEGUN = text("TimelineSay", "The plan began:")
    STEP_DONE = text("TimelineSay", "Step done:")
    STEP_SKIPPED = text("TimelineSay", "Step skipped:")
    STEP_REOPENED = text("TimelineSay", "Step taken back:")
