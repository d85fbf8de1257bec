"""What the action plan says beside its own texts, which are the municipality's."""

from ui.words.phrase import Phrase, text


class PlanSay(Phrase):
    """The plan over the timeline, its keys, and what happened to a step."""

    # The place
    STEPS = text("PlanSay", "The steps of the plan")
    FETCHING = text("PlanSay", "Fetching the plan")
    UNKNOWN = text(
        "PlanSay",
        "The case follows a plan of a version that is not here yet. It is asked for again. "
        "Meanwhile: follow the municipality's routine, write notes (F11).",
    )
    NONE_FITS = text("PlanSay", "No plan fits this case. Follow the municipality's routine.")
    TAKE_FIRST = text("PlanSay", "Take the case (F3) to follow the plan. The card may add steps.")
    BEGIN_FIRST = text("PlanSay", "The plan has not begun. F9 begins it.")
    THEIRS = text("PlanSay", "{name} follows the plan.")
    PERSONAL = text("PlanSay", "personal")
    VERSION = text("PlanSay", "version {version}")
    NEW_ALARM = text("PlanSay", "New alarm: {cause}. Ctrl+F9 changes to the plan for {cause}.")
    ALL_DONE = text("PlanSay", "Every step is done or left out. F12 closes the case.")

    # A step
    READ_OUT = text("PlanSay", "Step {number} of {count}, {state}: {text}")
    ANSWER_KEYS = text("PlanSay", "Answers: {answers}")
    ANSWER_KEY = text("PlanSay", "{answer} {key}")
    SKIPPED_FOR = text("PlanSay", "Left out: {reason}")
    AFTER_ANSWER = text("PlanSay", "not needed after the answer {answer}")
    AFTER_SKIPPED = text("PlanSay", "not needed, step {number} was left out")
    AFTER_UNNEEDED = text("PlanSay", "not needed, like step {number}")
    NOT_NEEDED_HERE = text("PlanSay", "not needed here")
    NO_NUMBERS = text("PlanSay", "No telephone number on the card")
    NUMBERS_PROTECTED = text("PlanSay", "The numbers are protected: Ctrl+U and a reason")
    NUMBERS_CLOSED = text("PlanSay", "The numbers stand on the card when it is open")
    NO_CONTACTS = text("PlanSay", "No contacts on the card")
    BY_CALL = text("PlanSay", "F9 calls, and the call marks the answer")
    BY_VIDEO = text("PlanSay", "F9 calls by video, and the call marks the answer")
    BY_CONTACTS = text("PlanSay", "F9 shows whom to call")
    BY_HAND_LOOK = text("PlanSay", "Ctrl+F6 opens the camera, masked; then mark the answer")
    BY_HAND_DISPATCH = text("PlanSay", "F9 shows who is nearest. Or call, and mark the answer")
    BY_HAND_112 = text("PlanSay", "Call 112 from the telephone. F9 when you have called")

    # Time
    UNTOUCHED = text("PlanSay", "Untouched for {time}.")
    NEXT_AGAIN = text("PlanSay", "The plan alarms again in {time}")
    NEXT_OTHERS = text("PlanSay", "The plan calls all operators in {time}")
    NEXT_LEAD = text("PlanSay", "The plan calls the shift lead in {time}")
    NEXT_PATROL = text("PlanSay", "The plan calls the patrol in {time}")
    THEN = text("PlanSay", "{first}, then {rung}")
    AGAIN = text("PlanSay", "again")
    OTHERS = text("PlanSay", "all operators")
    LEAD = text("PlanSay", "the shift lead")
    PATROL = text("PlanSay", "the patrol")
    CALLED = text("PlanSay", "The plan has called {rung}. Go on now.")
    CALLED_AGAIN = text("PlanSay", "The plan has alarmed again. Go on now.")
    RESTS = text("PlanSay", "The plan rests until the promise {time}")
    WAIT_LEFT = text("PlanSay", "{time} left to wait")
    WAIT_OVER = text("PlanSay", "The wait is over. F9 goes on.")

    # Keys
    BEGIN = text("PlanSay", "Begin plan")
    GO_ON = text("PlanSay", "Go on")
    WAIT_FOR = text("PlanSay", "{act} {time}")
    KEY_FIRST = text("PlanSay", "First answer of the step")
    KEY_SECOND = text("PlanSay", "Second answer of the step")
    KEY_THIRD = text("PlanSay", "Third answer of the step")
    KEY_SKIP = text("PlanSay", "Leave out the step")
    KEY_UNDO = text("PlanSay", "Take the last mark back")
    KEY_CHANGE = text("PlanSay", "Change to the plan that fits now")
    KEY_CHOOSE = text("PlanSay", "Read a step of the plan")

    # What came of a key
    TO_PLAN = text("PlanSay", "To the plan")
    HERE_IT_IS = text("PlanSay", "Here is the plan. Read the step, and press again")
    NO_PLAN = text("PlanSay", "The case follows no plan")
    MARK_ANSWER = text("PlanSay", "Mark the answer: {answers}")
    NO_SUCH_ANSWER = text("PlanSay", "The step has no such answer")
    NO_ANSWERS = text("PlanSay", "The step has no answers. F9 marks it")
    SETTLED = text("PlanSay", "Step {number} is marked already. Esc goes back to the present step")
    WAIT_MORE = text("PlanSay", "{time} left to wait. Alt+H leaves the step out")
    JUST_MARKED = text("PlanSay", "The next step has just come. Read it, and press again")
    DONE = text("PlanSay", "Done: {step}")
    DONE_ANSWER = text("PlanSay", "Done: {step}, {answer}")
    SKIPPED = text("PlanSay", "Left out: {step}")
    REOPENED = text("PlanSay", "Open again: {step}")
    NOTHING_MARKED = text("PlanSay", "No step has been marked")
    CHANGED = text("PlanSay", "The plan has been changed")
    BEGUN = text("PlanSay", "The plan has begun")
    SAME_PLAN = text("PlanSay", "The plan that fits is the one that is followed")
    FOLLOW_UP = text("PlanSay", "follow-up")
    FITS_PLAN = text("PlanSay", "by the plan")

    # Leaving out
    PANEL_SKIP = text("PlanSay", "Leave out step {number}: why?")
    SKIP_SAVE = text("PlanSay", "Leave out")
    SKIP_HINT = text("PlanSay", "Or in your own words")
    SKIP_NAME = text("PlanSay", "Reason in your own words")
    SKIP_MISSING = text("PlanSay", "Choose a reason or write one")
    SKIP_DONE_ALREADY = text("PlanSay", "Done already")
    SKIP_NOT_NEEDED = text("PlanSay", "Not needed here")
    SKIP_CANNOT = text("PlanSay", "Cannot be done")
    SKIP_SOMEBODY = text("PlanSay", "Somebody else does it")
    SKIP_TOO_SLOW = text("PlanSay", "Would take too long")
    SKIP_UNWISE = text("PlanSay", "Could do harm")

    # The card
    WAY = text("PlanSay", "{number} {way}")
    WAY_NUMBER = text("PlanSay", "{number} {way} {telephone}")
