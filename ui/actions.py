"""Every deed that has a key, in one table, and the keys themselves. What a deed does is in `casework.py`.

Place on the F-row is the kind of act in every view. Enter is nobody's key. A key that acts on the selected case waits
half a second after that case changed by itself, so that no hand hits what it has not seen.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.assets import Icon
from ui.words import Phrase, Say, Words
from ui.words.call import CallSay
from ui.words.dispatch import DispatchSay
from ui.words.plan import PlanSay
from ui.words.technical import TechnicalSay

SETTLES_AFTER_S = 0.5


class Deed(Enum):
    """What an operator can do by a key."""

    KEYS = auto()
    NEXT = auto()
    TAKE = auto()
    HAND_OVER = auto()
    CALL = auto()
    VIDEO = auto()
    RELATIVES = auto()
    SEND = auto()
    STEP = auto()
    PROMISE = auto()
    NOTE = auto()
    CLOSE = auto()
    KEEP = auto()
    WHO = auto()
    READ = auto()
    UNMASK = auto()
    NEW = auto()
    QUEUE = auto()
    BACK = auto()
    CHANGE = auto()
    LOCK = auto()
    THEME = auto()
    LANGUAGE = auto()
    BIGGER = auto()
    SMALLER = auto()
    SETTINGS = auto()
    PALETTE = auto()
    SILENCE = auto()
    MORE = auto()
    PRINT = auto()
    SECOND = auto()
    BLIND = auto()
    HELP = auto()
    PARK = auto()
    FIRST_ANSWER = auto()
    SECOND_ANSWER = auto()
    THIRD_ANSWER = auto()
    SKIP = auto()
    UNDO_STEP = auto()
    CHANGE_PLAN = auto()
    LOOK_IN = auto()
    HANG_UP = auto()
    MUTE = auto()
    CAMERA = auto()
    LOUDER = auto()
    QUIETER = auto()
    INVITE = auto()
    HOLD = auto()
    TONES = auto()
    LISTEN_IN = auto()
    CALL_AGAIN = auto()
    TO_CALL = auto()
    SEND_ANOTHER = auto()
    REROUTE = auto()
    CANCEL_TASK = auto()
    SAID = auto()
    DUTY = auto()


EVERYWHERE = frozenset({Deed.KEYS, Deed.THEME, Deed.LANGUAGE, Deed.BIGGER, Deed.SMALLER})
"""What can be done before anybody sits here, and while the screen is locked."""


@dataclass(frozen=True, slots=True)
class Key:
    """One deed's key, words and place. `acts` says that it acts on the selected case."""

    deed: Deed
    key: str
    say: Phrase
    group: Say
    icon: Icon | None = None
    acts: bool = False


