"""The style sheet of the window, made anew in points for each theme: fixed pixel sizes of type would ignore the scale.

Labels say what they are by the property `look`; the table `LOOKS` says how that looks.
"""

from ui.theme import FAMILY, Theme

LOOKS: dict[str, tuple[float, int, str]] = {
    "body": (11, 400, "tx1"),
    "strong": (11, 700, "tx1"),
    "second": (11, 400, "tx2"),
    "third": (11, 400, "tx3"),
    "caption": (10, 400, "tx3"),
    "reason": (10, 400, "tx2"),
    "section": (10, 600, "tx2"),
    "table": (10.5, 400, "tx1"),
    "status": (10, 700, "tx1"),
    "table2": (10.5, 400, "tx2"),
    "fact": (12, 600, "tx1"),
    "name": (20, 700, "tx1"),
    "age": (13, 400, "tx2"),
    "clock": (20, 700, "tx1"),
    "count": (17, 700, "tx1"),
    "title": (13, 700, "tx1"),
    "brand": (13, 700, "tx1"),
    "big": (20, 600, "tx1"),
    "over": (10, 500, "tx1"),
    "calltime": (34, 700, "tx1"),
    "blind": (22, 800, "bg1"),
    "blindlow": (13, 800, "bg1"),
    "blindtext": (11, 500, "bg1"),
}
"""Points, weight and token of each look of a label."""


def style_sheet(theme: Theme) -> str:
    """The whole sheet for one theme."""
    return "\n".join((_ground(theme), _labels(theme), _fields(theme), _buttons(theme), _lists(theme)))


def _points(theme: Theme, points: float) -> str:
    return f"{points * theme.scale:.2f}pt"


def _ground(theme: Theme) -> str:
    t = theme.tokens
    return f"""
QWidget {{ font-family: "{FAMILY}"; font-size: {_points(theme, 11)}; color: {t.tx1}; }}
QWidget[ground="bg1"] {{ background: {t.bg1}; }}
QWidget[ground="bg0"] {{ background: {t.bg0}; }}
QWidget[ground="bg2"] {{ background: {t.bg2}; }}
QWidget[ground="line"] {{ background: {t.line}; }}
QWidget[ground="lit"] {{ background: {t.tx1}; }}
QFrame[rule="true"] {{ background: {t.line}; border: none; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: {t.bg1}; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {theme.px(8)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.track}; min-height: {theme.px(32)}px; border-radius: {theme.px(3)}px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: none; border: none; height: 0; width: 0; }}
QToolTip {{ background: {t.bg3}; color: {t.tx1}; border: 1px solid {t.edge}; padding: {theme.px(6)}px;
  font-size: {_points(theme, 10)}; }}
"""


def _labels(theme: Theme) -> str:
    rules = [
        f'QLabel[look="{look}"] {{ font-size: {_points(theme, points)}; font-weight: {weight};'
        f" color: {getattr(theme.tokens, token)}; background: transparent; }}"
        for look, (points, weight, token) in LOOKS.items()
    ]
    t = theme.tokens
    rules.append(
        f'QLabel[look="pill"] {{ font-size: {_points(theme, 10)}; font-weight: 600; color: {t.tx1};'
        f" background: {t.bg3}; border-radius: {theme.px(3)}px; padding: {theme.px(2)}px {theme.px(8)}px; }}"
    )
    return "\n".join(rules)


def _fields(theme: Theme) -> str:
    t = theme.tokens
    return f"""
QLineEdit, QPlainTextEdit {{ background: {t.bg0}; color: {t.tx1}; border: 1px solid {t.edge};
  border-radius: {theme.px(4)}px; padding: {theme.px(7)}px {theme.px(10)}px; font-size: {_points(theme, 12)};
  selection-background-color: {t.tx1}; selection-color: {t.bg0}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {t.tx1}; padding: {theme.px(6)}px {theme.px(9)}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {t.tx3}; border: 1px solid {t.line}; }}
"""


def _buttons(theme: Theme) -> str:
    t = theme.tokens
    return f"""
QToolButton, QPushButton {{ background: transparent; color: {t.tx1}; border: 1px solid {t.edge};
  border-radius: {theme.px(4)}px; padding: {theme.px(5)}px {theme.px(12)}px; font-size: {_points(theme, 11)};
  font-weight: 600; text-align: left; }}
QToolButton:hover, QPushButton:hover {{ background: {t.bg2}; }}
QToolButton:pressed, QPushButton:pressed {{ background: {t.bg3}; }}
QToolButton:focus, QPushButton:focus {{ border: 2px solid {t.tx1}; padding: {theme.px(4)}px {theme.px(11)}px; }}
QToolButton:disabled, QPushButton:disabled {{ color: {t.tx3}; border: 1px solid {t.line}; }}
QPushButton[lit="true"] {{ background: {t.tx1}; color: {t.bg1}; border: 1px solid {t.tx1}; font-weight: 700; }}
QPushButton[lit="true"]:focus {{ border: 2px solid {t.edge}; }}
QPushButton[lit="true"]:disabled {{ background: transparent; color: {t.tx3}; border: 1px solid {t.line}; }}
QWidget[ground="lit"] QPushButton[lit="true"] {{ border: 1px solid {t.bg1}; }}
QWidget[ground="lit"] QPushButton[lit="true"]:focus {{ border: 3px solid {t.bg1}; }}
QToolButton[segment="true"] {{ border: none; color: {t.tx2}; padding: {theme.px(5)}px {theme.px(12)}px; }}
QToolButton[segment="true"]:checked {{ background: {t.bg3}; color: {t.tx1}; }}
QToolButton[segment="true"]:focus {{ border: 2px solid {t.tx1}; }}
QToolButton[view="true"] {{ border: none; border-radius: 0; color: {t.tx2}; padding: 0 {theme.px(14)}px; }}
QToolButton[view="true"]:checked {{ background: {t.bg1}; color: {t.tx1}; }}
QToolButton[view="true"]:focus {{ border: 2px solid {t.tx1}; }}
QTabBar {{ background: transparent; border: none; }}
QTabBar::tab {{ background: transparent; color: {t.tx2}; border: 2px solid {t.bg1};
  padding: {theme.px(5)}px {theme.px(8)}px; font-size: {_points(theme, 10.5)}; font-weight: 600; }}
QTabBar::tab:selected {{ color: {t.tx1}; border-bottom: 2px solid {t.tx1}; }}
QTabBar::tab:selected:focus {{ border: 2px solid {t.tx1}; }}
"""


def _lists(theme: Theme) -> str:
    t = theme.tokens
    return f"""
QListView, QListWidget, QAbstractItemView {{ background: {t.bg1}; border: none; outline: none; }}
QListWidget::item {{ padding: {theme.px(8)}px {theme.px(14)}px; border-bottom: 1px solid {t.line}; color: {t.tx1}; }}
QListWidget::item:selected {{ background: {t.sel}; color: {t.tx1}; border-left: {theme.px(4)}px solid {t.tx1}; }}
QListWidget::item:hover {{ background: {t.bg2}; }}
"""
