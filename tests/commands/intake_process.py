"""`vaka --config FILE intake` with a keyring in memory whose key is fixed: for there is no keyring in a test."""

import sys

from console.bootstrap import parts
from console.commands import vaka
from tests.faults.intake_process import FixedKey

if __name__ == "__main__":
    parts.keyring = FixedKey  # type: ignore[assignment]
    vaka(["--config", sys.argv[1], "intake"], prog_name="vaka")
