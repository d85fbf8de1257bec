"""Every sentence and label of the desk, in English; other languages are in `resources/languages`.

Sentence case, no exclamation marks, no "OK". The words of the domain's enums are in `enums.py`.
"""

from ui.words.phrase import Phrase, counted, text


class Say(Phrase):
    """What the screen says; `{...}` are filled in, `%n` is a number with its plural form."""

    # Frame
    VIEW_CASES = text("Say", "Cases")
    VIEW_ROUNDS = text("Say", "Rounds")
    VIEW_MAP = text("Say", "Map")
    VIEW_NIGHT = text("Say", "Night")
    VIEW_TECHNICAL = text("Say", "Technical")
    VIEW_CENTRE = text("Say", "Centre")
    VIEW_EMPTY = text(
        "Say",
        "This view comes in a later version. Nothing hides here: whatever alarms stands in the queue under Cases.",
    )
    SEARCH = text("Say", "Search residents, addresses, commands")
    SEARCH_SHORT = text("Say", "Search or run")
    DEVICE_OF_NOBODY = text("Say", "The device is nobody's in particular: there is no card to open")
    NOBODY_SEATED = text("Say", "Nobody signed in")
    DEMO = text("Say", "Practice, invented people")
    DEMO_SHORT = text("Say", "Practice")

    # Queue
    OPEN = text("Say", "Open")
    LONGEST_WAIT = text("Say", "Longest wait {time}")
    LONGEST_SHORT = text("Say", "Longest {time}")
    ANSWERED_SHORT = text("Say", "in {time}")
    NO_OWNER = text("Say", "No owner")
    YOU = text("Say", "You")
    ANSWERED_AFTER = text("Say", "answered in {time}")
    HIDDEN_NONE = text("Say", "Nothing hidden")
    HIDDEN_UNKNOWN = text("Say", "Hidden: unknown number")
    ABOVE = text("Say", "{count} above")
    BELOW = text("Say", "{count} below")
    EMPTY_SEEING = text("Say", "No open cases.")
    EMPTY_SEEING_PROOF = text("Say", "Sign of life {time} ago.")
    EMPTY_WAITING = text("Say", "Waiting for the first sign of life")
    EMPTY_WAITING_WHY = text("Say", "The queue is shown as empty only when a sign of life has come all the way here.")
    EMPTY_BLIND = text("Say", "We do not know whether the queue is empty")
    EMPTY_BLIND_WHY = text(
        "Say",
        "No cases are shown, but sight is not proven. The queue is shown as empty only when a new "
        "sign of life has come all the way.",
    )
    BLIND_ROW = text("Say", "No contact since {time}")
    BLIND_ROW_WHAT = text("Say", "We do not know whether more wait")
    BLIND_ROW_WHY = counted("Say", "Last certain: %n waited for an answer", "", 1)
    LAST_CERTAIN = text("Say", "Last certain {time}")
    UNKNOWN = text("Say", "unknown")
    ASK_WHO = text("Say", "Ask who")
    PRESSES = counted("Say", "%n press(es)", "", 1)
    PRESSES_OVER = counted("Say", "%n press(es), {time}", "", 1)
    PRESSES_SINCE = counted("Say", "%n press(es) since {time}", "", 1)
    RAISED_FROM = text("Say", "Raised from {number}")
    TEST = text("Say", "Test")
    OR = text("Say", "{first} or {last}")
    UNKNOWN_PERSON = text("Say", "Unknown person")
    PROTECTED = text("Say", "Protected identity")
    PLACE_AFTER_REASON = text("Say", "place shown after a reason")
    LOST_SHORT = text("Say", "{owner} took it {time}")

    # Reasons of a row
    WAITS = text("Say", "Waits")
    ANSWER_WITHIN = text("Say", "answer within {time}")
    LEFT = text("Say", "{time} left")
    OVER_TARGET = text("Say", "{over} over the target {target}")
    OVER_TARGET_SHORT = text("Say", "{over} over target")
    OVER_SHORT = text("Say", "{over} over")
    PRESSES_IN = counted("Say", "%n press(es) in {time}", "", 1)
    RAISED = text("Say", "raised from {own}")
    RESET_UNSEEN = text("Say", "reset by the device")
    PROMISE_BROKEN = text("Say", "the promise {time} was not kept")
    PROMISED = text("Say", "{text} promised {time}")
    PROMISE_LATE = text("Say", "{time} past the promise")
    ANSWERED = text("Say", "answered after {time}")
    FOLLOWS = text("Say", "came back after closing")

    # Case
    NO_CASE = text("Say", "No case selected")
    NO_CASE_HOW = text("Say", "F2 takes the next. The arrows choose.")
    AGE = text("Say", "{age} years")
    ANSWER_LINE = text("Say", "answered after {time}, target {target}")
    ANSWER_SHORT = text("Say", "answered {time}")
    WAIT_LINE = text("Say", "waiting, target {target}")
    PROMISE_LINE = text("Say", "left to the promise {time}")
    TIMELINE = text("Say", "Timeline")
    EVENTS = counted("Say", "%n event(s)", "", 1)
    FACTS_NONE = text("Say", "No critical facts in the register")
    DEVICE_LINE = text("Say", "Device {device}")

    # Card
    CARD = text("Say", "Resident card")
    CARD_READ_FOR = text("Say", "Read: {reason}")
    CARD_CLOSED = text("Say", "The card is not open")
    CARD_HOW = text("Say", "It opens by itself when you take the case (F3). Without a case: Ctrl+R and a reason.")
    CARD_NOBODY = text("Say", "The case is about no known person")
    CARD_ASK_WHO = text("Say", "Say first who it is about (Ctrl+G)")
    CARD_LOADING = text("Say", "Fetching the card")
    PROTECTED_HOW = text(
        "Say",
        "Name, address and phone are protected. Show with a reason: Ctrl+U. The reading is journalled.",
    )
    UNMASKED = text("Say", "Protected identity, shown to you")
    FACTS = text("Say", "To know first")
    REACH = text("Say", "Reach the person")
    PHONE = text("Say", "Phone")
    MOBILE = text("Say", "Mobile")
    LANGUAGE = text("Say", "Language")
    CONTACTS = text("Say", "Contacts in calling order")
    NO_CONTACTS = text("Say", "No contacts in the register")
    HAS_KEY = text("Say", "has a key")
    DEVICES = text("Say", "Devices, last sign of life")
    NO_DEVICES = text("Say", "No devices in the register")
    NO_SIGN = text("Say", "not known")
    AGO = text("Say", "{time} ago")
    BATTERY = text("Say", "{percent} %")
    MAINS_OUT = text("Say", "without mains")
    AIDS = text("Say", "Aids at home")
    WAY_IN = text("Say", "Way in")
    KEY_AT = text("Say", "Key: {place}")
    HISTORY = text("Say", "Last five cases")
    NO_HISTORY = text("Say", "No earlier cases")
    STILL_OPEN = text("Say", "open")
    HOUSEHOLD = text("Say", "Also lives here")
    NOTE_OF = text("Say", "Note in the register")

    # Panels
    PANEL_NOTE = text("Say", "Note", "panel_note")
    ACT_LOOK_IN = text("Say", "Look in with the camera")
    PANEL_LOOK_IN = text("Say", "Look in outside the round: why?")
    LOOK_IN_HINT = text("Say", "What the case needs to see. The shift lead is told.")
    LOOK_IN_SAVE = text("Say", "Open the camera, masked")
    LOOK_IN_DONE = text("Say", "The camera is open, masked. The shift lead is told.")
    NOTE_HINT = text("Say", "What was said and done")
    NOTE_SAVE = text("Say", "Save the note")
    PANEL_CLOSE = text("Say", "Close: choose an outcome")
    CLOSE_NO_OUTCOMES = text("Say", "The municipality has no list of outcomes")
    CHOOSE_OUTCOME = text("Say", "Choose an outcome first")
    CLOSE_SAVE = text("Say", "Close the case")
    CLOSE_CHOSEN = text("Say", "Close: {outcome}")
    NEXT_STEP = text("Say", "What happens next")
    NEXT_STEP_HINT = text("Say", "Needed for this outcome")
    NEXT_STEP_FREE = text("Say", "May be left empty")
    PANEL_PROMISE = text("Say", "Promise a time")
    PROMISE_MINUTES = text("Say", "{minutes} min, {time}")
    PROMISE_AT = text("Say", "Time of day")
    PROMISE_AT_HINT = text("Say", "hh:mm")
    PROMISE_WHAT = text("Say", "What is promised")
    PROMISE_WHAT_MISSING = text("Say", "Write what is promised")
    PROMISE_WHAT_HINT = text("Say", "visit")
    PROMISE_SAVE = text("Say", "Promise it")
    PROMISE_CHOSEN = text("Say", "Promise {time}")
    PROMISE_BAD_TIME = text("Say", "Choose a time or write hh:mm")
    PANEL_WHO = text("Say", "Who is it about?")
    PANEL_HAND_OVER = text("Say", "Hand over to")
    NO_COLLEAGUES = text("Say", "No colleague can take the case")
    PANEL_TAKE_OVER = text("Say", "Take over from {owner}: why?")
    TAKE_OVER_HINT = text("Say", "The reason is journalled")
    TAKE_OVER_SAVE = text("Say", "Take over")
    PANEL_READ = text("Say", "Read the card: why?")
    PANEL_UNMASK = text("Say", "Show protected identity: why?")
    PANEL_NEW = text("Say", "New case by hand")
    NEW_HINT = text("Say", "What has happened, and who is calling")
    NEW_SAVE = text("Say", "Open the case")
    NEW_MUNICIPALITY = text("Say", "Municipality")
    NEW_MISSING = text("Say", "Choose municipality and class, and write what happened")
    NEW_CLASS = text("Say", "Class")
    CHOOSE = text("Say", "Choose who first")
    WRITE_FIRST = text("Say", "Write something first")
    BACK = text("Say", "Back")
    DRAFT_KEPT = text("Say", "The draft stays with the case")
    DRAFT_KEPT_NEW = text("Say", "The draft stays, Ctrl+N brings it back")

    # Acts
    ACT_KEYS = text("Say", "Keys")
    ACT_NEXT = text("Say", "Take next")
    ACT_TAKE = text("Say", "Take")
    ACT_RELEASE = text("Say", "Release")
    ACT_TAKE_OVER = text("Say", "Take over…")
    ACT_HAND_OVER = text("Say", "Hand over")
    ACT_CALL = text("Say", "Call")
    ACT_VIDEO = text("Say", "Video")
    ACT_RELATIVES = text("Say", "Relatives")
    ACT_SEND = text("Say", "Send")
    ACT_STEP = text("Say", "Next step")
    ACT_PROMISE = text("Say", "Promise time")
    ACT_NOTE = text("Say", "Note", "act_note")
    ACT_CLOSE = text("Say", "Close…")
    ACT_UNMASK = text("Say", "Show protected identity with a reason")
    ACT_READ = text("Say", "Read the resident card with a reason")
    ACT_WHO = text("Say", "Say who it is about")
    ACT_NEW = text("Say", "New case by hand")
    ACT_KEEP = text("Say", "The promise is kept")
    ACT_CHANGE = text("Say", "Change operator")
    ACT_LOCK = text("Say", "Lock the screen")
    ACT_QUEUE = text("Say", "To the queue")
    ACT_BACK = text("Say", "Close the panel")
    ACT_THEME = text("Say", "Night or day")
    ACT_LANGUAGE = text("Say", "Swedish or English")
    ACT_BIGGER = text("Say", "Bigger text")
    ACT_SMALLER = text("Say", "Smaller text")
    ACT_SETTINGS = text("Say", "Settings")
    ACT_PALETTE = text("Say", "Search and commands")
    ACT_SILENCE = text("Say", "Silence the sound, 10 min at most")
    ACT_SOUND = text("Say", "Sound on again")
    ACT_MORE = text("Say", "More about the person")
    ACT_BLIND = text("Say", "What we know, and the routine")
    ACT_BLIND_SHORT = text("Say", "What we know")
    ACT_LEAD = text("Say", "Call lead")
    ACT_RESERVE = text("Say", "Call reserve")
    ACT_PRINT = text("Say", "Print the risk list")
    ACT_SECOND = text("Say", "The card on another screen")
    A_RESPONDER = text("Say", "A responder")
    GROUP_CASE = text("Say", "The case")
    GROUP_REACH = text("Say", "Reach")
    GROUP_COURSE = text("Say", "The course")
    GROUP_CALL = text("Say", "The call")
    GROUP_MORE = text("Say", "More")
    KEYS_TITLE = text("Say", "Keys")
    KEYS_FOOT = text("Say", "Enter never takes a case. Esc or F1 closes.")

    # What happened to an act
    ACT_HELP = text("Say", "Ask for help, or end it")
    NOTHING_WAITS = text("Say", "Nobody waits for an answer")
    NOTHING_SELECTED = text("Say", "Choose a case in the queue first")
    NOT_YOURS = text("Say", "You do not have the case. Take it with F3")
    JUST_CHANGED = text("Say", "The selected case has just changed. Look, and press again")
    NO_TENANT = text("Say", "You handle no cases in any municipality")
    SHOWN_ALREADY = text("Say", "The protected identity is shown to you already")
    SECOND_HOW = text("Say", "It is shown here as soon as it is open on the desk.")
    ONE_SCREEN = text("Say", "There is only one screen: the card stands in a window of its own")
    MORE_CLOSED = text("Say", "The card must be open first: take the case, or Ctrl+R and a reason")
    NO_PROMISE = text("Say", "No promise waits to be kept. Promise a new time with F10")
    NOT_PROTECTED = text("Say", "No protected identity to show")
    NOT_ASKED_WHO = text("Say", "The case does not ask who")
    TOOK = text("Say", "You took {what}")
    CASE_GONE = text("Say", "The selected case is no longer open")
    RELEASED = text("Say", "The case is released")
    NOTED = text("Say", "The note is saved")
    PROMISE_MADE = text("Say", "Promised {time}")
    PROMISE_KEPT = text("Say", "The promise is kept")
    CLOSED = text("Say", "Closed: {outcome}")
    HANDED_OVER = text("Say", "Handed over to {name}")
    OPENED = text("Say", "The case is opened")
    NAMED = text("Say", "Who it is about is said")
    NOT_SIGNED_IN = text("Say", "Sign in first")
    LOST_CONTACT = text("Say", "It could not be done: no contact with the console's core")
    UNWRITABLE = text("Say", "It could not be saved: the journal does not take it")
    CONTACT_AGAIN = text("Say", "Contact is back")

    # Status
    CANARY = text("Say", "Sign of life")
    CANARY_AGO = text("Say", "{time} ago")
    CANARY_LOST = text("Say", "missing for {time}")
    CANARY_NONE = text("Say", "none yet")
    LINK = text("Say", "Link")
    JOURNAL = text("Say", "Journal")
    JOURNAL_COUNT = text("Say", "{count} written")
    JOURNAL_NOT = text("Say", "does not write")
    BACKLOG = text("Say", "Backlog")
    COUNT_UNKNOWN = text("Say", "unknown", "status")

    # Blindness
    BANNER_BLIND = text("Say", "NO CONTACT SINCE {time}")
    BANNER_BLIND_EVER = text("Say", "NO CONTACT")
    BANNER_NOBODY = text("Say", "NOBODY SIGNED IN HERE")
    BANNER_STORE = text("Say", "THE JOURNAL DOES NOT WRITE")
    BANNER_ENDED = text("Say", "THE CONSOLE'S CORE HAS STOPPED")
    NO_SIGN_FOR = text(
        "Say",
        "No sign of life for {time}, limit {limit}. Alarms may come in without being shown here. Call "
        "the reserve centre and follow your routine.",
    )
    NO_STORE_FOR = text(
        "Say",
        "Alarms reach us but cannot be stored. They are not shown until the journal writes. Call the "
        "reserve centre and follow your routine.",
    )
    NO_SCREEN_FOR = text(
        "Say",
        "The screen did not show what came. The queue may be old. Restart Vaka if this stays.",
    )
    NO_OPERATOR = text("Say", "Cases from here alarm at the other places. Sign in to see the queue.")
    STORE_FULL = text(
        "Say",
        "What you do now is not saved. Write on paper until this is gone, and tell the technician.",
    )
    CORE_ENDED = text("Say", "No alarms come in. Call the reserve centre, follow your routine and restart Vaka.")

    # Sign-in
    WHO_ARE_YOU = text("Say", "Who are you?")
    INVENTED_HOW = text(
        "Say",
        "In practice residents, alarms and operators are invented. A digit, or arrows and Enter.",
    )
    SIGN_IN = text("Say", "Sign in")
    SIGN_IN_HOW = text("Say", "Opens the queue, takes no case.")
    ACCOUNT = text("Say", "Account")
    PASSWORD = text("Say", "Password")
    CHANGE_OPERATOR = text("Say", "Change operator")
    CHANGE_HOW = text(
        "Say",
        "{name} is signed in. Cases that {name} has are released when somebody else signs in. Esc goes back.",
    )
    LOCKED = text("Say", "Locked by {name}")
    LEAVE_SEAT = text("Say", "Sign out {name}")
    WAITS_HERE = text("Say", "This waits")
    WITHOUT_NAMES = text("Say", "without names")

    # Fault
    CANNOT_START = text("Say", "Vaka cannot start: {why}")
    FAULT_TITLE = text("Say", "Fault in the program")
    FAULT_TEXT = text("Say", "Something went wrong in Vaka. The queue goes on. Tell the technician the code.")
    FAULT_CODE = text("Say", "Code: {code}")
    FAULT_MORE = counted("Say", "%n more fault(s) since", "", 1)
    FAULT_CLOSE = text("Say", "Close")
