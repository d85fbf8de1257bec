from __future__ import annotations
from tests.ui.test_rebuild import *
async def test_dbg(window, office):
    await begin(window, office, MARTA)
    print("F0", window.focusWidget())
    await press(window, Key.Key_S, ALT)
    w = window.focusWidget()
    print("F1", w, w.isVisible() if w else None, w.window() if w else None, w.isEnabled() if w else None, window.stage.isAncestorOf(w) if w else None, window.isActiveWindow(), QApplication.focusWidget())
    await press(window, Key.Key_S, ALT)
    print("F2", window.words.language)
