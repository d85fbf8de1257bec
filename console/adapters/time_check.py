"""What the system itself says of its clock: whether something keeps it right, and how far off it may be.

On Linux the kernel is asked (`adjtimex(2)` with no mode set, which needs no right and changes nothing): whoever keeps
the time, be it chrony, ntpd or systemd-timesyncd, tells it there. Elsewhere nobody is asked: unknown is said as such.
"""

import asyncio
import ctypes
import sys

STA_UNSYNC = 0x0040
STA_NANO = 0x2000
TIME_ERROR = 5


class _Timex(ctypes.Structure):
    """`struct timex` of <sys/timex.h>, to its end: 11 spare words follow `tai`."""

    _fields_ = (
        ("modes", ctypes.c_uint), ("offset", ctypes.c_long), ("freq", ctypes.c_long), ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long), ("status", ctypes.c_int), ("constant", ctypes.c_long),
        ("precision", ctypes.c_long), ("tolerance", ctypes.c_long), ("time_s", ctypes.c_long),
        ("time_us", ctypes.c_long), ("tick", ctypes.c_long), ("ppsfreq", ctypes.c_long), ("jitter", ctypes.c_long),
        ("shift", ctypes.c_int), ("stabil", ctypes.c_long), ("jitcnt", ctypes.c_long), ("calcnt", ctypes.c_long),
        ("errcnt", ctypes.c_long), ("stbcnt", ctypes.c_long), ("tai", ctypes.c_int), ("spare", ctypes.c_int * 11),
    )  # fmt: skip


def _of_the_system() -> ctypes.CDLL | None:
    """The C library, found when this is loaded: to look for it holds the interpreter, while another thread that loads
    a library may be waiting for the interpreter."""
    try:
        return ctypes.CDLL(None) if sys.platform.startswith("linux") else None
    except OSError:
        return None


_SYSTEM = _of_the_system()


class SystemTime:
    """Fits `services.ports.TimeSource`: the kernel's estimate of its own error, where something keeps its clock."""

    async def difference_s(self) -> float | None:
        """As the port says; None where the kernel says that nobody keeps its clock, and on other systems."""
        return await asyncio.to_thread(kernels_word)


def kernels_word() -> float | None:
    """The estimated error in seconds, or None. Blocks for microseconds."""
    adjtimex = getattr(_SYSTEM, "adjtimex", None)
    if adjtimex is None:
        return None
    told = _Timex()
    state: int = adjtimex(ctypes.byref(told))
    return estimated_error_s(state, told.status, told.offset, told.esterror)


def estimated_error_s(state: int, status: int, offset: int, esterror_us: int) -> float | None:
    """What the kernel's words mean. `offset` is what it still has to correct, in µs or (STA_NANO) ns."""
    if state < 0 or state == TIME_ERROR or status & STA_UNSYNC:
        return None
    unit = 1e9 if status & STA_NANO else 1e6
    return max(abs(offset) / unit, esterror_us / 1e6)
