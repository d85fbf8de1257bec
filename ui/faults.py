"""Our own defects: everything that nobody caught reaches the log with its stack, and a code that names no person.

Installed once, first of all at start. Qt's own warnings go to the same log.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QLoggingCategory, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication

from ui import overrides

log = logging.getLogger("vaka.faults")

OFFSCREEN_SAYS = "This plugin does not support propagateSizeHints"
"""What Qt's offscreen platform says of every window; it means nothing."""

WITHOUT_SCREEN_SAYS = ("Failed to create RHI for backend", "QRhiGles2: Failed to create", "GPUInfo not initialized")
"""What the page of calls says where there is no screen and so no graphics: there, and there alone, it means nothing."""

SAID_WHILE_LOADING = "qt.multimedia.symbolsresolver=false"
"""QtMultimedia says which sound libraries it lacks while the loader still holds its lock. Our ear for Qt is Python and
waits for the GIL; a thread that has the GIL and loads a library waits for the loader: nothing would move again, neither
screen nor console. What is said there means nothing to us, so it is not said."""

LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def code(fault: BaseException | None) -> str:
    """Where it broke, for the technician: kind, file and line. Never the exception's own text: it may hold a name."""
    if fault is None:
        return "-"
    frames = traceback.extract_tb(fault.__traceback__)
    if not frames:
        return type(fault).__name__
    last = frames[-1]
    file = last.filename.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".py")
    return f"{type(fault).__name__} {file}:{last.lineno}"


def install(told: Callable[[BaseException], None] | None = None) -> Callable[[], None]:
    """Hooks every way by which an exception can go unseen, and Qt's messages. Returns what undoes it.

    `told` is called, on the thread where it happened, for each exception that nobody caught.
    """
    before = (sys.excepthook, sys.unraisablehook, threading.excepthook)

    def tell(fault: BaseException | None) -> None:
        if told is not None and fault is not None:
            told(fault)

    def uncaught(kind: type[BaseException], fault: BaseException, stack: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            before[0](kind, fault, stack)
            return
        log.critical("uncaught", exc_info=(kind, fault, stack))
        tell(fault)

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        fault = args.exc_value
        log.error(
            "unraisable: %s", args.err_msg, exc_info=(args.exc_type, fault, args.exc_traceback) if fault else None
        )
        tell(fault)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        fault = args.exc_value
        where = args.thread.name if args.thread else "?"
        log.critical("uncaught in thread %s", where, exc_info=fault)
        tell(fault)

    sys.excepthook, sys.unraisablehook, threading.excepthook = uncaught, unraisable, in_thread
    overrides.install()
    QLoggingCategory.setFilterRules(SAID_WHILE_LOADING)
    qInstallMessageHandler(_from_qt)

    def undo() -> None:
        sys.excepthook, sys.unraisablehook, threading.excepthook = before
        qInstallMessageHandler(None)
        QLoggingCategory.setFilterRules("")

    return undo


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    is_without_screen = message.startswith(WITHOUT_SCREEN_SAYS) and QGuiApplication.platformName() == "offscreen"
    if is_without_screen or message.startswith(OFFSCREEN_SAYS):
        log.debug("qt: %s", message)
        return
    log.log(LEVELS.get(kind, logging.WARNING), "qt %s: %s", context.category or "-", message.replace("\n", " "))
