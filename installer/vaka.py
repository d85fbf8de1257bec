"""The first-run script: from a machine with only Python 3.11 to a running Vaka, in one command.

    python3 installer/vaka.py demo      starts Vaka on a simulated municipality
    python3 installer/vaka.py test      runs the checks and the tests; with more arguments: pytest, with them
    python3 installer/vaka.py bench     measures speed and faults; see README, "Speed"
    python3 installer/vaka.py WORD ...  any other word goes on to `vaka` (console, doctor, intake, ...)

On Windows the same with `py installer\\vaka.py`. It needs the standard library alone. It installs what is
missing: system libraries (Debian's, and only as root), and the packages of `requirements.lock` in `.venv`.
What Vaka does with a word is the business of `ui/__main__.py`. The file must stay readable for Python 3.8, or
the refusal of an old Python would be a SyntaxError; a test holds that.
"""

from __future__ import annotations

import contextlib
import ctypes
import glob
import hashlib
import importlib.machinery
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

OLDEST = (3, 11)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")


class Layer(NamedTuple):
    """One lock file and what its installation costs. A layer stands on the layers before it."""

    name: str
    lock: str
    cost: str


RUN = Layer("run", "requirements.lock", "about 290 MB to fetch, 900 MB on disk, 1 to 3 minutes")
MAP = Layer("map", "requirements-map.lock", "about 3 MB to fetch, 8 MB on disk, some seconds")
DEV = Layer("dev", "requirements-dev.lock", "about 60 MB to fetch, 250 MB on disk, under a minute")

# Debian's package for each shared library that the Qt wheels link to and do not bring. Found by running them
# in a bare Debian 12 and by reading NEEDED of the libraries. Debian 13 and Ubuntu 24.04 say libglib2.0-0t64
# for libglib2.0-0; apt takes it by the old name, which it provides.
LIBRARIES = (
    ("libglib-2.0.so.0", "libglib2.0-0"),
    ("libGL.so.1", "libgl1"),
    ("libEGL.so.1", "libegl1"),
    ("libbrotlidec.so.1", "libbrotli1"),
    ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libpulse.so.0", "libpulse0"),
    ("libXrandr.so.2", "libxrandr2"),
)
X11_LIBRARIES = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
WAYLAND_LIBRARIES = (
    ("libwayland-cursor.so.0", "libwayland-cursor0"),
    ("libwayland-egl.so.1", "libwayland-egl1"),
)

# What calls need beside those: QtWebEngine links to them (readelf -d libQt6WebEngineCore.so.6). libsmime3.so and
# libnssutil3.so come with libnss3.so. A machine that never calls can do without; the rest of Vaka then runs.
CALL_LIBRARIES = (
    ("libnss3.so", "libnss3"),
    ("libnspr4.so", "libnspr4"),
    ("libasound.so.2", "libasound2"),
    ("libgbm.so.1", "libgbm1"),
    ("libudev.so.1", "libudev1"),
    ("libexpat.so.1", "libexpat1"),
    ("libfreetype.so.6", "libfreetype6"),
    ("libX11.so.6", "libx11-6"),
    ("libXext.so.6", "libxext6"),
    ("libXfixes.so.3", "libxfixes3"),
    ("libXcomposite.so.1", "libxcomposite1"),
    ("libXdamage.so.1", "libxdamage1"),
    ("libXtst.so.6", "libxtst6"),
    ("libxcb.so.1", "libxcb1"),
    ("libxcb-dri3.so.0", "libxcb-dri3-0"),
    ("libxkbfile.so.1", "libxkbfile1"),
)