KEYS: tuple[Key, ...] = (
    Key(Deed.KEYS, "F1", Say.ACT_KEYS, Say.GROUP_CASE, Icon.KEYS),
    Key(Deed.NEXT, "F2", Say.ACT_NEXT, Say.GROUP_CASE, Icon.NEXT),
    Key(Deed.TAKE, "F3", Say.ACT_TAKE, Say.GROUP_CASE, Icon.TAKE, acts=True),
    Key(Deed.HAND_OVER, "F4", Say.ACT_HAND_OVER, Say.GROUP_CASE, Icon.HAND_OVER, acts=True),
    Key(Deed.CALL, "F5", Say.ACT_CALL, Say.GROUP_REACH, Icon.CALL),
    Key(Deed.VIDEO, "F6", Say.ACT_VIDEO, Say.GROUP_REACH, Icon.VIDEO),
    Key(Deed.RELATIVES, "F7", Say.ACT_RELATIVES, Say.GROUP_REACH, Icon.RELATIVES),
    Key(Deed.SEND, "F8", Say.ACT_SEND, Say.GROUP_REACH, Icon.SEND),
    Key(Deed.STEP, "F9", Say.ACT_STEP, Say.GROUP_COURSE, Icon.STEP, acts=True),
    Key(Deed.PROMISE, "F10", Say.ACT_PROMISE, Say.GROUP_COURSE, Icon.LATER, acts=True),
    Key(Deed.NOTE, "F11", Say.ACT_NOTE, Say.GROUP_COURSE, Icon.NOTE, acts=True),
    Key(Deed.CLOSE, "F12", Say.ACT_CLOSE, Say.GROUP_COURSE, Icon.CLOSE, acts=True),
    Key(Deed.KEEP, "Ctrl+P", Say.ACT_KEEP, Say.GROUP_COURSE, acts=True),
    Key(Deed.FIRST_ANSWER, "Alt+J", PlanSay.KEY_FIRST, Say.GROUP_COURSE, acts=True),
    Key(Deed.SECOND_ANSWER, "Alt+N", PlanSay.KEY_SECOND, Say.GROUP_COURSE, acts=True),
    Key(Deed.THIRD_ANSWER, "Alt+O", PlanSay.KEY_THIRD, Say.GROUP_COURSE, acts=True),
    Key(Deed.SKIP, "Alt+H", PlanSay.KEY_SKIP, Say.GROUP_COURSE, acts=True),
    Key(Deed.UNDO_STEP, "Alt+Backspace", PlanSay.KEY_UNDO, Say.GROUP_COURSE, acts=True),
    Key(Deed.CHANGE_PLAN, "Ctrl+F9", PlanSay.KEY_CHANGE, Say.GROUP_COURSE, acts=True),
    Key(Deed.LOOK_IN, "Ctrl+F6", Say.ACT_LOOK_IN, Say.GROUP_REACH, acts=True),
    Key(Deed.SEND_ANOTHER, "Ctrl+F8", DispatchSay.KEY_ANOTHER, Say.GROUP_REACH, acts=True),
    Key(Deed.REROUTE, "Shift+F8", DispatchSay.KEY_REROUTE, Say.GROUP_REACH, acts=True),
    Key(Deed.CANCEL_TASK, "Ctrl+Shift+F8", DispatchSay.KEY_CANCEL, Say.GROUP_REACH, acts=True),
    Key(Deed.SAID, "Shift+F9", DispatchSay.KEY_SAID, Say.GROUP_COURSE, acts=True),
    Key(Deed.DUTY, "Ctrl+Shift+U", DispatchSay.KEY_DUTY, Say.GROUP_MORE),
    Key(Deed.HANG_UP, "Ctrl+L", CallSay.KEY_HANG_UP, Say.GROUP_CALL),
    Key(Deed.MUTE, "Ctrl+M", CallSay.KEY_MUTE, Say.GROUP_CALL),
    Key(Deed.CAMERA, "Alt+B", CallSay.KEY_CAMERA, Say.GROUP_CALL),
    Key(Deed.LOUDER, "Alt+Up", CallSay.KEY_LOUDER, Say.GROUP_CALL),
    Key(Deed.QUIETER, "Alt+Down", CallSay.KEY_QUIETER, Say.GROUP_CALL),
    Key(Deed.INVITE, "Ctrl+J", CallSay.KEY_INVITE, Say.GROUP_CALL),
    Key(Deed.HOLD, "Ctrl+Shift+H", CallSay.KEY_HOLD, Say.GROUP_CALL),
    Key(Deed.TONES, "Alt+T", CallSay.KEY_TONES, Say.GROUP_CALL),
    Key(Deed.LISTEN_IN, "Ctrl+Shift+F5", CallSay.KEY_LISTEN_IN, Say.GROUP_CALL),
    Key(Deed.CALL_AGAIN, "Ctrl+F5", CallSay.KEY_AGAIN, Say.GROUP_CALL),
    Key(Deed.TO_CALL, "Ctrl+7", CallSay.KEY_TO_CALL, Say.GROUP_CALL),
    Key(Deed.WHO, "Ctrl+G", Say.ACT_WHO, Say.GROUP_MORE, acts=True),
    Key(Deed.READ, "Ctrl+R", Say.ACT_READ, Say.GROUP_MORE, acts=True),
    Key(Deed.UNMASK, "Ctrl+U", Say.ACT_UNMASK, Say.GROUP_MORE, acts=True),
    Key(Deed.NEW, "Ctrl+N", Say.ACT_NEW, Say.GROUP_MORE),
    Key(Deed.QUEUE, "Ctrl+0", Say.ACT_QUEUE, Say.GROUP_MORE),
    Key(Deed.BACK, "Esc", Say.ACT_BACK, Say.GROUP_MORE),
    Key(Deed.CHANGE, "Ctrl+Shift+O", Say.ACT_CHANGE, Say.GROUP_MORE),
    Key(Deed.LOCK, "Ctrl+Alt+L", Say.ACT_LOCK, Say.GROUP_MORE),
    Key(Deed.PALETTE, "Ctrl+K", Say.ACT_PALETTE, Say.GROUP_MORE),
    Key(Deed.SILENCE, "Ctrl+T", Say.ACT_SILENCE, Say.GROUP_MORE),
    Key(Deed.HELP, "Ctrl+H", Say.ACT_HELP, Say.GROUP_MORE),
    Key(Deed.MORE, "Ctrl+E", Say.ACT_MORE, Say.GROUP_MORE),
    Key(Deed.SECOND, "Ctrl+D", Say.ACT_SECOND, Say.GROUP_MORE),
    Key(Deed.BLIND, "Ctrl+B", Say.ACT_BLIND, Say.GROUP_MORE),
    Key(Deed.PRINT, "Ctrl+Shift+P", Say.ACT_PRINT, Say.GROUP_MORE),
    Key(Deed.SETTINGS, "Ctrl+,", Say.ACT_SETTINGS, Say.GROUP_MORE),
    Key(Deed.THEME, "Ctrl+Shift+D", Say.ACT_THEME, Say.GROUP_MORE),
    Key(Deed.LANGUAGE, "Alt+S", Say.ACT_LANGUAGE, Say.GROUP_MORE),
    Key(Deed.BIGGER, "Ctrl++", Say.ACT_BIGGER, Say.GROUP_MORE),
    Key(Deed.SMALLER, "Ctrl+-", Say.ACT_SMALLER, Say.GROUP_MORE),
)

