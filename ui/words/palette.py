"""What the palette says."""

from ui.words.phrase import Phrase, counted, text


class PaletteSay(Phrase):
    """The palette's sentences and labels."""

    TITLE = text("PaletteSay", "Search or run a command")
    HINT = text("PaletteSay", "Search resident, address or command")
    LINES = text("PaletteSay", "Hits")
    HITS_IN = counted("PaletteSay", "%n hit(s) in {time}", "", 1)
    HITS = counted("PaletteSay", "%n hit(s)", "", 1)
    HITS_AT_LEAST = counted("PaletteSay", "At least %n hit(s) in {time}", "", 1)
    MILLISECONDS = text("PaletteSay", "{count} ms")
    SEARCHING = text("PaletteSay", "Searching")
    SEARCHING_FOR = text("PaletteSay", "Searching, {time}")

    RESIDENTS = text("PaletteSay", "Residents")
    COMMANDS = text("PaletteSay", "Commands")
    STAFF = text("PaletteSay", "Response staff and colleagues")
    THINGS = text("PaletteSay", "Devices and cases")
    LAST_USED = text("PaletteSay", "Last used")

    PROTECTED = text("PaletteSay", "1 hit with protected identity")
    PROTECTED_OF = text("PaletteSay", "Hit {number} of {count} with protected identity")
    AFTER_REASON = text("PaletteSay", "shown only after a reason")
    CASE_OPEN = text("PaletteSay", "case open")
    APARTMENT = text("PaletteSay", "apt {number}")
    CASE = text("PaletteSay", "Case {id}")
    SITS_AT = text("PaletteSay", "sits at {console}")
    SITS_NOWHERE = text("PaletteSay", "not signed in")
    MORE = counted("PaletteSay", "%n more. Type more to see fewer", "", 1)
    MORE_AT_LEAST = counted("PaletteSay", "At least %n more. Type more to see fewer", "", 1)

    TYPE_TO_SEARCH = text("PaletteSay", "Type to search: name, address, phone, staff, device or case.")
    TYPE_MORE = text("PaletteSay", "Type two letters or digits or more to search among residents, staff and devices.")
    NOTHING = text("PaletteSay", "No hit for “{text}”.")
    NOTHING_WHERE = text(
        "PaletteSay",
        "Searched: name, address and phone of residents in your municipalities, devices, open cases, staff and "
        "commands.",
    )
    NOTHING_COMMANDS = text("PaletteSay", "Only commands were searched. Without > everything is searched.")
    NOTHING_STAFF = text("PaletteSay", "Only staff were searched. Without @ everything is searched.")
    NOTHING_THINGS = text("PaletteSay", "Only devices and open cases were searched. Without # everything is searched.")
    NOTHING_PROTECTED = text(
        "PaletteSay",
        "Whoever has a protected identity is never found by name, address or phone, unless you are named for it.",
    )
    LOST = text(
        "PaletteSay", "No contact with the console's core: residents, staff and devices cannot be searched now."
    )

    CHOOSE = text("PaletteSay", "choose")
    ONLY_COMMANDS = text("PaletteSay", "only commands")
    ONLY_STAFF = text("PaletteSay", "staff")
    ONLY_THINGS = text("PaletteSay", "device or case")
    JOURNALLED = text("PaletteSay", "Opening a card is journalled")
