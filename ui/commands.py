"""The commands that `vaka` has beside those without a screen: the console, the demonstration, the doctor."""

import logging
import sys
from pathlib import Path

import click

from console.commands import Context, show_checks, told, vaka
from console.config import state_folder


def main() -> None:
    """The program's entry. Without a command it is the console."""
    vaka.main(prog_name="vaka")


@vaka.command()
@click.option("--no-guard", is_flag=True, help="Without the guardian, which starts the console again when it dies.")
@click.pass_obj
def console(context: Context, no_guard: bool) -> None:
    """The console itself: what `vaka` alone does."""
    from ui import guarded, guardian

    if no_guard:
        sys.exit(guarded.window(context.file, None))
    with told():
        folder = state_folder(context.config)
    options = ["--verbose"] if logging.getLogger().isEnabledFor(logging.INFO) else []
    options += ["--config", str(context.file)] if context.file is not None else []
    sys.exit(guardian.watched(options, lambda: folder))


@vaka.command()
@click.pass_obj
def setup(context: Context) -> None:
    """The first run: tries out, step by step, what a console needs, keeps it, and starts the console."""
    from ui.opening import choose_platform

    if not choose_platform():
        click.echo('There is no display here. README, "Connect a real broker", has the same steps by hand.', err=True)
        sys.exit(1)
    from ui import setup as first_run

    with told():
        outcome = first_run.run(context.file)
    sys.exit(first_run.go_on(outcome, context.file))


@vaka.command()
@click.option("--seed", type=click.IntRange(0), help="The same seed gives the same municipality and night.")
@click.option("--residents", type=click.IntRange(50, 4000), help="How many residents live there.")
@click.option("--seconds", type=click.FloatRange(12, 86_400), help="Ends by itself after so long (12 s or more).")
@click.option("--headless", is_flag=True, help="Offscreen and by itself; prints one JSON line at the end.")
@click.option("--screenshots", type=click.Path(file_okay=False, path_type=Path), help="Save a PNG of each view there.")
@click.option("--broker-port", type=click.IntRange(1, 65535), help="A real broker on this machine, not the embedded.")
@click.pass_obj
def demo(
    context: Context,
    seed: int | None,
    residents: int | None,
    seconds: float | None,
    headless: bool,
    screenshots: Path | None,
    broker_port: int | None,
) -> None:
    """The console on a simulated municipality. Everybody in it is invented."""
    import os

    from ui import demo as demonstration
    from ui.opening import choose_platform

    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not choose_platform() and not headless:
        click.echo("There is no display here: the demo goes on offscreen, by itself, for 20 seconds.", err=True)
        headless = True
    with told():
        config = context.config
    wanted = demonstration.Wanted(
        seed=config.demo.seed if seed is None else seed,
        residents=residents or config.demo.residents,
        seconds=seconds if seconds is not None or not headless else 20.0,
        is_headless=headless,
        screenshots=screenshots or (Path("build/demo") if headless else None),
        broker_port=broker_port,
    )
    sys.exit(demonstration.run(config, wanted))


@vaka.command()
@click.pass_obj
def doctor(context: Context) -> None:
    """Asks every part whether it works, and says what to do where it does not. Exit code 1 where one does not."""
    from console.bootstrap import checks as below
    from console.bootstrap import parts
    from ui import checks

    show_checks(
        below.run(
            context.file, parts.keyring, (checks.display, checks.sound, checks.camera, checks.calls, checks.crashes)
        )
    )


@vaka.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def bench(words: tuple[str, ...]) -> None:
    """What Vaka promises about speed and faults, measured here: JSON. Only in a checkout, where its tests are."""
    import subprocess

    checkout = Path(__file__).parents[1]
    if not (checkout / "tests" / "bench").is_dir():
        click.echo("The measurements are beside the tests, in a checkout: python3 installer/vaka.py bench", err=True)
        sys.exit(1)
    sys.exit(subprocess.call([sys.executable, "-m", "tests.bench", *words], cwd=checkout))
