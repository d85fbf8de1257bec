"""What the resident card says: whether an alarm comes through, the tabs of a small screen, and the longer view."""

from ui.words.phrase import Phrase, counted, text


class CardSay(Phrase):
    """`{time}` is a span in words, `{day}` a day such as '21 nov'."""

    CAN_ALARM = text("CardSay", "Can an alarm be raised now?")
    WAYS = counted("CardSay", "%n way(s) out", "", 1)
    WAYS_OF = text("CardSay", "{up} of {all} ways out")
    WAYS_UNTOLD = text("CardSay", "sign of life {time} ago, its ways out are not told")
    WAYS_UNKNOWN = text("CardSay", "its ways out are not known")
    NO_WAY = text("CardSay", "no way out")
    DOWN = text("CardSay", "down: {paths}")
    NO_ALARM_DEVICE = text("CardSay", "No alarm device in the register.")
    NEVER_HEARD = text("CardSay", "no sign of life yet")
    LAST_HEARD = text("CardSay", "last sign of life {time} ago")
    MAINS = text("CardSay", "mains")
    NO_MAINS = text("CardSay", "without mains")
    LAST_TEST = text("CardSay", "test alarm {day}")
    PATH_NET = text("CardSay", "net")
    PATH_MOBILE = text("CardSay", "mobile network")
    PATH_PHONE = text("CardSay", "telephone")
    PERSONAL_NUMBER = text("CardSay", "Personal number")
    ENDED_AFTER = text("CardSay", "{outcome}, {time}")

    REST = counted("CardSay", "%n more: Ctrl+E", "", 1)
    FROM_COPY = text("CardSay", "From the copy on this computer, {time} old")

    TAB_CONTACTS = text("CardSay", "Contacts")
    TAB_DEVICES = text("CardSay", "Devices")
    TAB_EARLIER = text("CardSay", "Earlier")

    MORE = text("CardSay", "More about the person")
    EARLIER = text("CardSay", "Earlier cases")
    EARLIER_COUNT = counted("CardSay", "%n case(s)", "", 1)
    EARLIER_MOST = text("CardSay", "the last {most}")
    EARLIER_LOADING = text("CardSay", "Fetching earlier cases")
    ADDRESS = text("CardSay", "Address and place")
    MAP_LATER = text("CardSay", "The map comes in its own view, Ctrl+3.")
    DOCUMENTS = text("CardSay", "Documents")
    NO_DOCUMENTS = text("CardSay", "No documents are loaded.")
    NOBODY_ELSE = text("CardSay", "Nobody else in the register")
    NO_NOTE = text("CardSay", "No note in the register")
