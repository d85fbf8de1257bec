"""A process that holds a camera's picture leaves no memory behind where it falls: a core would hold the picture."""

import sys

if sys.platform != "win32":
    import resource


def leave_no_core() -> None:
    """From now on this process, and each that it starts, writes no core."""
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