# What tests start themselves (tests/servers.py, tests/ui/screen_reader.py) and what a window on an X server needs:
# a file that shows that it is there, its package.
SERVERS = (
    ("/usr/sbin/mosquitto", "mosquitto"),
    ("/usr/bin/mosquitto_pub", "mosquitto-clients"),
    ("/usr/lib/postgresql/*/bin/initdb", "postgresql"),
    ("/usr/bin/pulseaudio", "pulseaudio"),
    ("/usr/bin/chromium", "chromium"),
    ("/usr/bin/chromedriver", "chromium-driver"),
    ("/usr/sbin/nginx", "nginx-light"),
    ("/usr/lib/*/faketime/libfaketime.so.1", "libfaketime"),
    ("/usr/bin/Xvfb", "xvfb"),
    ("/usr/bin/dbus-run-session", "dbus-daemon"),
    ("/usr/libexec/at-spi-bus-launcher", "at-spi2-core"),
    ("/usr/lib/python3/dist-packages/pyatspi/__init__.py", "python3-pyatspi"),
    ("/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib", "gir1.2-gst-rtsp-server-1.0"),
    ("/usr/lib/python3/dist-packages/gi/__init__.py", "python3-gi"),
    ("/usr/lib/*/gstreamer-1.0/libgstvideotestsrc.so", "gstreamer1.0-plugins-base"),
    ("/usr/lib/*/gstreamer-1.0/libgstrtpmanager.so", "gstreamer1.0-plugins-good"),
    ("/usr/lib/*/gstreamer-1.0/libgstx264.so", "gstreamer1.0-plugins-ugly"),
    ("/usr/lib/*/gio/modules/libgiognutls.so", "glib-networking"),
    *(("/usr/lib/*/" + soname, package) for soname, package in X11_LIBRARIES),
)
SCREENS = ("console", "demo", "bench")
"""The words that show the console, from which calls are made."""

INSTALL = ("install", "-y", "--no-install-recommends")
POLICY = "/usr/sbin/policy-rc.d"


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of what is started next."""
    print("vaka: " + text, flush=True)


def stop(text: str, code: int = 1) -> NoReturn:
    """Print one line for the reader and end the script."""
    print("vaka: " + text, file=sys.stderr, flush=True)
    raise SystemExit(code)


def refusal(version: tuple[int, ...], executable: str) -> str | None:
    """The sentence that refuses a Python which is too old, or None for one that will do."""
    if version[:2] >= OLDEST:
        return None
    return (
        f"Vaka needs Python {OLDEST[0]}.{OLDEST[1]} or newer; {executable} is Python "
        f"{version[0]}.{version[1]}. Install a newer one (Debian 12, Ubuntu 24.04 and later have it) "
        "and start this script with it."
    )


# --- the system's part --------------------------------------------------------------------------------------


def lacks(soname: str) -> bool:
    """Whether the loader cannot find this shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return True
    return False


