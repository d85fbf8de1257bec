"""`vaka`: the commands without a screen, the console (with no command), and the demonstration."""

import sys
from pathlib import Path

import click

from console.commands import Context, show_checks, told, vaka


def main() -> None:
    """The program's entry. Without a command it is the console."""
    vaka.main(prog_name="vaka")


@vaka.command()
@click.pass_obj
def console(context: Context) -> None:
    """The console itself: what `vaka` alone does."""
    from ui import app

    if not app.choose_platform():
        click.echo("There is no display here: nobody would see an alarm. Use `vaka intake`, or `vaka demo`.", err=True)
        sys.exit(1)
    with told():
        config = context.config
    plan = app.Plan(config, lambda screen, is_open: app.run_console(config, screen, is_open))
    sys.exit(app.Program(plan).run())


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

    from ui import app
    from ui import demo as demonstration

    if headless:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not app.choose_platform() and not headless:
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

    show_checks(below.run(context.file, parts.keyring, (checks.display, checks.sound, checks.camera)))


if __name__ == "__main__":
    main()
