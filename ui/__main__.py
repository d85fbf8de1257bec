"""`vaka`: the console (with no command), under its guardian; anything else is a command.

The guardian's process begins here. It starts the console first and reads the settings after, and loads none of what the
commands need: it costs 15 MB and some hundredths of a second.
"""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from ui import guardian

GUARDED = ["console", "--guarded"]
"""How the guardian calls its child."""


def main() -> None:
    """The program's entry. Without a command it is the console; where there are no settings yet, the first run."""
    if sys.argv[-2:] == GUARDED:
        from ui import guarded, which_settings

        given = sys.argv[1:-2]
        sys.exit(guarded.run(which_settings.named_file(given), is_verbose="--verbose" in given))
    options = console_alone(sys.argv[1:])
    if options is not None:
        code = guardian.watched(options, partial(folder_of, options))
        if code != guardian.FIRST_RUN:
            sys.exit(code)
        sys.argv[1:] = [*options, "setup"]
    from ui import commands

    commands.main()


def console_alone(arguments: Sequence[str]) -> list[str] | None:
    """The options of `vaka [options] [console]`; None where something else is asked for."""
    options: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--config" and left:
            options += [word, left.pop(0)]
        elif word == "--verbose" or word.startswith("--config="):
            options.append(word)
        elif word != "console" or left:
            return None
    return options


def folder_of(options: Sequence[str]) -> Path | None:
    """Where the console with these options keeps its state; None where the settings cannot be read."""
    from ui import which_settings

    return which_settings.folder_of(options)


if __name__ == "__main__":
    main()
