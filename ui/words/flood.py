"""What a flood says of itself, and what its counted groups are called."""

from ui.words.phrase import Phrase, counted, text


class FloodSay(Phrase):
    """The notice over the rows, the groups under them, and the count of what is hidden."""

    FLOOD = text("FloodSay", "Flood mode")
    SINCE = text("FloodSay", "since {time}, {duration}")
    SINCE_SHORT = text("FloodSay", "since {time}")
    UNTIL = text("FloodSay", "ends under {limit} in 10 min")
    MEASURE = counted("FloodSay", "{alarms} alarms in 10 min, limit {limit} for %n operator(s).", "", 1)
    MEASURE_SHORT = text("FloodSay", "{alarms} alarms in 10 min.")
    NEVER_PEOPLE = text("FloodSay", "People are never folded.")
    NOBODY_WAITS = counted("FloodSay", "No case about a person. %n folded group(s) below.", "", 1)

    TAKE = text("FloodSay", "Take {who}")

    # The groups
    GROUPS = text("FloodSay", "Folded groups {count}")
    GROUPS_NAME = text("FloodSay", "Folded groups")
    HOW_TO_OPEN = text("FloodSay", "opened with the right arrow")
    OUT_SINCE = counted("FloodSay", "%n device(s) without contact since {time}", "", 1)
    NO_WAY = counted("FloodSay", "%n person(s) cannot raise an alarm at all", "", 1)
    PHONE_ONLY = counted("FloodSay", "%n by telephone only", "", 1)
    REACH_UNKNOWN = counted("FloodSay", "%n not known", "", 1)
    ALL_CAN = text("FloodSay", "everybody can raise an alarm")
    WHO_UNKNOWN = text("FloodSay", "who can raise an alarm is not known yet")
    LONGEST = text("FloodSay", "longest wait {time}")
    FAULTS = counted("FloodSay", "%n fault(s)", "", 1)
    WITHOUT_OWNER = counted("FloodSay", "%n without an owner", "", 1)
    ALL_OWNED = text("FloodSay", "all taken")
    NO_OWNER = text("FloodSay", "No owner")
    TESTS = text("FloodSay", "{count} tests, all proven and filed")
    TESTS_MORE = text("FloodSay", "whoever presses during a test stays among the people")
    TESTS_OWNER = text("FloodSay", "Looks after itself")
    TESTS_WHERE = text("FloodSay", "The tests are proven and filed, one by one, in the journal. One that fails to come "
                       "is a case under Technical")  # fmt: skip

    # The foot, and to a screen reader
    HIDDEN_FOLDED = counted("FloodSay", "{count} in %n group(s)", "", 1)
    HIDDEN_PARKED = counted("FloodSay", "%n shelved", "", 1)
    HIDDEN = text("FloodSay", "Hidden: {what}")
    BEGAN = counted("FloodSay", "Flood mode begins. People are never folded. %n folded group(s) below.", "", 1)
    ENDED = text("FloodSay", "Flood mode is over. What was folded stands in the queue again.")
