"""What the first run's wizard says of itself: labels, hints, and why the next step is open or not.

What a trial answers is in `trials.py`.
"""

from ui.words.phrase import Phrase, text


class WizardSay(Phrase):
    """Labels and sentences of the wizard."""

    # Frame
    TITLE = text("WizardSay", "First start")
    WINDOW_TITLE = text("WizardSay", "Vaka, first start")
    GET_GOING = text("WizardSay", "Get going")
    STEP_OF = text("WizardSay", "Step {number} of {count}. Everything can be changed later.")
    JUST_TRY = text("WizardSay", "Only want to try?")
    DEMO = text("WizardSay", "Start the demo")
    BACK = text("WizardSay", "Back")
    NEXT = text("WizardSay", "Next")
    TRY = text("WizardSay", "Try")
    TRY_AGAIN = text("WizardSay", "Try again")
    CANCEL = text("WizardSay", "Cancel the trial")
    SAVE = text("WizardSay", "Save and start Vaka")
    SAVE_AGAIN = text("WizardSay", "Save again")
    SAVING = text("WizardSay", "Saving")
    SWITCH_LANGUAGE = text("WizardSay", "Byt till svenska")
    LANGUAGE_NOW = text("WizardSay", "English", "the language that is shown now")

    # Why the next step is open or not
    OPENS_WHEN_GOOD = text("WizardSay", "Next opens when the trial goes well")
    TRYING = text("WizardSay", "Trying, {seconds} s")
    GOES_WITHOUT_SOUND = text("WizardSay", "Next is open. Without this, alarms are seen and not heard.")
    GOES_WITHOUT_HEADSET = text("WizardSay", "Next is open. Without a headset you cannot talk from here.")
    GOES_LATER = text("WizardSay", "Next is open. No alarms come before this is done.")
    GOES_WITHOUT_ACCOUNT = text("WizardSay", "Next is open. Sign in with an account that is there.")
    ALL_GOOD = text("WizardSay", "The trial went well")
    CHANGED_SINCE = text("WizardSay", "Changed since the trial. Try again.")
    BEFORE_SAVE = text("WizardSay", "Nothing is saved before you press here")
    CANCELLED = text("WizardSay", "The trial was cancelled. Nothing is saved.")

    # Steps
    STEP_LOOK = text("WizardSay", "Language and theme")
    STEP_BROKER = text("WizardSay", "Connection")
    STEP_DATABASE = text("WizardSay", "Database")
    STEP_SOUND = text("WizardSay", "Sound and headset")
    STEP_ACCOUNT = text("WizardSay", "Account")
    STEP_FINISH = text("WizardSay", "Done")
    SUB_BROKER = text("WizardSay", "message service")
    SUB_DATABASE = text("WizardSay", "where all is kept")
    SUB_SOUND = text("WizardSay", "can be done without")
    SUB_ACCOUNT = text("WizardSay", "shift lead")
    SUB_FINISH = text("WizardSay", "save and start")
    DONE_LOOK = text("WizardSay", "{language}, {theme}")
    DONE_LATER = text("WizardSay", "later")
    DONE_FILE = text("WizardSay", "on this computer")
    DONE_WITHOUT = text("WizardSay", "without")
    DONE_SYSTEM = text("WizardSay", "the system's choice")

    # Look
    LOOK_WHY = text("WizardSay", "Shown at once. Choose with the key in front of it.")
    LANGUAGE = text("WizardSay", "Language")
    THEME = text("WizardSay", "Theme")
    SIZE = text("WizardSay", "Size of text")
    NIGHT = text("WizardSay", "Night, dark")
    DAY = text("WizardSay", "Day, light")
    NIGHT_SHORT = text("WizardSay", "night")
    DAY_SHORT = text("WizardSay", "day")
    SWEDISH = text("WizardSay", "Svenska")
    ENGLISH = text("WizardSay", "English")
    SWEDISH_SHORT = text("WizardSay", "Swedish", "within a sentence")
    ENGLISH_SHORT = text("WizardSay", "English", "within a sentence")

    # Connection
    BROKER_WHY = text("WizardSay", "Alarms come from here. Ask who runs the message service for these.")
    ADDRESS = text("WizardSay", "Address")
    PORT = text("WizardSay", "port")
    MUNICIPALITY = text("WizardSay", "Municipality")
    MUNICIPALITY_HINT = text("WizardSay", "as in the topics, such as alvbro")
    USER = text("WizardSay", "User")
    PASSWORD = text("WizardSay", "Password")
    TO_KEYRING = text("WizardSay", "goes into the computer's keyring")
    EMPTY_KEEPS = text("WizardSay", "empty: the one in the keyring")
    CERTIFICATE = text("WizardSay", "Certificate")
    CERTIFICATE_HINT = text("WizardSay", "empty: the system's authorities")
    CHANGE = text("WizardSay", "Change...")
    VALID_UNTIL = text("WizardSay", "{name}, valid until {date}")
    VALID = text("WizardSay", "{name}")
    NO_AUTHORITY = text("WizardSay", "no certificate in it")
    CHOOSE_CERTIFICATE = text("WizardSay", "Choose the authority's certificate")
    NOT_ENCRYPTED = text("WizardSay", "Without encryption (only on this computer)")
    LATER = text("WizardSay", "Connect later: no alarms come before that")

    # Database
    DATABASE_WHY = text("WizardSay", "Everything that happens is kept here. Several consoles share PostgreSQL.")
    LOCAL = text("WizardSay", "An encrypted file on this computer")
    SHARED = text("WizardSay", "PostgreSQL, shared by several consoles")
    FILE = text("WizardSay", "File")
    FILE_HINT = text("WizardSay", "empty: {place}")
    FILE_KEY = text("WizardSay", "its key goes into the keyring")
    DATABASE_NAME = text("WizardSay", "Database")

    # Sound
    SOUND_WHY = text("WizardSay", "Put the headset on. The trial plays a tone and listens for two seconds.")
    OUTPUT = text("WizardSay", "Alarms are heard in")
    SYSTEM_OUTPUT = text("WizardSay", "The system's own choice")
    NO_OUTPUTS = text("WizardSay", "No sound outputs on this computer")
    SPEAK_NOW = text("WizardSay", "Say something now")
    LEVEL = text("WizardSay", "Level of the microphone")

    # Account
    ACCOUNT_WHY = text("WizardSay", "Who may sit here first: shift lead, with every right in the municipality.")
    LOGIN = text("WizardSay", "Account name")
    LOGIN_HINT = text("WizardSay", "a-z, digits, such as ellen.s")
    NAME = text("WizardSay", "Name")
    NAME_HINT = text("WizardSay", "as colleagues see it")
    AGAIN = text("WizardSay", "Password again")
    PASSWORD_RULE = text("WizardSay", "at least {count} characters")
    PASSWORD_HASHED = text("WizardSay", "kept as a hash, Argon2id")

    # Done
    FINISH_WHY = text("WizardSay", "Read it through. This is what is saved, and where.")
    SUM_LATER = text("WizardSay", "Later. Nobody's alarms come to this console before it is connected.")
    SUM_BROKER = text("WizardSay", "{host}:{port} as {user}, municipality {municipality}")
    SUM_BROKER_ANYBODY = text("WizardSay", "{host}:{port} without a user, municipality {municipality}")
    SUM_FILE = text("WizardSay", "Encrypted file: {place}")
    SUM_SERVER = text("WizardSay", "PostgreSQL {host}:{port}, {name}, as {user}")
    SUM_SOUND = text("WizardSay", "{output}")
    SUM_NO_SOUND = text("WizardSay", "{output}. Not heard in the trial.")
    SUM_ACCOUNT = text("WizardSay", "{login} ({name}), shift lead in {municipality}")
    SUM_ACCOUNT_THERE = text("WizardSay", "An account that is there. None is made.")
    SUM_LOOK = text("WizardSay", "{language}, {theme}, {percent} %")
    SAVED_WHERE = text("WizardSay", "Saved")
    SAVED_SETTINGS = text("WizardSay", "Settings in {place}, without passwords")
    SAVED_SECRETS = text("WizardSay", "Passwords and keys in the computer's keyring{place}")

    # Lines
    TRIED_AT = text("WizardSay", "Tried {time}")
    TRYING_NOW = text("WizardSay", "Trying")
    NOT_TRIED = text("WizardSay", "Not tried yet")
    SAVED_AT = text("WizardSay", "Saved {time}")
    TALLY_GOOD = text("WizardSay", "{count} good")
    TALLY_BAD = text("WizardSay", "{count} not")
    TALLY_WAITING = text("WizardSay", "{count} waiting")
    WAITS = text("WizardSay", "waits")
    RUNNING = text("WizardSay", "trying")
    CODE = text("WizardSay", "code {code}")
    SECONDS = text("WizardSay", "{seconds} s")
    NOTHING_SAVED = text("WizardSay", "Nothing is saved.")
    SETTINGS_NOT_SAVED = text("WizardSay", "The settings are not saved.")

    # Status line
    CANARY = text("WizardSay", "Sign of life")
    LINK = text("WizardSay", "Connection")
    JOURNAL = text("WizardSay", "Journal")
    SOUND = text("WizardSay", "Sound")
    NOT_BEGUN = text("WizardSay", "not begun")
    NONE = text("WizardSay", "none", "of link and journal")
    TRIED_WELL = text("WizardSay", "tried {time}")
    UNTRIED = text("WizardSay", "not tried")
    WITHOUT = text("WizardSay", "none", "of sound")
    NOT_NOW = text("WizardSay", "later")
