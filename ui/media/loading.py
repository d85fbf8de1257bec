"""How QtWebEngine comes to be loaded when a call is first thought of, and not before: a machine that never calls has
30 MB more for it. Where it, or a library of the system that it needs, is missing, that is told in a sentence.
"""

from collections.abc import Sequence

from ui.media.flags import is_application_ready, set_flags
from ui.media.web import Ears, Web


class NotInstalled(Exception):
    """QtWebEngine cannot be loaded on this computer. The text says what lacks."""


def open_web(ears: Ears, flags: Sequence[str]) -> Web:
    """The page, not begun. Raises NotInstalled."""
    if not is_application_ready():
        raise NotInstalled("the application was made without ui.media.flags.before_application")
    set_flags(flags)
    try:
        from ui.media.page import WebEnginePage

        return WebEnginePage(ears)
    except (ImportError, OSError) as missing:
        raise NotInstalled(str(missing)) from None
