"""What the screen says while nothing is seen."""

from ui.words.phrase import Phrase, counted, text


class BlindSay(Phrase):
    """The blind view: links, routine, risk list, what is not sent."""

    TITLE = text("BlindSay", "What we know")
    PROOF = text(
        "BlindSay",
        "A sign of life goes from source to screen every {seconds} s. The last whole round came {last}.",
    )
    PROOF_NONE = text("BlindSay", "A sign of life goes from source to screen every {seconds} s. None has come yet.")
    NOW = text("BlindSay", "now")
    UP = text("BlindSay", "up")
    UP_RATE = text("BlindSay", "up, {rate}")
    DOWN = text("BlindSay", "no network")
    WRITES = text("BlindSay", "reads and writes")
    NOT_WRITES = text("BlindSay", "does not answer")
    CARDS_OWN = text("BlindSay", "on this computer")
    CARDS_AT = text("BlindSay", "on this computer, from {time}")
    CARDS_NONE = text("BlindSay", "no copy on this computer")
    BROKEN_SINCE = text("BlindSay", "does not answer since {time}")
    ATTEMPT_IN = text("BlindSay", "attempt {number} in {time}")
    ATTEMPT_NOW = text("BlindSay", "attempt {number} under way")
    BROKER = text("BlindSay", "Broker {name}")
    ROUTINE = text("BlindSay", "Routine {id}, {title}, version {version}")
    ROUTINE_LOCAL = text("BlindSay", "works without the network")
    ROUTINE_SHIPPED = text("BlindSay", "the shipped one: the centre's own cannot be read")
    OUTBOX = text("BlindSay", "Outbox")
    NOTHING_UNSENT = text("BlindSay", "Nothing waits to be sent.")
    UNSENT = counted("BlindSay", "%n not sent", "", 1)
    UNSENT_WHAT = text("BlindSay", "{kind}, since {time}")
    UNSENT_ORDER = text("BlindSay", "They are sent in order when the line is back.")
    RISKS = text("BlindSay", "Risk list")
    COPY_OF = text("BlindSay", "local copy {time}")
    FROM_STORE = text("BlindSay", "from the register")
    SEEN = text("BlindSay", "seen {time}")
    NEVER_SEEN = text("BlindSay", "no sign known")
    RISKS_HOW = text("BlindSay", "By risk. Cards, plans and phone numbers are on this computer and can be opened.")
    RISKS_MORE = counted("BlindSay", "%n more not shown", "", 1)
    RISKS_NONE = text("BlindSay", "Nobody in the register has a fact that puts them on the list.")
    RISKS_FETCHING = text("BlindSay", "Fetching the risk list")
    RISKS_NOBODY = text("BlindSay", "Sign in to see the risk list.")
    CALL_RESERVE = text("BlindSay", "Call {name} {phone}")
    RESERVE = text("BlindSay", "the reserve centre")
    NO_RESERVE = text("BlindSay", "No reserve centre is set (centre.reserve_phone)")
    DIALLED = text("BlindSay", "{phone} is handed to the telephone")
    DIAL_BY_HAND = text("BlindSay", "Call {phone} on the telephone")
    PRINT = text("BlindSay", "Print the risk list")
    PRINTED = counted("BlindSay", "%n card(s) sent to the printer", "", 1)
    NO_PRINTER = text("BlindSay", "There is no printer on this computer")
    PRINT_TITLE = text("BlindSay", "Risk list {centre}, {time}")
    PRINT_PAGE = text("BlindSay", "Page {page}")
    PRINT_WARNING = text("BlindSay", "Secret. Shred when sight is back.")