PARK = Key(Deed.PARK, "F10", TechnicalSay.PARK, Say.GROUP_COURSE, Icon.LATER, acts=True)
"""In the technical view F10 puts off a fault until a time: the same kind of act as a promise, on the same key."""

KEY_OF: dict[Deed, Key] = {key.deed: key for key in (*KEYS, PARK)}
ON_THE_ROW: tuple[Key, ...] = tuple(key for key in KEYS if key.icon is not None)
VIEWS = 6


class Settling:
    """Whether the selected case has stood still long enough for a key to act on it."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._changed_at: float | None = None

    def changed_by_itself(self) -> None:
        self._changed_at = self._monotonic()

    def chosen_by_hand(self) -> None:
        self._changed_at = None

    def another(self) -> "Settling":
        """For something else that rests, by the same clock."""
        return Settling(self._monotonic)

    def is_settled(self) -> bool:
        return self._changed_at is None or self._monotonic() - self._changed_at >= SETTLES_AFTER_S


class Actions(QObject):
    """The window's keys, which also work while its second window has the keyboard. `wanted` carries a `Deed`,
    `view_wanted` the number of a view from 0."""

    wanted = Signal(object)
    view_wanted = Signal(int)

    def __init__(self, window: QWidget, words: Words) -> None:
        super().__init__(window)
        self._named: list[tuple[QAction, Phrase]] = []
        for key in KEYS:
            action = QAction(words(key.say), window)
            action.setShortcut(QKeySequence(key.key))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _=False, deed=key.deed: self.wanted.emit(deed))
            window.addAction(action)
            self._named.append((action, key.say))
        for number in range(VIEWS):
            action = QAction(str(number + 1), window)
            action.setShortcut(QKeySequence(f"Ctrl+{number + 1}"))
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
            action.setAutoRepeat(False)
            action.triggered.connect(lambda _=False, view=number: self.view_wanted.emit(view))
            window.addAction(action)

    def speak(self, words: Words) -> None:
        """Another language: the names by which a screen reader knows the keys."""
        for action, say in self._named:
            action.setText(words(say))
