from __future__ import annotations
from tests.ui.test_rebuild import *
from tests.ui.conftest import *
async def test_x(window, office):
    await begin(window, office, MARTA)
    await press(window, Key.Key_S, ALT)
    print("focus", window.focusWidget(), window.words.language)
    import PySide6.QtWidgets as W
    from PySide6.QtGui import QShortcut, QAction
    for s in window.findChildren(QShortcut): print("sc", s.key().toString(), s.isEnabled(), s.parent())
    await press(window, Key.Key_S, ALT)
    print("focus", window.focusWidget(), window.words.language)
