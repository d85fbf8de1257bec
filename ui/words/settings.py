"""The settings' texts."""

from ui.words.phrase import Phrase, text


class SettingsSay(Phrase):
    """What the settings say."""

    TITLE = text("SettingsSay", "Settings")
    HOW = text("SettingsSay", "Each change is seen and heard at once, and kept for this workstation.")
    NOT_KEPT = text("SettingsSay", "The change holds now, but could not be kept: {why}")
    LANGUAGE = text("SettingsSay", "Language")
    THEME = text("SettingsSay", "Theme")
    NIGHT = text("SettingsSay", "Night")
    DAY = text("SettingsSay", "Day")
    SIZE = text("SettingsSay", "Size of text and symbols")
    SMALLER = text("SettingsSay", "Smaller")
    BIGGER = text("SettingsSay", "Bigger")
    OUTPUT = text("SettingsSay", "Sound output")
    OUTPUT_SYSTEM = text("SettingsSay", "The system's own choice")
    OUTPUT_NONE = text("SettingsSay", "No sound output was found. Connect a loudspeaker or headset.")
    VOLUME = text("SettingsSay", "Volume of alarms")
    VOLUME_WHY = text("SettingsSay", "Alarms cannot be turned off here. Silence them for a while with Ctrl+T.")
    TRY_SOUND = text("SettingsSay", "Play the four alarm sounds")
    BACK = text("SettingsSay", "Back to the cases")
