"""What the map says of itself: where there is none, whose it is, and what is walked through by keyboard."""

from ui.words.phrase import Phrase, counted, text


class MapSay(Phrase):
    """`{name}` and `{detail}` are a mark's own."""

    MAP = text("MapSay", "Map")
    MAP_OF = text("MapSay", "Map of {name}")
    NO_MAP = text("MapSay", "There is no map here. Everybody still stands where they were last heard.")
    CREDIT = text("MapSay", "{credit}. Map pack {made_on}")
    METRES = text("MapSay", "{count} m", "scale bar")
    KILOMETRES = text("MapSay", "{count} km", "scale bar")
    NORTH = text("MapSay", "{degrees} N")
    SOUTH = text("MapSay", "{degrees} S")
    EAST = text("MapSay", "{degrees} E")
    WEST = text("MapSay", "{degrees} W")
    CASES = counted("MapSay", "%n case(s)", "on the map", 1)
    STAFF = counted("MapSay", "%n of the staff", "on the map", 1)
    SHOWN = text("MapSay", "{cases} and {staff} on the map.")
    RANKED = text("MapSay", "number {number}, {name}")
    CHOSEN = text("MapSay", "{name}, the chosen case")
    STALE = text("MapSay", "{name}, old position")
    GROUP = counted("MapSay", "%n together: enter comes nearer", "", 1)
    AND_MORE = counted("MapSay", "and %n more here", "", 1)
