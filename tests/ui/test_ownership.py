"""PySide keeps which Python objects are a widget's children: what it believes wrongly destroys live widgets."""

from __future__ import annotations

import gc
import re
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.order import stands_after

ROOT = Path(__file__).parents[2]

STEALING = re.compile(r"\b(?:nextInFocusChain|previousInFocusChain|focusProxy)\(")
"""Getters of PySide 6.11 that make their answer a child of whoever was asked."""


def kept_by(widget: QWidget) -> set[int]:
    return {id(each) for each in gc.get_referents(widget) if isinstance(each, QObject)}


def window_with(*parts: QWidget) -> QWidget:
    window = QWidget()
    layout = QVBoxLayout(window)
    for part in parts:
        layout.addWidget(part)
    return window


def test_putting_late_controls_in_the_tab_order_changes_no_widgets_parent(qapp: QApplication) -> None:
    first, scroll, last = QLineEdit(), QScrollArea(), QLineEdit()
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    window = window_with(first, scroll, last)
    content = QWidget()
    inside = QVBoxLayout(content)
    late = [QLineEdit(), QLineEdit()]
    for each in late:
        inside.addWidget(each)
    scroll.setWidget(content)
    everybody = (window, first, scroll, last, content, *late)
    before = [kept_by(each) for each in everybody]
    stands_after(scroll, content)
    assert [kept_by(each) for each in everybody] == before
    window.close()


def test_tab_goes_from_where_an_unfocusable_one_stands_to_what_was_made_late_in_it(qapp: QApplication) -> None:
    first, box, last = QLineEdit(), QWidget(), QLineEdit()
    window = window_with(first, box, last)
    window.show()
    QTest.qWaitForWindowExposed(window)
    late = [QLineEdit(box), QLineEdit(box)]
    for each in late:
        each.show()
    policy = box.focusPolicy()
    stands_after(box, box)
    first.setFocus()
    visited = []
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        visited.append(window.focusWidget())
    assert visited == [*late, last]
    assert box.focusPolicy() == policy
    window.close()


def test_nobody_asks_what_would_take_a_widget_from_its_parent() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if STEALING.search(line)
    ]
    assert found == []
