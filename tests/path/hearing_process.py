"""A loudspeaker for a machine without one: answers as `ui.sounder` does where every sound is heard, and is silent.

With the name of a file after the command it writes there what it was told to play.
"""

import json
import sys
import threading
import time
from pathlib import Path

COMMAND = (sys.executable, "-m", "tests.path.hearing_process")
"""From the root of the project."""


def tell(played: int) -> None:
    """One line, as the sounder's."""
    said = {"device": "Hall", "wanted": "", "outputs": ["Hall"], "is_audible": True, "playing": 0, "played": played}
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


class Loudspeaker:
    """Has played at once what it was told to play; says so then, and each second."""

    def __init__(self, heard: Path | None = None) -> None:
        self._played = 0
        self._heard = heard

    def live(self) -> None:
        """Until whoever began it is gone."""
        threading.Thread(target=self._each_second, daemon=True).start()
        for line in sys.stdin:
            if self._heard is not None:
                with self._heard.open("a", encoding="utf-8") as file:
                    file.write(line)
            self._played = json.loads(line).get("number", self._played)
            tell(self._played)

    def _each_second(self) -> None:
        while True:
            tell(self._played)
            time.sleep(1)


if __name__ == "__main__":
    Loudspeaker(Path(sys.argv[1]) if len(sys.argv) > 1 else None).live()
