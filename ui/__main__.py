"""`vaka`: the console (with no command), under its guardian; anything else is a command.

The guardian's process begins here and loads none of what the commands need: it costs 15 MB and a tenth of a second.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from console.config import ConfigError, config_file, load, state_folder
from ui import guardian

GUARDED = ["console", "--guarded"]
"""How the guardian calls its child."""


def main() -> None:
    """The program's entry. Without a command it is the console."""
    if sys.argv[-2:] == GUARDED:
        from ui import guarded

        given = sys.argv[1:-2]
        sys.exit(guarded.run(named_file(given), is_verbose="--verbose" in given))
    options = console_alone(sys.argv[1:])
    if options is not None and is_first_run(options):
        sys.argv[1:] = [*options, "setup"]
        options = None
    folder = folder_of(options) if options is not None else None
    if options is not None and folder is not None:
        sys.exit(guardian.watched(options, folder))
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
    """Where this console keeps its state; None where the settings cannot be read, which the command then says."""
    try:
        return state_folder(load(named_file(options)))
    except ConfigError:
        return None


def is_first_run(options: Sequence[str]) -> bool:
    """Whether there are no settings at all: none named, and none of the user's or the machine's."""
    return config_file(named_file(options)) is None


def named_file(options: Sequence[str]) -> Path | None:
    """The settings file that the options name."""
    named = [word.removeprefix("--config=") for word in options if word.startswith("--config=")]
    named += [options[at + 1] for at, word in enumerate(options) if word == "--config"]
    return Path(named[-1]) if named else None


if __name__ == "__main__":
    main()
