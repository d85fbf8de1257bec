"""What the screen says of what can be heard."""

from ui.words.phrase import Phrase, text


class SoundSay(Phrase):
    """Status line, banner and the answers to Ctrl+T."""

    SOUND = text("SoundSay", "Sound")
    UNKNOWN = text("SoundSay", "not tried")
    ON = text("SoundSay", "on")
    ON_TRIED = text("SoundSay", "on, tried {time}")
    SILENT_FOR = text("SoundSay", "silent, {left} left")
    UNHEARD = text("SoundSay", "not heard")
    BANNER = text("SoundSay", "NO SOUND")
    BANNER_WHY = text("SoundSay", "Alarms are shown but not heard. Watch the queue. Connect a loudspeaker or headset.")
    BANNER_SINCE = text(
        "SoundSay",
        "Alarms have not been heard since {time}. Watch the queue. Connect a loudspeaker or headset.",
    )
    SILENCE_SHORT = text("SoundSay", "Silence, 10 min at most")
    SILENCED = text("SoundSay", "Silent until {time}. A new Acute alarm is heard all the same")
    RESTORED = text("SoundSay", "The sound is on again")
