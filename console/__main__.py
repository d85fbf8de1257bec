"""`python -m console`: the commands without a screen."""

from console.commands import vaka

if __name__ == "__main__":
    vaka(prog_name="vaka")
