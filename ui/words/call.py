"""What the view of a call says: how far it is, what is heard and seen, what each control does, what comes next."""

from ui.words.phrase import Phrase, counted, text


class CallSay(Phrase):
    """`{who}` is whom it is with, `{on}` on what it rings, `{way}` the next way, `{key}` the key that does it."""

    TITLE = text("CallSay", "The call")

    # Keys
    KEY_HANG_UP = text("CallSay", "Hang up, the case stays")
    KEY_MUTE = text("CallSay", "Microphone on or off")
    KEY_CAMERA = text("CallSay", "Own camera on or off")
    KEY_LOUDER = text("CallSay", "Louder in your headset")
    KEY_QUIETER = text("CallSay", "Quieter in your headset")
    KEY_INVITE = text("CallSay", "Bring somebody in")
    KEY_HOLD = text("CallSay", "Hold or resume")
    KEY_TONES = text("CallSay", "Control the device")
    KEY_LISTEN_IN = text("CallSay", "Listen in")
    KEY_AGAIN = text("CallSay", "Call the same way again")
    KEY_TO_CALL = text("CallSay", "To the call")

    # The function row
    RING = text("CallSay", "Call {on}")
    RING_VIDEO = text("CallSay", "Video call")
    TO_VOICE = text("CallSay", "Change to voice")
    PICTURE_ON = text("CallSay", "Picture on")
    PICTURE_OFF = text("CallSay", "Picture off")
    ON_TABLET = text("CallSay", "the tablet")
    ON_UNIT = text("CallSay", "the alarm unit")
    ON_MOBILE = text("CallSay", "the mobile")
    ON_PHONE = text("CallSay", "the home phone")
    ON_NUMBER = text("CallSay", "the number")
    ON_CONTACT = text("CallSay", "relative {order}")
    AGAIN = text("CallSay", "Call again")
    ALL_THE_SAME = text("CallSay", "Call all the same")
    HANG_UP_FIRST = text("CallSay", "Hang up first (Ctrl+L)")
    NO_VIDEO = text("CallSay", "There is no way to call by video. F5 calls by voice")
    FETCHING = text("CallSay", "Looking up how to call")
    OWN_FIRST = text("CallSay", "Take the case first (F3), or open the card for a reason (Ctrl+R)")
    NOT_CONNECTED_YET = text("CallSay", "Nobody has answered yet")
    NO_CALL = text("CallSay", "No call is going on")

    # How far it is
    STARTS = text("CallSay", "Calling {on}")
    STARTS_HOW = text("CallSay", "Waiting for the device to ring")
    RINGS = text("CallSay", "It is ringing: {on}")
    RINGS_FOR = counted("CallSay", "Rings for %n s more, then {then}", "", 1)
    THEN_GIVEN_UP = text("CallSay", "it is given up")
    THEN_NEXT = text("CallSay", "the next way is {way}")
    IN_CALL = text("CallSay", "Call {time}")
    VOICE_WITH = text("CallSay", "You are talking with {who}")
    PICTURE_COMING = text("CallSay", "The sound is through, the picture is on its way")
    TALK_GOES = text("CallSay", "You hear each other as before")
    HELD = text("CallSay", "The call is on hold")
    HELD_HOW = text("CallSay", "Neither of you hears the other. Ctrl+Shift+H resumes it")
    LINE_LOST = text("CallSay", "The line was lost, calling again")
    ENGINE_LOST = text("CallSay", "The call engine stopped and starts again")
    ENGINE_STARTS = text("CallSay", "The call engine is starting, then it rings. You need not press again")
    LINE_LOST_FOR = counted("CallSay", "Away for %n s. {who} is called again by itself, you need not press", "", 1)
    QUIET = text("CallSay", "Nothing is heard")
    QUIET_FOR = counted("CallSay", "No sound from {who} for %n s. Speak, wait, send somebody", "", 1)
    HANDED = text("CallSay", "Handed to the telephone")
    HANDED_HOW = text("CallSay", "Speak there. Mark in the plan what came of it")
    NOT_HANDED = text("CallSay", "Nobody was called")
    NOT_HANDED_HOW = text("CallSay", "This computer has no telephone that takes numbers. Call by hand")
    HUNG_UP = text("CallSay", "You hung up")
    LASTED = text("CallSay", "You talked for {time}")
    RANG_FOR = counted("CallSay", "It rang for %n s", "", 1)
    NEXT_WAY = text("CallSay", "F5 calls {way} next")
    NO_MORE_WAYS = text("CallSay", "There is no other way to call. F7 calls relatives, Ctrl+F5 the same way again")
    CASE_STAYS = text("CallSay", "The case is still yours")
    OWNER_IS = text("CallSay", "{who} has the case now")
    OWNER_NOBODY = text("CallSay", "The case is not yours any more")
    PUT_AWAY = text("CallSay", "Esc puts the call away")
    PRACTICE = text("CallSay", "Practice")

    # Before it
    NO_MICROPHONE = text(
        "CallSay",
        "No microphone: {who} will not hear you. Put in the headset, or press {key} again to call all the same",
    )
    NO_OUTPUT = text(
        "CallSay", "No headset: you will not hear {who}. Put it in, or press {key} again to call all the same"
    )
    THE_PERSON = text("CallSay", "the person")
    LISTEN_IN_MEANS = text(
        "CallSay",
        "Listen in: the device says aloud that we listen, then it answers by itself. It is noted. Press again to do it",
    )
    NO_LISTEN_IN = text("CallSay", "There is no device that can answer by itself. F5 calls as usual")

    # Over the picture
    NOT_RECORDED = text("CallSay", "Not recorded")
    VOICE_OF = text("CallSay", "{who}'s voice")
    VOICE_OTHER = text("CallSay", "Their voice")
    YOU = text("CallSay", "You")
    GUEST_SEES = text("CallSay", "The {kind} sees the picture")
    GUEST_IN = text("CallSay", "The {kind} is in the call")
    GUEST_AWAITED = text("CallSay", "The {kind} is invited until {time}")
    LISTENING_IN = text("CallSay", "Listening in, announced")
    PICTURE_OF_CALL = text("CallSay", "Picture of the call with {who}. {state}")
    LEVEL_HEARD = text("CallSay", "heard")
    LEVEL_SILENT = text("CallSay", "silent")

    # Quality
    SOUND_FIRST = text("CallSay", "The sound goes first: the picture was lowered {time} so that the speech holds")
    GOOD_PICTURE = text("CallSay", "Good sound, good picture")
    FIGURES = text("CallSay", "delay {delay} s, loss {loss} %")
    FIGURES_NONE = text("CallSay", "not measured yet")
    PRACTICE_MICROPHONE = text("CallSay", "Practice microphone {number}")
    PRACTICE_OUTPUT = text("CallSay", "Practice loudspeaker {number}")
    PRACTICE_CAMERA = text("CallSay", "Practice camera {number}")
    MIC_HEARD = text("CallSay", "your microphone is heard")
    MIC_OFF = text("CallSay", "your microphone is off: you are not heard")
    MIC_SILENT = text("CallSay", "your microphone gives nothing")
    MIC_NONE = text("CallSay", "no microphone")

    # Controls
    MICROPHONE = text("CallSay", "Microphone")
    CAMERA = text("CallSay", "Camera")
    SOUND = text("CallSay", "Sound")
    GUEST = text("CallSay", "Guest")
    INVITE_BRIEF = text("CallSay", "Invite")
    INVITE = text("CallSay", "Bring in")
    HANG_UP = text("CallSay", "Hang up")
    ON = text("CallSay", "on")
    OFF = text("CallSay", "off")
    MUTED = text("CallSay", "off, not heard")
    CAMERA_VOICE = text("CallSay", "a voice call")
    LOUDEST = text("CallSay", "loudest")
    VOLUME = text("CallSay", "{volume} %")
    INVITE_WHOM = text("CallSay", "relative, nurse")
    GUEST_OUT = text("CallSay", "Disconnect")
    STAYS = text("CallSay", "the case stays")
    PUT_BACK = text("CallSay", "Put away")
    PUT_BACK_BRIEF = text("CallSay", "Away")
    CANCEL = text("CallSay", "stops ringing")

    # At the right
    JOURNAL = text("CallSay", "The call in the journal")
    NOTE_KEPT = text("CallSay", "Kept as you write")
    TO_SCREEN = text("CallSay", "Move the call to screen 2")
    FROM_SCREEN = text("CallSay", "Bring the call back from screen 2")
    ON_SCREEN = text("CallSay", "The picture is on screen 2")
    ON_SCREEN_HOW = text("CallSay", "Ctrl+D brings it back here")
    COVERED = text("CallSay", "The screen is locked, the call goes on")
    NO_CASE = text("CallSay", "This call belongs to no case. Ctrl+N opens one by hand")
    PAGE_CALL = text("CallSay", "The call")
    PAGE_PLAN = text("CallSay", "Plan and note")

    # The strip
    STRIP = text("CallSay", "Call {time}")
    STRIP_RINGS = text("CallSay", "Ringing")
    STRIP_HELD = text("CallSay", "On hold {time}")
    STRIP_HANG_UP = text("CallSay", "hang up")
    STRIP_BACK = text("CallSay", "back to the call")
    STRIP_UNLOCK = text("CallSay", "Unlock to hang up")

    # Panels
    CONTACTS = text("CallSay", "Call relatives")
    CONTACTS_NONE = text("CallSay", "There is nobody on the list who can be called")
    BY_VIDEO = text("CallSay", "by video")
    TONES = text("CallSay", "Control the device")
    TOLD_DEVICE = text("CallSay", "To the device: {tone}")
    INVITE_SEES = text("CallSay", "Picture too")
    INVITE_HEARS = text("CallSay", "Sound only")
    INVITE_WHO = text("CallSay", "Who")
    INVITE_LONG = text("CallSay", "For how many minutes")
    INVITE_DO = text("CallSay", "Make the invitation")
    INVITE_PICTURE = text("CallSay", "What they get")
    LINK_TITLE = text("CallSay", "Invitation, {kind}")
    LINK_HOW = text("CallSay", "Read it out, or copy it into a message. It holds until {time} and goes with the call")
    LINK_COPY = text("CallSay", "Copy the link")
    LINK_COPIED = text("CallSay", "The link is copied. It is gone when the call ends")
    GUEST_GONE = text("CallSay", "The invited is out of the call")

    # Said
    CALLING = text("CallSay", "Calling {on}")
    MUTED_NOW = text("CallSay", "The microphone is off. Ctrl+M turns it on")
    UNMUTED_NOW = text("CallSay", "The microphone is on")
    IS_HELD = text("CallSay", "The call is on hold. Ctrl+Shift+H resumes it")
    IS_RESUMED = text("CallSay", "The call goes on")
    CONNECTED_NOW = text("CallSay", "{who} has answered")


class CallSettingsSay(Phrase):
    """The calls' section of the settings."""

    SECTION = text("CallSettingsSay", "Calls")
    MICROPHONE = text("CallSettingsSay", "Microphone")
    OUTPUT = text("CallSettingsSay", "Headset or loudspeaker")
    CAMERA = text("CallSettingsSay", "Own camera")
    SYSTEM = text("CallSettingsSay", "The system's own")
    NONE = text("CallSettingsSay", "None found")
    TRY = text("CallSettingsSay", "Try microphone and camera")
    STOP = text("CallSettingsSay", "Stop trying")
    LEVEL = text("CallSettingsSay", "Your voice")
    NOT_HERE = text("CallSettingsSay", "Calls by headset and camera are not installed here. Calls go by the telephone")
    STARTS_LATER = text("CallSettingsSay", "The engine for calls is not running yet. It starts after sign-in")
