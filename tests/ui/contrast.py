"""Contrast as WCAG 2.2 defines it (1.4.3, 1.4.11), of two colours and of what a window paints."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QToolButton, QWidget

from ui.frame.function_row import FunctionKey
from ui.frame.top_bar import SearchField
from ui.main_window import MainWindow
from ui.widgets.parts import ChoiceRow

TEXT = 4.5
"""The least for a text of ordinary size."""

Linear = tuple[float, float, float]


def linear(colour: QColor) -> Linear:
    def channel(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    return channel(colour.redF()), channel(colour.greenF()), channel(colour.blueF())


def luminance(colour: QColor) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor | str, other: QColor | str) -> float:
    """WCAG's ratio, 1 to 21."""
    low, high = sorted(luminance(QColor(each)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def written(widget: QWidget) -> bool:
    """Whether the style sheet alone says in which ink this widget writes, and it writes something now."""
    if isinstance(widget, FunctionKey | SearchField | ChoiceRow) or not widget.isVisible():
        return False
    if isinstance(widget, QLabel | QPushButton | QToolButton | QLineEdit):
        return bool(widget.text().strip())
    return isinstance(widget, QPlainTextEdit) and bool(widget.toPlainText())


def ink_of(widget: QWidget) -> QColor:
    return widget.palette().color(widget.foregroundRole())


def ground_of(picture: QImage, place: QRect) -> QColor:
    """What most of a widget's own rectangle shows."""
    part = picture.copy(place).convertToFormat(QImage.Format.Format_RGB32)
    return QColor.fromRgb(Counter(memoryview(part.constBits()).cast("I")).most_common(1)[0][0])


def too_faint(window: MainWindow) -> dict[str, float]:
    """Texts of the window that fall short of the ratio, as it is painted now."""
    picture = window.grab().toImage()
    found = {}
    for widget in window.findChildren(QWidget):
        if not written(widget):
            continue
        seen = widget.visibleRegion().boundingRect()
        place = QRect(widget.mapTo(window, QPoint()) + seen.topLeft(), seen.size()) & picture.rect()
        if place.width() < 4 or place.height() < 4 or is_veiled(window, widget):
            continue
        ratio = contrast(ink_of(widget), ground_of(picture, place))
        if ratio < TEXT:
            found[f"{type(widget).__name__} {widget.property('look')} {getattr(widget, 'text', str)()}"] = ratio
    return found


def is_veiled(window: MainWindow, widget: QWidget) -> bool:
    """Behind F1 or the palette, where it is meant to be faint."""
    veils = (window.stage.keys, window.stage.search)
    return any(not veil.isHidden() and not veil.isAncestorOf(widget) for veil in veils)
