"""The design's tokens, in one table, and the fonts, lengths and palette that follow from them and one scale.

Hue means alarm and light means attention: there is no accent colour and no green. Sizes of type are points; lengths
are pixels of the unscaled design. Both grow with `scale`. The style sheet is in `style.py`.
"""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from console.domain.alarm import AlarmClass

FAMILY = "Atkinson Hyperlegible Next"
FALLBACK_FAMILIES = ("Noto Sans", "Segoe UI", "DejaVu Sans")

SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The steps of 80 to 200 %."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as #rrggbb, named as in the design. `ink` is the digit's colour in each class's mark."""

    name: str
    bg0: str
    bg1: str
    bg2: str
    bg3: str
    sel: str
    hot: str
    line: str
    track: str
    edge: str
    tx1: str
    tx2: str
    tx3: str
    classes: tuple[str, str, str, str]
    ink: tuple[str, str, str, str]


NIGHT = Tokens(
    name="night", bg0="#0f1214", bg1="#15191c", bg2="#1e2327", bg3="#2a3036", sel="#252b30", hot="#2c1c1b",
    line="#2d3439", track="#3a4249", edge="#76808a", tx1="#ece7df", tx2="#bdb8b0", tx3="#9c978f",
    classes=("#ff7a6b", "#ffc53d", "#5ab0ff", "#dfe6ec"), ink=("#14181d", "#14181d", "#14181d", "#14181d"),
)  # fmt: skip

DAY = Tokens(
    name="day", bg0="#d9d6d0", bg1="#eceae5", bg2="#fbfaf8", bg3="#dfdcd6", sel="#fbfaf8", hot="#f7e2de",
    line="#cbc7c0", track="#c3beb6", edge="#726d66", tx1="#1b1e21", tx2="#45484b", tx3="#5a5c5e",
    classes=("#a3130f", "#b57700", "#0a58a8", "#30363c"), ink=("#ffffff", "#14181d", "#ffffff", "#ffffff"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Density:
    """Lengths that differ between a wide screen and one of 1366 pixels; unscaled pixels."""

    top_bar: int
    function_row: int
    status: int
    queue_width: int
    right_width: int
    row: int
    head: int
    padding: int
    edge: int
    ruler: int
    case_head: int
    fact: int


WIDE = Density(44, 64, 32, 556, 420, 82, 28, 20, 16, 118, 79, 61)
COMPACT = Density(40, 54, 28, 400, 308, 70, 24, 14, 12, 70, 66, 48)
COMPACT_BELOW = 1600
"""Windows narrower than this, in unscaled pixels, are laid out compactly."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Tokens and one scale. Immutable: a change of theme is a new one."""

    tokens: Tokens = NIGHT
    scale: float = 1.0
    density: Density = WIDE

    def px(self, length: float) -> int:
        """A length of the design on this screen, at least one pixel."""
        return max(1, round(length * self.scale))

    def font(self, points: float, weight: int = 400, *, tabular: bool = False) -> QFont:
        """The shipped face. `tabular` gives digits of one width, for clocks that step."""
        return _font(points * self.scale, weight, tabular)

    def colour(self, token: str) -> QColor:
        """The colour of a token's name, such as `tx1`."""
        return QColor(getattr(self.tokens, token))

    def palette(self) -> QPalette:
        """For what is drawn without the style sheet."""
        palette = QPalette()
        role = QPalette.ColorRole
        pairs = (
            (role.Window, "bg1"), (role.Base, "bg0"), (role.AlternateBase, "bg1"), (role.Button, "bg2"),
            (role.WindowText, "tx1"), (role.Text, "tx1"), (role.ButtonText, "tx1"), (role.Highlight, "bg3"),
            (role.HighlightedText, "tx1"), (role.PlaceholderText, "tx3"), (role.ToolTipBase, "bg3"),
            (role.ToolTipText, "tx1"), (role.Mid, "line"), (role.Dark, "bg0"), (role.Light, "bg3"),
            (role.Link, "tx1"), (role.BrightText, "tx1"), (role.Shadow, "bg0"),
        )  # fmt: skip
        for each, token in pairs:
            palette.setColor(each, self.colour(token))
        for each in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, each, self.colour("tx3"))
        return palette


def class_colour(alarm_class: AlarmClass, theme: Theme) -> QColor:
    """The hue of a class: for marks, bars and a breached clock, never for body text."""
    return QColor(theme.tokens.classes[alarm_class - 1])


def class_ink(alarm_class: AlarmClass, theme: Theme) -> QColor:
    """The colour of a digit or clock that stands on the class's own hue."""
    return QColor(theme.tokens.ink[alarm_class - 1])


@lru_cache(maxsize=256)
def _font(points: float, weight: int, tabular: bool) -> QFont:
    font = QFont([FAMILY, *FALLBACK_FAMILIES])
    font.setPointSizeF(points)
    font.setWeight(QFont.Weight(weight))
    # Unhinted and grey: type looks as drawn, and the same whatever the desktop's font settings are.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setKerning(False)
    return font


class Look(QObject):
    """The theme now in force. Whoever paints keeps this and reads `theme` when it paints."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def wear(self, theme: Theme) -> None:
        """Puts on another theme; everybody repaints."""
        if theme != self.theme:
            self.theme = theme
            self.changed.emit()
