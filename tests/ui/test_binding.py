"""PySide6 6.12.0 on Python 3.11 drops references to None until the program aborts. 6.11.3 does not."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

from ui.queue.model import QueueModel


def test_the_binding_keeps_refcounts() -> None:
    timer = QTimer()
    before = sys.getrefcount(None)
    for _ in range(500):
        timer.setInterval(5)
    assert abs(sys.getrefcount(None) - before) < 50


def test_a_model_that_answers_none_keeps_refcounts() -> None:
    model = QueueModel(str)
    before = sys.getrefcount(None)
    for _ in range(2000):
        model.data(model.index(0), 0)
        model.modelReset.emit()
    assert abs(sys.getrefcount(None) - before) < 50
