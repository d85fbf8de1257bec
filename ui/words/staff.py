"""What the right column says: responders, the way in, the dispatch, and who of the team has what."""

from ui.words.phrase import Phrase, counted, text


class StaffSay(Phrase):
    """`{who}` is whom a case is about, masked as in its row."""

    NEAREST = text("StaffSay", "Nearest")
    WAY_IN = text("StaffSay", "The way in")
    DOOR = text("StaffSay", "Door")
    KEY = text("StaffSay", "Key")
    WAY_CLOSED = text("StaffSay", "Shown when the resident card is open.")
    WAY_UNKNOWN = text("StaffSay", "Not in the register.")
    WAY_PROTECTED = text("StaffSay", "Protected identity. Shown with a reason: Ctrl+U.")
    DISPATCH = text("StaffSay", "Dispatch")
    TEAM = text("StaffSay", "The team now")
    TEAM_SHORT = text("StaffSay", "The team")
    FREE = text("StaffSay", "no case")
    PROMISED = text("StaffSay", "promise, {who}")
    TECHNICAL = text("StaffSay", "technical, {who}")
    MORE_CASES = counted("StaffSay", "{who} and %n more", "", 1)
    BUSY = counted("StaffSay", "%n in a case", "", 1)
    IDLE = counted("StaffSay", "%n without a case", "", 1)
    FORECAST = text("StaffSay", "Forecast: {count} over target within 5 min")
    FORECAST_LATER = text("StaffSay", "{soon}, {count} ({band}) within 15 min")
    FORECAST_NONE = text("StaffSay", "Forecast: all within their targets for 15 min")
    FORECAST_UNKNOWN = text("StaffSay", "Forecast: not known")
