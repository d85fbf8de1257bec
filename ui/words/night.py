"""What the night view says: a resident's night as a sentence, as lanes and as a table, and the morning list."""

from ui.words.phrase import Phrase, counted, text


class NightSay(Phrase):
    """`{time}` is a span or a moment in words, `{name}` a resident's."""

    # Head
    NIGHT = text("NightSay", "the night of {days}")
    DAY = text("NightSay", "24 hours, {days}")
    WEEK = text("NightSay", "7 nights, {days}")
    USUAL_TIME = counted("NightSay", "usual time, %n night(s)", "", 1)
    USUAL_UNKNOWN = text("NightSay", "usual time: not known")

    # The most important thing
    LEFT_FOR = text("NightSay", "Out of bed for {time}.")
    USUAL_LONGEST = text("NightSay", "The usual longest time up is {time}.")
    DOOR_AT = text("NightSay", "The door was opened at {time}.")
    NO_MOTION_FOR = text("NightSay", "No motion for {time}.")
    NO_MOTION = text("NightSay", "No motion by the set hour.")
    ALARMS = counted("NightSay", "%n alarm(s), the last at {time}.", "", 1)
    NOTHING_UNUSUAL = text("NightSay", "Nothing unusual in what has been reported.")
    NO_SENSORS = text("NightSay", "No sensor reports from the home: the night is not known.")

    # Lanes
    LINE = text("NightSay", "The night on a line")
    LINE_NOW = text("NightSay", "{time} now")
    LANE_ROOMS = text("NightSay", "room by room")
    LANE_DECIDED = counted("NightSay", "%n decided", "looks", 1)
    LANE_ALL = text("NightSay", "all sources")
    LANE_DISPENSER = text("NightSay", "dispenser")
    LANE_NO_SENSOR = text("NightSay", "no sensor")

    # Events
    WENT_TO_BED = text("NightSay", "went to bed")
    BACK_IN_BED = text("NightSay", "back in bed")
    UP_FOR = text("NightSay", "up {time}")
    LEFT_BED = text("NightSay", "left the bed, {time}")
    PRESS = text("NightSay", "press {number}")
    PRESSES = text("NightSay", "presses {first}–{last}")
    PLANNED_AT = text("NightSay", "planned {time}")
    TAKEN_AT = text("NightSay", "taken {time}")
    MISSED_AT = text("NightSay", "not taken {time}")
    ONGOING = text("NightSay", "going on")

    # Table
    TABLE = text("NightSay", "The same night as a table")
    TIME = text("NightSay", "Time")
    SOURCE = text("NightSay", "Source")
    EVENT = text("NightSay", "Event")
    TABLE_EMPTY = text("NightSay", "Nothing has been reported in this time.")
    MARKED = text("NightSay", "marked")
    OPENED_FOR = text("NightSay", "Opened by you, reason: {reason}")
    OPENED_CASE = text("NightSay", "Opened by you, reason: case {number}")
    READ_AT = text("NightSay", "Read {time}")
    AGAIN = text("NightSay", "Update")
    PAGE_LINE = text("NightSay", "Line")
    PAGE_TABLE = text("NightSay", "Table {count}")

    # Fall prevention
    PREVENTION = text("NightSay", "Fall prevention")
    DEVIATES = counted("NightSay", "The night deviates: {what}, %n night(s) of seven.", "", 1)
    CERTAINTY = counted("NightSay", "Certainty: {certainty}, %n night(s) to compare with.", "", 1)
    NEVER_ALARM = text("NightSay", "Comes in the morning list. Never becomes an alarm.")
    NOT_DEVIATING = text("NightSay", "The night does not deviate from the others.")
    NOT_COMPARED = text("NightSay", "Too few nights to compare with.")

    # Foot
    CHOSEN = text("NightSay", "Chosen event,")
    CHOSEN_NONE = text("NightSay", "No event is chosen.")
    BACK_AT = text("NightSay", "Back {time}.")
    NOT_BACK = text("NightSay", "Not back.")
    TO = text("NightSay", "To {time}.")
    STILL = text("NightSay", "No motion {since}–{until}.")
    WHY = text("NightSay", "Why it is marked")
    NOT_MARKED = text("NightSay", "It is not marked: it passed no limit of the decision.")
    WAS_UP = text("NightSay", "Up {time}.")
    LIMIT = text("NightSay", "The limit in the decision is {time}.")
    BECAME = text("NightSay", "Became {what}.")
    BECAME_IN = text("NightSay", "Became {what}, part of case {number}.")
    AGAINST = text("NightSay", "The night against the usual")
    TIMES_UP = text("NightSay", "Times up")
    LONGEST_UP = text("NightSay", "Longest up")
    USUAL = text("NightSay", "usual {usual}")
    USUAL_NOT_KNOWN = text("NightSay", "usual: not known")
    MINUTES = text("NightSay", "{number} min")

    # Before it is shown
    NOBODY = text("NightSay", "Nobody is chosen")
    NOBODY_HOW = text("NightSay", "Choose a case in the queue: its resident's night is shown here.")
    NO_RESIDENT = text("NightSay", "No known resident")
    NO_RESIDENT_HOW = text("NightSay", "The case is about nobody in particular. Say who it is first, by Ctrl+G.")
    LOADING = text("NightSay", "Fetching the night")
    LOADING_HOW = text("NightSay", "The reading is journalled first.")
    LOADING_LIST = text("NightSay", "Fetching the morning list")
    FAILED = text("NightSay", "The night did not come")
    FAILED_HOW = text("NightSay", "Nothing is shown rather than half. Update tries again; the queue goes on as ever.")
    REFUSED = text("NightSay", "The night is not shown")
    WHY_OPEN = text("NightSay", "Open {name}'s night: why?")
    WHY_OPEN_MASKED = text("NightSay", "Open the night of a protected identity: why?")
    WHY_OPEN_HOW = text(
        "NightSay", "The case is not yours, so the reading needs a reason. Reason and reader are journalled."
    )

    # Morning list
    MORNING = text("NightSay", "Morning list")
    MORNING_KEY = text("NightSay", "Show the morning list")
    MORNING_HOW = text("NightSay", "Nights that are unlike the resident's own others. Never alarms. Enter opens one.")
    MORNING_COUNT = counted("NightSay", "%n night(s) deviate", "", 1)
    MORNING_EMPTY = text("NightSay", "No nights deviate.")
    MORNING_EMPTY_HOW = text("NightSay", "Each resident's night is compared with their own fourteen before it.")
    UP_TIMES = counted("NightSay", "Up %n time(s), usual {usual}", "", 1)
    UP_LONGEST = text("NightSay", "Up {number} min at most, usual {usual}")
    SURE = text("NightSay", "certainty {certainty}")
    RESIDENT = text("NightSay", "Resident")
    AREA = text("NightSay", "Area")
    REASON = text("NightSay", "Why")
    KEY_WALK = text("NightSay", "The event before, or after")
    KEY_ENDS = text("NightSay", "First or last event")
    KEY_PAN = text("NightSay", "Earlier or later on the line")
    KEY_ZOOM = text("NightSay", "Closer or farther, 0 the whole")
    KEY_SPAN = text("NightSay", "The night, 24 hours, 7 nights")
    KEY_TABLE = text("NightSay", "To the table, and back")
    KEY_AGAIN = text("NightSay", "Read again")
    SURENESS = text("NightSay", "Certainty")
