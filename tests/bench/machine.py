"""On what, and of what, a report was made."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path
from typing import Any

import PySide6

ROOT = Path(__file__).parents[2]


def described() -> dict[str, Any]:
    """The machine and its load, the versions, and the commit, with a mark where the tree differs from it."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "commit": _git("describe", "--always", "--dirty"),
    }


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    names = cpus.read_text("utf-8").splitlines() if cpus.exists() else []
    return next((line.partition(":")[2].strip() for line in names if line.startswith("model name")), platform.machine())


def _git(*words: str) -> str:
    try:
        told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return told.stdout.strip()
