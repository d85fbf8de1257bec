"""What a flood says of itself, and what its counted groups are called."""

from ui.words.phrase import Phrase, counted, text


class FloodSay(Phrase):
    """The notice over the rows, the groups under them, and the count of what is hidden."""

    FLOOD = text("FloodSay", "Flood mode")
    SINCE = text("FloodSay", "since {time}, {duration}")
    UNTIL = text("FloodSay", "ends under {limit} in 10 min")
    MEASURE = counted("FloodSay", "{alarms} alarms in 10 min, limit {limit} for %n operator(s).", "", 1)
    NEVER_PEOPLE = text("FloodSay", "People are never folded.")
    GROUPS = text("FloodSay", "Folded groups {count}")
    HOW_TO_OPEN = text("FloodSay", "opened with the right arrow")
    LONGEST = text("FloodSay", "longest wait {time}")
    FAULTS = counted("FloodSay", "%n fault(s)", "", 1)
    WITHOUT_OWNER = counted("FloodSay", "%n without an owner", "", 1)
    NO_OWNER = text("FloodSay", "No owner")
    TESTS = text("FloodSay", "{count} tests, all proven and filed")
    TESTS_MORE = text("FloodSay", "Looks after itself")
    HIDDEN_FOLDED = counted("FloodSay", "{count} in %n group(s)", "", 1)
    HIDDEN_PARKED = counted("FloodSay", "%n shelved", "", 1)
    HIDDEN = text("FloodSay", "Hidden: {what}")
