"""Saying something by a screen reader that has no place of its own on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

Speak = Callable[[str, bool], None]
"""Takes what to say, and whether it interrupts."""


def speak_through(source: QObject) -> Speak:
    """Says it by an announcement event of `source`, where anybody listens."""

    def speak(text: str, is_assertive: bool) -> None:
        if not QAccessible.isActive():
            return
        event = QAccessibleAnnouncementEvent(source, text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if is_assertive else politeness.Polite)
        QAccessible.updateAccessibility(event)

    return speak
