"""The console itself, straight to its window, as the guardian starts it and starts it again.

What only commands need is not loaded. The first frame waits for the settings and for Qt alone; what the screen and the
console thread are made of is loaded behind it.
"""

import gc
import sys
from pathlib import Path

from console.bootstrap.log_lines import begin_log
from console.config import ConfigError, load, state_folder
from ui import guardian
from ui.which_settings import is_first_run


def run(file: Path | None, *, is_verbose: bool) -> int:
    """The guardian's child, with its greeting on standard input. Returns the exit code: 1 where it could not start,
    FIRST_RUN where nothing is set up."""
    gc.disable()  # modules that load leave no garbage, and to look for it is an eighth of the start: see `sweeping`
    begin_log(is_verbose=is_verbose)
    if is_first_run(file):
        return guardian.FIRST_RUN
    return window(file, guardian.greeted())


def window(file: Path | None, greeting: guardian.Greeting | None) -> int:
    """The console until it is closed. `greeting` is None without a guardian."""
    try:
        config = load(file)
        folder = state_folder(config)
    except (ConfigError, OSError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    from ui import opening
    from ui.places import Places

    if not opening.choose_platform():
        text = "There is no display here: nobody would see an alarm. Use `vaka intake`, or `vaka demo`."
        print(text, file=sys.stderr)
        return 1
    first = opening.Opening(opening.application(), Places(folder), config.screen.theme)
    first.appear()
    from ui import app, crash

    token = greeting.token if greeting is not None else ""
    with crash.recorded(folder) as recording:
        plan = app.Plan(
            config, lambda screen, is_open: app.run_console(config, screen, is_open, token), greeting=greeting,
            on_fault=recording.told, keep=app.keeping(file), places=folder, opening=first,
        )  # fmt: skip
        return crash.outlived(lambda: app.Program(plan).run())
