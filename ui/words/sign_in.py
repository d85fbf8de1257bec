"""What the screen says before a shift begins: who, what is tried, what waits."""

from ui.words.phrase import Phrase, counted, text


class SignInSay(Phrase):
    """Sign-in, change of operator and lock. The texts that the old page had are in `Say`."""

    # Who
    SEARCH_HOW = text("SignInSay", "type to search")
    SEARCHED = text("SignInSay", "search: {text}")
    NO_HITS = text("SignInSay", "Nobody is called that. Backspace takes a letter away, Esc all.")
    NO_LIST = text("SignInSay", "This centre does not list its accounts here. Write the account's name.")
    PEOPLE = text("SignInSay", "Operators")
    ACCOUNTS = counted("SignInSay", "%n account(s)", "", 1)
    GROUP_BEFORE = text("SignInSay", "Have sat here")
    GROUP_OTHERS = text("SignInSay", "Others")
    GROUP_INVENTED = text("SignInSay", "Practice")
    IN_NOW = text("SignInSay", "in now")
    LOCKED_UNTIL = text("SignInSay", "locked until {time}")
    YESTERDAY = text("SignInSay", "yesterday {time}")
    NO_PASSWORD = text("SignInSay", "no password")
    OTHER_ACCOUNT = text("SignInSay", "Other account")

    # Entering
    PLACE = text("SignInSay", "{centre}, place {place}")
    TONGUE = text("SignInSay", "English", "the language's own name")
    BEGIN = text("SignInSay", "Begin the shift")
    SHOW = text("SignInSay", "Show")
    HIDE = text("SignInSay", "Hide")
    TRIES = counted("SignInSay", "%n tries, then locked for {time}.", "", 1)
    NOT_ELSEWHERE = text("SignInSay", "Never write the password anywhere else.")
    ASKING = text("SignInSay", "Signing in")
    ACCOUNT_LOCKED = text("SignInSay", "The account is locked until {time}, after too many wrong passwords.")
    INVENTED_NOTE = text("SignInSay", "An invented operator needs no password.")
    LOCKED_HOW = text(
        "SignInSay",
        "Alarms come in and are heard. Cases that {name} has stay with {name}, who signs in again to see the queue. If "
        "somebody else signs in, they are released.",
    )
    RESTARTED = text("SignInSay", "Vaka restarted after a fault at {time}. Nothing that was saved is lost.")

    # What may be done
    GRANTS = text("SignInSay", "Your municipalities")
    GRANTS_NONE = text("SignInSay", "No municipality yet. The shift lead gives rights.")
    DOES_CASES = text("SignInSay", "alarms")
    DOES_CARDS = text("SignInSay", "cards")
    DOES_LOOKS = text("SignInSay", "looks by camera")
    DOES_TECHNICAL = text("SignInSay", "technical cases")
    DOES_PROTECTED = text("SignInSay", "protected identities")
    DOES_REGISTER = text("SignInSay", "registers")
    DOES_JOURNAL = text("SignInSay", "the journal")
    DOES_ACCOUNTS = text("SignInSay", "accounts")
    DOES_ERASE = text("SignInSay", "erasure")
    DOES_QUEUE = text("SignInSay", "the queue")

    # What is tried
    CHECKS = text("SignInSay", "Tried before you begin")
    GO_WELL = text("SignInSay", "{good} of {all} are well")
    CAN_DO_WITHOUT = counted("SignInSay", "%n can be done without", "", 1)
    NEED_CARE = counted("SignInSay", "%n must be seen to", "", 1)
    REMAIN = counted("SignInSay", "%n not tried", "", 1)
    KEPT = text("SignInSay", "What was tried is kept in the journal with time and place")
    HOURLY = text("SignInSay", "The sound is tried again each hour")
    UNTRIED = text("SignInSay", "Not tried yet")
    UNREACHED = text("SignInSay", "Sound cannot be tried here")
    UNREACHED_WHY = text("SignInSay", "The library of the sound system is missing (libpulse). Tell the technician.")

    TONES_AT = text("SignInSay", "Four tones played {time}")
    PROVEN_AT = text("SignInSay", "Tried {time}, the output took the sound")
    PLAYING = text("SignInSay", "Playing four tones")
    SOUND_LATER = text("SignInSay", "Not tried yet. It is tried by itself when you sign in")
    SOUND_NONE = text("SignInSay", "Alarms are not heard")
    SOUND_NONE_DO = text("SignInSay", "Connect a loudspeaker or headset and play again.")
    TONES_FAILED = text("SignInSay", "The tones did not get out")
    OUTPUT = text("SignInSay", "Output: {device}")
    PLAY = text("SignInSay", "Play")
    PLAY_AGAIN = text("SignInSay", "Play again")

    MICROPHONES_SOUGHT = text("SignInSay", "Looking for microphones")
    MICROPHONE_NONE = text("SignInSay", "No microphone found")
    MICROPHONE_NONE_DO = text("SignInSay", "Plug in the headset and try again.")
    MICROPHONE_SHUT = text("SignInSay", "The microphone does not open")
    MICROPHONE_SHUT_DO = text("SignInSay", "{name}. Another program may have it.")
    SAY_A_WORD = text("SignInSay", "say a word")
    MICROPHONE_HEARD = text("SignInSay", "you are heard")
    MICROPHONE_HEARD_AT = text("SignInSay", "The microphone was heard {time}")
    MICROPHONE_QUIET = text("SignInSay", "No word was heard")
    MICROPHONE_QUIET_DO = text("SignInSay", "{name}. Is it muted?")
    LEVEL = text("SignInSay", "Microphone level")
    CHANGE = text("SignInSay", "Change")
    TRY_AGAIN = text("SignInSay", "Try again")

    CAMERAS_SOUGHT = text("SignInSay", "Looking for cameras")
    CAMERA_NONE = text("SignInSay", "No camera found")
    CAMERA_NONE_DO = text("SignInSay", "Voice calls work, video calls do not show you.")
    CAMERA_UNREACHED = text("SignInSay", "Cameras cannot be looked for here")
    CAMERA_HOW = text("SignInSay", "It is opened in a video call only.")
    LOOK_AGAIN = text("SignInSay", "Look again")

    ROUNDS = text("SignInSay", "{count} of {all} whole rounds")
    ROUNDS_HOW = text("SignInSay", "From the source to this screen, the last {time} ago")
    ROUNDS_EVERY = text("SignInSay", "every {seconds} s")
    ROUNDS_NONE = text("SignInSay", "No sign of life yet")
    ROUNDS_LOST = text("SignInSay", "No sign of life for {time}")
    ROUNDS_BROKEN = text("SignInSay", "Broken: {link}")
    ROUNDS_LOST_DO = text("SignInSay", "We do not see. Follow the routine and tell the technician.")

    JOURNAL = text("SignInSay", "Journal and copy")
    WRITES = counted("SignInSay", "Writes, %n record(s)", "", 1)
    WRITES_NOT = text("SignInSay", "The journal takes nothing")
    WRITES_NOT_DO = text("SignInSay", "Write on paper until it does, and tell the technician.")
    COPY_AT = text("SignInSay", "Local cards from {time}, read without the network")
    COPY_OWN = text("SignInSay", "The cards are on this computer and read without the network")
    COPY_NONE = text("SignInSay", "There is no copy of the cards on this computer")

    CLOCK_ASKED = text("SignInSay", "Asking the time")
    CLOCK_RIGHT = text("SignInSay", "Right, differs by {seconds} s")
    CLOCK_WRONG = text("SignInSay", "Wrong, differs by {seconds} s")
    CLOCK_WRONG_DO = text("SignInSay", "Times and promises will be wrong. Tell the technician.")
    CLOCK_ALONE = text("SignInSay", "Nobody can say what the time is")
    CLOCK_ALONE_DO = text("SignInSay", "Compare with another clock.")
    CLOCK_SOURCES = counted("SignInSay", "%n time source(s)", "", 1)

    # What waits
    WAITING = text("SignInSay", "waiting for an answer")
    NOBODY_WAITS = text("SignInSay", "nobody waits")
    LONGEST = text("SignInSay", "Longest {time}")
    OTHERS_HAVE = text("SignInSay", "others have")
    PROMISES = text("SignInSay", "promises of a time")
    NEXT_PROMISE = text("SignInSay", "the next {time}, in {span}")
    LATE_PROMISE = text("SignInSay", "the next was {time}, {span} ago")
    CANNOT_CALL = text("SignInSay", "cannot raise an alarm")
    CANNOT_CALL_HOW = text("SignInSay", "people or devices with a silent alarm unit")
    COUNTS_LATER = text("SignInSay", "The counts have not come yet.")
    COUNTS_UNKNOWN = text("SignInSay", "We do not know what waits: no contact since {time}.")
    COUNTS_NEVER = text("SignInSay", "We do not know what waits: no contact.")
    LEAD = text("SignInSay", "The shift lead, {phone}")
    CALL = text("SignInSay", "Call")
