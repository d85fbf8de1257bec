"""What the rows of the queue, their heads, the column's header and foot, and a screen reader's announcements say."""

from ui.words.phrase import Phrase, counted, text


class RowSay(Phrase):
    """The queue's own texts; what rows share with other parts of the screen is in `Say`."""

    # Header, heads and foot
    MINE = text("RowSay", "Mine {count}")
    QUEUE = text("RowSay", "Queue")
    OPEN_HERE = text("RowSay", "{count} open")
    YOURS = text("RowSay", "Your cases")

    # Rows
    BLIND_SHORT = text("RowSay", "No contact")
    BLIND_SINCE = text("RowSay", "Since {time}")
    NOT_FIRST = text("RowSay", "you were not first")
    TOOK_IT = text("RowSay", "{owner} took it")
    PROMISED_AT = text("RowSay", "promised {time}")
    PROMISE_BROKEN_SHORT = text("RowSay", "promise not kept")
    IN_TEST = text("RowSay", "press in a test window counts as a person's")
    IN_TEST_SHORT = text("RowSay", "press in a test window")
    NO_WAY = text("RowSay", "no way to call for help")
    NO_WAY_SHORT = text("RowSay", "no way out")
    OUTAGE = text("RowSay", "Area outage {place}")
    OUT = counted("RowSay", "%n device(s) without contact", "", 1)
    SINCE = text("RowSay", "since {time}")
    ROUND = text("RowSay", "The night round")
    ROUND_MISSED = counted("RowSay", "%n look(s) not done in time", "", 1)
    CALLING = text("RowSay", "Calling")
    IN_CALL = text("RowSay", "Call")
    IN_VIDEO = text("RowSay", "Video call")

    # To a screen reader
    NEW_ALARM = text("RowSay", "New alarm. {row}")
    NEW_ALARMS = counted("RowSay", "%n new alarm(s)", "", 1)
    WAITING = counted("RowSay", "%n waiting for an answer", "", 1)
    OF_CLASS = text("RowSay", "{count} {alarm_class}")