def missing_libraries(for_tests: bool) -> list[str]:
    """Debian's names of what Python and Qt lack here. The tests run offscreen and need no X11 or Wayland."""
    wanted: tuple[tuple[str, str], ...] = LIBRARIES
    if os.environ.get("DISPLAY") and not for_tests:
        wanted += X11_LIBRARIES
    if os.environ.get("WAYLAND_DISPLAY") and not for_tests:
        wanted += WAYLAND_LIBRARIES
    missing = [package for soname, package in wanted if lacks(soname)]
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        missing.insert(0, f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return missing


def missing_servers() -> list[str]:
    """Debian's names of the servers that the tests would start and that are not here."""
    return [package for pattern, package in SERVERS if not glob.glob(pattern)]


def is_root() -> bool:
    """Whether this process may install system packages."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextlib.contextmanager
def services_kept_stopped() -> Iterator[None]:
    """Keep apt from starting the servers it installs: the tests start their own, on other ports.

    Debian asks policy-rc.d before it starts a service. A machine that has one has decided that itself.
    """
    if os.path.exists(POLICY):
        yield
        return
    with open(POLICY, "w", encoding="ascii") as policy:
        policy.write("#!/bin/sh\nexit 101\n")
    os.chmod(POLICY, 0o755)
    try:
        yield
    finally:
        os.remove(POLICY)


def apt_get(*arguments: str) -> bool:
    """Run apt-get without questions; its output is shown only when it fails."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    done = subprocess.run(
        ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        print(done.stdout.decode("utf-8", "replace"), file=sys.stderr)
    return done.returncode == 0


def install_line(packages: list[str]) -> str:
    """The one line that the reader has to run."""
    return " ".join(["sudo apt-get", *INSTALL, *packages])


def missing_for_calls() -> list[str]:
    """Debian's names of what QtWebEngine lacks here."""
    return sorted({package for soname, package in CALL_LIBRARIES if lacks(soname)})


def named_here(packages: list[str]) -> list[str]:
    """The packages by the names of this release. Debian 13 and Ubuntu 24.04 have two that provide libasound2, and
    apt takes neither by that name."""
    if "libasound2" not in packages or not shutil.which("apt-cache"):
        return packages
    asked = ["apt-cache", "show", "libasound2t64"]
    is_renamed = (
        subprocess.run(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
    )
    return [package + "t64" if is_renamed and package == "libasound2" else package for package in packages]


def prepare_system(for_tests: bool, may_call: bool = False) -> None:
    """Install the missing libraries and, for the tests, servers; or say which they are.

    Without the libraries nothing runs, so their lack ends the script. Tests that lack a server skip by name. What
    calls need is needed by the tests; a console that lacks it (`may_call`) runs without calls.
    """
    needed = missing_libraries(for_tests) + (missing_for_calls() if for_tests else [])
    wished = missing_servers() if for_tests else missing_for_calls() if may_call else []
    if not needed and not wished:
        return
    if is_root() and shutil.which("apt-get"):
        say("installing with apt-get: " + " ".join(needed + wished) + " (half a minute to two)")
        apt_get("update")
        with services_kept_stopped():
            needed = [] if not needed or apt_get(*INSTALL, *named_here(needed)) else needed
            wished = [] if not wished or apt_get(*INSTALL, *named_here(wished)) else wished
    if needed:
        say("these system packages are missing (Debian's names); install them and start again:")
        stop(install_line(named_here(needed)))
    if wished:
        what = "tests that need these are skipped; to run them too: " if for_tests else "for video and voice calls: "
        say(what + install_line(named_here(wished)))


# --- the virtual environment --------------------------------------------------------------------------------


def venv_python() -> str:
    """The interpreter inside .venv."""
    if sys.platform == "win32":
        return os.path.join(VENV, "Scripts", "python.exe")
    return os.path.join(VENV, "bin", "python")


def layers_up_to(layer: Layer) -> tuple[Layer, ...]:
    """The layers that must be in place for this one, itself last."""
    return (RUN,) if layer is RUN else (RUN, layer)


def fingerprint(layer: Layer) -> str:
    """What the layer stands on: lock files, pyproject.toml, Python's version, the checkout's place."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    names = [os.path.join("installer", each.lock) for each in layers_up_to(layer)]
    for name in [*names, "pyproject.toml"]:
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(hashlib.sha256(file.read()).digest())
    return digest.hexdigest()


def stamp_of(layer: Layer) -> str:
    """The file that holds the fingerprint of the layer as installed, and the checkout's place."""
    return os.path.join(VENV, f"vaka-{layer.name}.stamp")


def half_done() -> str:
    """The file that stands while .venv is made or filled: found later, it says that .venv may be half."""
    return os.path.join(ROOT, "build", "set-up.half")


def mark_half_done() -> None:
    """Say that .venv may be half from now on. The file lies outside it, or making it anew would remove it."""
    os.makedirs(os.path.dirname(half_done()), exist_ok=True)
    with open(half_done(), "w", encoding="ascii"):
        pass


def read(path: str) -> str:
    """The text of a file, or nothing where there is none."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def is_current(layer: Layer) -> bool:
    """Whether the layer is installed as its files now say. Reads a few small files, no network."""
    return os.path.exists(venv_python()) and read(stamp_of(layer)) == f"{fingerprint(layer)}\n{ROOT}\n"


def is_spoilt() -> bool:
    """Whether .venv must be made anew: half installed, moved, or of another Python than ours."""
    settings = read(os.path.join(VENV, "pyvenv.cfg"))
    made_by = re.search(r"^version(?:_info)?\s*=\s*(\d+)\.(\d+)", settings, re.M)
    if made_by is None or not os.path.exists(venv_python()) or os.path.exists(half_done()):
        return True
    stamps = [read(stamp_of(layer)) for layer in (RUN, MAP, DEV)]
    has_moved = any(stamp and stamp.splitlines()[-1] != ROOT for stamp in stamps)
    return has_moved or (int(made_by.group(1)), int(made_by.group(2))) != tuple(sys.version_info[:2])


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Hold the set-up's lock: two starts at once take turns. The lock ends with its process."""
    try:
        os.makedirs(os.path.join(ROOT, "build"), exist_ok=True)
        lock = open(os.path.join(ROOT, "build", "set-up.lock"), "a+b")  # noqa: SIM115 - a with would hide whose error
    except OSError as error:
        stop(f"cannot write in {ROOT} ({error.strerror}). Start from a checkout of your own, or as its owner.")
    with lock as file:
        has_told = False
        while not try_lock(file.fileno()):
            if not has_told:
                say("another start is setting up; waiting for it")
                has_told = True
            time.sleep(0.5)
        yield


def try_lock(descriptor: int) -> bool:
    """Lock the open file for this process, if no other holds it."""
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def make_venv() -> None:
    """Make .venv, from scratch if it is spoilt, and see to it that it has pip."""
    arguments = ["--clear"] if is_spoilt() else []
    if not arguments and importlib.machinery.PathFinder.find_spec("pip", [venv_packages()]) is not None:
        return
    say("making .venv (5 to 20 seconds)")
    mark_half_done()
    # The interpreter below a venv, so that a start with .venv's own python can make it anew.
    python = getattr(sys, "_base_executable", None) or sys.executable
    done = subprocess.run([python, "-m", "venv", *arguments, VENV], check=False)
    if done.returncode != 0:
        stop("could not make .venv. Is the disk full, or is Vaka still running from it? Then free it and start again.")
    os.remove(half_done())


def venv_packages() -> str:
    """The site-packages folder inside .venv."""
    if sys.platform == "win32":
        return os.path.join(VENV, "Lib", "site-packages")
    return os.path.join(VENV, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "site-packages")


def pip_commands(layer: Layer) -> list[list[str]]:
    """The pip calls that install a layer: wheels with the hashes of the lock and nothing else.

    Vaka itself comes with the first layer. It is built from this checkout by hatchling, which the lock holds,
    so that no call asks an index for anything unhashed.
    """
    pip = [venv_python(), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    locked = ["--progress-bar", "off", "--require-hashes", "--only-binary", ":all:"]
    commands = [[*pip, *locked, "-r", os.path.join(ROOT, "installer", layer.lock)]]
    if layer is RUN:
        commands.append([*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT])
    return commands


def run_pip(command: list[str]) -> tuple[int, str]:
    """Run pip, tell the larger steps in short lines; return its exit code and all it printed."""
    # A constraint of the machine's own could only quarrel with a full lock. Its index and certificate stay.
    quiet = {"PIP_CONSTRAINT": os.devnull, "PIP_USER": "0", "PIP_QUIET": "0", "PIP_VERBOSE": "0"}
    lines = []
    with subprocess.Popen(
        command,
        env=dict(os.environ, **quiet),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            fetched = re.match(r"\s*Downloading (\S+?)-\d\S*\.whl \((\d+)[.\d]* MB\)", line)
            if fetched and int(fetched.group(2)) >= 5:
                say(f"  fetching {fetched.group(1)} ({fetched.group(2)} MB)")
            if line.startswith("Installing collected packages"):
                if "," in line:
                    say("  unpacking (10 to 60 seconds)")
                mark_half_done()
    return pip.returncode, "".join(lines)


def advice(output: str) -> str:
    """What the reader should do about pip's failure."""
    if re.search(r"No space left|not enough space", output) or shutil.disk_usage(ROOT).free < 3e8:
        return "the disk is full: Vaka needs about 1.5 GB here. Free some space and start again."
    if re.search(r"HTTPError|ConnectionError|connection broken|timed out|ProxyError|SSLError", output):
        return "the package index was not reached. Check the network (proxy, certificate) and start again."
    if "DO NOT MATCH THE HASHES" in output:
        return "a package differs from its hash in the lock file. Do not use it; tell Vaka's maintainers."
    if "No matching distribution" in output:
        return (
            "the package index has no ready-made package for this system. Vaka runs on 64-bit Windows 10 or "
            "newer and on Linux as new as Debian 12, with Python 3.11 to 3.13."
        )
    return "pip failed for the reason above. Mend that and start again; what is half done will be done anew."


def install(layer: Layer) -> None:
    """Install a layer and stamp it, the stamp last: what was broken off has none and is done again."""
    say(f"installing the packages of installer/{layer.lock} ({layer.cost} the first time)")
    for command in pip_commands(layer):
        code, output = run_pip(command)
        if code != 0:
            print("".join(output.splitlines(keepends=True)[-8:]), file=sys.stderr)
            stop(advice(output))
    # Replaced in one step, so that no reader sees half a stamp.
    with open(stamp_of(layer) + ".new", "w", encoding="utf-8", newline="\n") as file:
        file.write(f"{fingerprint(layer)}\n{ROOT}\n")
    os.replace(stamp_of(layer) + ".new", stamp_of(layer))
    with contextlib.suppress(FileNotFoundError):
        os.remove(half_done())


def prepare_packages(last: Layer) -> None:
    """Bring .venv up to this layer. Where it already is, nothing is started and nothing written."""
    layers = layers_up_to(last)
    if all(is_current(layer) for layer in layers):
        return
    with alone():
        make_venv()
        for layer in layers:
            if not is_current(layer):
                install(layer)
    say("set up; the next start goes straight on")


# --- what is started ----------------------------------------------------------------------------------------


def become(command: list[str]) -> NoReturn:
    """Go on as this program; on Windows, which has no exec, wait for it and end with its exit code."""
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)
    with subprocess.Popen(command) as child:
        while child.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):  # the child gets its own Ctrl-C and decides
                child.wait()
    raise SystemExit(child.returncode)


def checks() -> list[tuple[str, list[str]]]:
    """The static checks, by name. mypy has a cache for each platform, or one would throw the other's away."""
    python = venv_python()
    linter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    named = [
        ("ruff check", [python, "-m", "ruff", "check"]),
        ("ruff format --check", [python, "-m", "ruff", "format", "--check"]),
    ]
    for platform in ("linux", "win32"):
        cache = os.path.join(".mypy_cache", platform)
        mypy = [python, "-m", "mypy", "--platform", platform, "--cache-dir", cache]
        named.append((f"mypy --platform {platform}", mypy))
    return [*named, ("lint-imports", [python, "-c", linter])]


def run_tests(arguments: list[str]) -> NoReturn:
    """Run pytest with these arguments or, without any, every check and then every test, whatever fails.

    pytest comes last, so that a good run ends with its closing line. Below it stand the names of what failed.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.chdir(ROOT)
    if arguments:
        become([venv_python(), "-m", "pytest", *arguments])
    failed = []
    for name, command in checks():
        say(name)
        if subprocess.call(command) != 0:
            failed.append(name)
    say("pytest")
    code = subprocess.call([venv_python(), "-m", "tests.run"])
    if not failed:
        raise SystemExit(code)
    failed += ["pytest"] if code != 0 else []
    stop("failed: " + ", ".join(failed))


def main(arguments: list[str]) -> NoReturn:
    """Refuse, set up, and become what was asked for."""
    refused = refusal(sys.version_info[:3], sys.executable)
    if refused:
        stop(refused)
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        raise SystemExit(0 if arguments else 2)
    is_test = arguments[0] == "test"
    for_tests = is_test or arguments[0] == "bench"
    if sys.platform.startswith("linux"):
        prepare_system(for_tests, may_call=arguments[0] in SCREENS)
    prepare_packages(DEV if for_tests else MAP if arguments[:2] == ["map", "import"] else RUN)
    if is_test:
        run_tests(arguments[1:])
    # -P: a folder named ui where the reader stands must not pass for ours.
    become([venv_python(), "-P", "-m", "ui", *arguments])


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        stop("broken off; the next start goes on from here.", 130)
