"""An exception that leaves a Python override of Qt's must not end the program.

Under Python 3.11 an exception that C code raised (`int("x")`, an object that Qt has deleted) travels as a kind and a
text until somebody catches it. PySide 6.11 takes the text for the exception when it leaves an override, and the
process ends with a segmentation fault: no word in the log, and for the operator five seconds without a screen. Caught
and raised again it is whole, and goes the way of every fault (`ui.faults`). Python 3.12 has whole ones throughout.

Installed once at start. It wraps what is an override: a function of a class of ours whose name a class of Qt's has too.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from shiboken6 import Shiboken

HAS_WHOLE_EXCEPTIONS = sys.version_info >= (3, 12)

_WRAPPED = "raises_whole"


def install() -> None:
    """From now on, and for the classes that are there already. Called again it does nothing more."""
    if HAS_WHOLE_EXCEPTIONS:
        return
    Shiboken.Object.__init_subclass__ = classmethod(_made)  # type: ignore[assignment, method-assign]
    _descend(Shiboken.Object)


def _made(made: type[Any], /, **words: object) -> None:
    super(Shiboken.Object, made).__init_subclass__(**words)
    _guard(made)


def _descend(above: type[Any]) -> None:
    for below in type.__subclasses__(above):
        _guard(below)
        _descend(below)


def _guard(made: type[Any]) -> None:
    if _is_of_qt(made):
        return
    of_qt = [above for above in made.__mro__ if _is_of_qt(above)]
    for name, function in list(vars(made).items()):
        if not isinstance(function, FunctionType) or hasattr(function, _WRAPPED):
            continue
        if any(name in vars(above) for above in of_qt):
            setattr(made, name, _whole(function))


def _is_of_qt(one: type[Any]) -> bool:
    return one.__module__.startswith("PySide6.") and one is not object


def _whole(function: FunctionType) -> Callable[..., Any]:
    @functools.wraps(function)
    def override(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except BaseException:
            raise  # entering this line is what makes it whole

    setattr(override, _WRAPPED, True)
    return override
