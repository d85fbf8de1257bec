"""Real servers for tests: Debian's Mosquitto, PostgreSQL, PulseAudio and GStreamer, each with a port of 127.0.0.1.

Use them as context managers. They know nothing of pytest, but `MISSING_MOSQUITTO`, `MISSING_POSTGRES`,
`MISSING_PULSEAUDIO`, `MISSING_RTSP`, `MISSING_CHROMIUM` and `MISSING_NGINX` are made for its skipif. Whatever becomes
of a test, its server ends: by the context manager, at the exit of the process, and, on Linux, by the kernel should the
process be killed. The kernel watches the thread that started the server, so start it from one that outlives it. What a
server is asked to do is the tests' own business.
"""

from __future__ import annotations

import atexit
import contextlib
import glob
import itertools
import os
import random
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

MOSQUITTO = shutil.which("mosquitto", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
POSTGRES_BIN = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]), default=None)
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
PULSEAUDIO = shutil.which("pulseaudio")
SYSTEM_PYTHON = "/usr/bin/python3"
RTSP_PACKAGES = {
    "/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib": "gir1.2-gst-rtsp-server-1.0",
    "/usr/lib/python3/dist-packages/gi/__init__.py": "python3-gi",
    "/usr/lib/*/gstreamer-1.0/libgstvideotestsrc.so": "gstreamer1.0-plugins-base",
    "/usr/lib/*/gstreamer-1.0/libgstrtpmanager.so": "gstreamer1.0-plugins-good",
    "/usr/lib/*/gstreamer-1.0/libgstx264.so": "gstreamer1.0-plugins-ugly",
    "/usr/lib/*/gio/modules/libgiognutls.so": "glib-networking",
}
SHIPPED_ACL = Path(__file__).parents[1] / "resources" / "mosquitto" / "acl"
START_WITHIN_S = 60
END_WITHIN_S = 60
"""Seconds. A busy machine's disk may hold PostgreSQL's last checkpoint up; killed in it, it leaves children behind."""

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def _missing(is_there: bool, *packages: str) -> str | None:
    """The reason to skip, with the line that ends it, or None where the server is there."""
    if sys.platform == "win32":
        return f"needs Debian's {packages[0]}; on Windows it is not started"
    return None if is_there else f"needs {packages[0]}: sudo apt-get install -y {' '.join(packages)}"


MISSING_MOSQUITTO = _missing(
    MOSQUITTO is not None and shutil.which("mosquitto_pub") is not None, "mosquitto", "mosquitto-clients"
)
MISSING_POSTGRES = _missing(POSTGRES_BIN is not None, "postgresql")
MISSING_PULSEAUDIO = _missing(PULSEAUDIO is not None and shutil.which("parec") is not None, "pulseaudio")
MISSING_RTSP = _missing(all(glob.glob(path) for path in RTSP_PACKAGES), *RTSP_PACKAGES.values())
MISSING_CHROMIUM = _missing(
    all(os.path.exists(f"/usr/bin/{program}") for program in ("chromium", "chromedriver")),
    "chromium",
    "chromium-driver",
)
MISSING_NGINX = _missing(NGINX is not None, "nginx-light")


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody has now.

    It lies below the range that the kernel gives to outgoing connections (from 32768), so that none takes it
    while a server is down between kill and start.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 200):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no free port found on 127.0.0.1")


def accepts(port: int) -> bool:
    """Whether something accepts connections on this port of 127.0.0.1."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _bound_to_us(death: str, *credentials: str) -> list[str]:
    """The words before a command that let the kernel end it with the thread that started it."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", death, *credentials] if setpriv else []


class _Server:
    """One server process in a folder of its own; what all kinds share."""

    def __init__(self, name: str, port: int | None) -> None:
        self.port = port or free_port()
        self.directory = Path(tempfile.mkdtemp(prefix=f"vaka-{name}-"))
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start, or start again, on the same port; return when it accepts connections."""
        raise NotImplementedError

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process is not None, "the server is not running"
        return self._process.pid

    def log(self) -> str:
        """All that the server has printed since it was made."""
        path = self.directory / "server.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def freeze(self) -> None:
        """Stop the server's clock (SIGSTOP): connections stay open, nothing answers."""
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let a frozen server go on."""
        os.kill(self.pid, signal.SIGCONT)

    def close(self) -> None:
        """Stop the server and remove its folder. May be called twice."""
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)
        atexit.unregister(self.close)

    def stop(self) -> None:
        """Ask the server to end and wait for it; nothing if it is not running."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once (SIGKILL), as a power cut would."""
        self._end(signal.SIGKILL)

    def _end(self, sign: signal.Signals) -> None:
        """Send a signal and wait until the process is gone, by force after `END_WITHIN_S`."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(sign)
            process.send_signal(signal.SIGCONT)
        try:
            process.wait(END_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _spawn(self, command: list[str], cwd: Path) -> None:
        """Start the command and wait until its port accepts; if it never does, RuntimeError with its log."""
        assert self._process is None, "the server is running already"
        with (self.directory / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + START_WITHIN_S
        while not accepts(self.port):
            if self._process.poll() is not None or time.monotonic() > end:
                self._end(signal.SIGKILL)
                raise RuntimeError(f"{command[-1]} did not start on port {self.port}:\n{self.log()}")
            time.sleep(0.02)


class Mosquitto(_Server):
    """Debian's Mosquitto with one listener on 127.0.0.1, limits as in production and data of its own.

    `extra` is configuration text that follows the listener, so TLS lines in it belong to that. Without
    `anonymous` it has to name users. Port and data stay over kill and start; what was not yet saved at a kill
    is lost, as in production (it saves every 60 s).
    """

    def __init__(self, extra: str = "", *, anonymous: bool = True, port: int | None = None) -> None:
        super().__init__("mosquitto", port)
        self.config = self.directory / "mosquitto.conf"
        lines = [
            # Started as root it would become the user mosquitto, who may not enter a test's folders.
            *(["user root"] if IS_ROOT else []),
            "persistence true",
            f"persistence_location {self.directory}/",
            "autosave_interval 60",
            "max_queued_messages 1000000",
            "max_inflight_messages 500",
            "log_dest stderr",
            "connection_messages true",
            f"listener {self.port} 127.0.0.1",
            f"allow_anonymous {str(anonymous).lower()}",
            extra,
        ]
        self.config.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def start(self) -> None:
        """Start, or start again, on the same port and data; return when it accepts connections."""
        assert MOSQUITTO is not None, MISSING_MOSQUITTO
        self._spawn([*_bound_to_us("KILL"), MOSQUITTO, "-c", str(self.config)], self.directory)


class BrowserMosquitto(Mosquitto):
    """Mosquitto with a second listener for browsers, as `resources/mosquitto/vaka.conf` has one.

    `port` speaks plain MQTT, `web_port` MQTT over secure WebSockets, and serves the files of `pages` (without a
    Content-Type, as Mosquitto does). `ca_file` vouches for it as localhost and 127.0.0.1. With `users` (name: password)
    nobody else comes in, and `acl` holds, which is the shipped one; without, everybody may do everything.
    """

    def __init__(
        self, pages: Path, users: Mapping[str, str] | None = None, *, acl: Path = SHIPPED_ACL, port: int | None = None
    ) -> None:
        super().__init__("", anonymous=users is None, port=port)
        self.web_port = free_port()
        self.ca_file = make_localhost_certificate(self.directory)
        lines = [
            f"listener {self.web_port} 127.0.0.1",
            "protocol websockets",
            # Without it Mosquitto 2.0.11 takes no notice of the address and listens everywhere.
            "socket_domain ipv4",
            f"http_dir {pages}",
            f"certfile {self.directory}/server.crt",
            f"keyfile {self.directory}/server.key",
        ]
        if users is not None:
            lines += [*self._only(users), f"acl_file {shutil.copy(acl, self.directory / 'acl')}"]
            (self.directory / "acl").chmod(0o600)
        with self.config.open("a", encoding="utf-8") as config:
            config.write("\n".join(lines) + "\n")

    def start(self) -> None:
        """Start, or start again, on the same ports; return when both accept connections."""
        super().start()
        end = time.monotonic() + START_WITHIN_S
        while not accepts(self.web_port):
            if time.monotonic() > end:
                raise RuntimeError(f"the listener for browsers did not open:\n{self.log()}")
            time.sleep(0.02)

    @property
    def websocket(self) -> str:
        """Where a browser's MQTT client finds it."""
        return f"wss://localhost:{self.web_port}/mqtt"

    def page(self, name: str) -> str:
        """Where a browser finds a file of `pages`."""
        return f"https://localhost:{self.web_port}/{name}"

    def _only(self, users: Mapping[str, str]) -> list[str]:
        passwords = self.directory / "passwords"
        passwords.touch(0o600)
        for user, password in users.items():
            command = ["mosquitto_passwd", "-b", str(passwords), user, password]
            subprocess.run(command, check=True, capture_output=True, timeout=60)
        return [f"password_file {passwords}"]


def make_localhost_certificate(folder: Path) -> Path:
    """`server.crt` and `server.key` in the folder, for localhost and 127.0.0.1; return the authority's `ca.crt`."""

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True, timeout=60)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    use = ("-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-x509", *key, *use, "-days", "2", "-subj", "/CN=test CA", "-keyout", "ca.key", "-out", "ca.crt")
    openssl("req", *key, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr")
    names = "subjectAltName=DNS:localhost,IP:127.0.0.1\nauthorityKeyIdentifier=keyid\nextendedKeyUsage=serverAuth\n"
    (folder / "server.ext").write_text(names, encoding="utf-8")
    signing = ("-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "server.ext")
    openssl("x509", "-req", "-in", "server.csr", *signing, "-out", "server.crt")
    return folder / "ca.crt"


class Nginx(_Server):
    """Debian's nginx with one site, which has to listen on `port` of 127.0.0.1."""

    def start(self) -> None:
        """Start, or start again; `site.conf` must be in its folder."""
        assert NGINX is not None, MISSING_NGINX
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        places = " ".join(f"{kind}_temp_path {self.directory}/{kind};" for kind in kinds)
        around = [
            *(["user root;"] if IS_ROOT else []),
            f"daemon off; pid {self.directory}/pid; error_log stderr; events {{}}",
            f"http {{ include /etc/nginx/mime.types; {places} include {self.directory}/site.conf; }}",
        ]
        config = self.directory / "nginx.conf"
        config.write_text("\n".join(around) + "\n", encoding="utf-8")
        self._spawn([*_bound_to_us("TERM"), NGINX, "-e", "stderr", "-c", str(config)], self.directory)


class Postgres(_Server):
    """Debian's PostgreSQL with a cluster of its own, open to user `vaka` on 127.0.0.1 without password.

    It refuses to run as root, so a root process runs it as Debian's user postgres. `fsync` off saves time
    where a test never cuts the power.
    """

    def __init__(self, *, fsync: bool = True, port: int | None = None) -> None:
        super().__init__("postgres", port)
        assert POSTGRES_BIN is not None, MISSING_POSTGRES
        self.fsync = fsync
        self._data = self.directory / "data"
        self._numbers = itertools.count(1)
        if IS_ROOT:
            shutil.chown(self.directory, "postgres", "postgres")
        rights = ["--auth", "trust", "--username", "vaka"]
        speech = ["--encoding", "UTF8", "--locale", "C.UTF-8"]
        self._run("initdb", "--no-sync", *rights, *speech, "-D", str(self._data))

    def start(self) -> None:
        """Start, or start again, on the same port and data; return when it answers queries."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(self.directory),
            "fsync": "on" if self.fsync else "off",
        }
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [f"{POSTGRES_BIN}/postgres", "-D", str(self._data), "-p", str(self.port), *options]
        self._spawn([*self._credentials("INT"), *command], self.directory)
        end = time.monotonic() + START_WITHIN_S
        while not self._is_ready():
            if time.monotonic() > end:
                raise RuntimeError(f"PostgreSQL does not answer:\n{self.log()}")
            time.sleep(0.05)

    def stop(self) -> None:
        """End it with its sessions cut and its data whole (a fast shutdown)."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """End it at once without a checkpoint (immediate shutdown): the next start recovers from its log."""
        self._end(signal.SIGQUIT)

    def close(self) -> None:
        """End it and remove its folder; no last checkpoint is waited for. May be called twice."""
        self.kill()
        super().close()

    def restart(self) -> None:
        """Stop and start on the same port and data."""
        self.stop()
        self.start()

    def url(self, database: str = "postgres") -> str:
        """SQLAlchemy's address of a database of this server."""
        return f"postgresql+psycopg://vaka@127.0.0.1:{self.port}/{database}"

    def database(self, like: str | None = None) -> str:
        """Make a new database, empty or `like` another to which nobody is connected; return its address."""
        name = f"vaka_{next(self._numbers)}_{secrets.token_hex(4)}"
        copied = ["--template", like.rpartition("/")[2]] if like is not None else []
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "vaka", *copied, name)
        return self.url(name)

    def _credentials(self, death: str) -> list[str]:
        """The words before a command that make it another user's, if we are root, and end it with us."""
        if not IS_ROOT:
            return _bound_to_us(death)
        return _bound_to_us(death, "--reuid", "postgres", "--regid", "postgres", "--init-groups")

    def _is_ready(self) -> bool:
        """Whether it takes queries, which comes a little after it takes connections."""
        asked = [f"{POSTGRES_BIN}/pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), "-U", "vaka"]
        return subprocess.run(asked, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs to its end; raise RuntimeError with its words if it fails."""
        command = [*self._credentials("TERM"), f"{POSTGRES_BIN}/{program}", *arguments]
        # LC_ALL: initdb refuses to start in a locale that the machine does not have.
        done = subprocess.run(
            command,
            cwd=self.directory,
            env=dict(os.environ, LC_ALL="C.UTF-8"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed:\n{done.stdout.decode('utf-8', 'replace')}")


class PulseAudio(_Server):
    """A sound server with outputs that lead nowhere and can be listened to. Nothing of the user's own is touched.

    `address` is for the variable PULSE_SERVER. An output's description is its name with a capital letter.
    """

    RATE_HZ = 48_000

    def __init__(self, *outputs: str, port: int | None = None) -> None:
        super().__init__("pulseaudio", port)
        self._outputs = outputs or ("one",)

    @property
    def address(self) -> str:
        """Where its clients find it."""
        return f"tcp:127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, or start again, on the same port; return when it accepts connections."""
        assert PULSEAUDIO is not None, MISSING_PULSEAUDIO
        sinks = [
            f"module-null-sink sink_name={name} sink_properties=device.description={name.title()}"
            for name in self._outputs
        ]
        modules = [*sinks, f"module-native-protocol-tcp port={self.port} listen=127.0.0.1 auth-anonymous=1"]
        options = ["-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
        places = [f"{name}={self.directory}" for name in ("HOME", "XDG_RUNTIME_DIR", "PULSE_RUNTIME_PATH")]
        loads = [word for module in modules for word in ("-L", module)]
        self._spawn(["env", *places, *_bound_to_us("KILL"), PULSEAUDIO, *options, *loads], self.directory)

    def remove(self, output: str) -> None:
        """Unplug an output."""
        self.control("unload-module", self._module_of(output))

    @contextlib.contextmanager
    def recording(self, output: str = "one") -> Iterator[Path]:
        """Within the block, what that output plays goes to the file: 16 bits, one channel, `RATE_HZ`."""
        path = self.directory / f"{output}-{secrets.token_hex(4)}.raw"
        form = ("--format=s16le", f"--rate={self.RATE_HZ}", "--channels=1", "--latency-msec=50")
        with path.open("wb") as file:
            command = [*_bound_to_us("KILL"), "parec", "-s", self.address, "-d", f"{output}.monitor", *form]
            recorder = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL)
            try:
                yield path
            finally:
                recorder.kill()
                recorder.wait()

    def _module_of(self, output: str) -> str:
        lines = self.control("list", "short", "modules").splitlines()
        return next(line.split()[0] for line in lines if f"sink_name={output} " in line)

    def control(self, *words: str) -> str:
        """Do what `pactl` does with these words; return what it says."""
        done = subprocess.run(["pactl", "-s", self.address, *words], check=True, capture_output=True, text=True)
        return done.stdout


class RtspCamera(_Server):
    """A camera that serves moving drawings over RTSP: `tests/rtsp_server.py`, whose options these are."""

    def __init__(self, *options: str, port: int | None = None) -> None:
        super().__init__("rtsp", port)
        self._options = options

    @property
    def address(self) -> str:
        """Where its stream is."""
        scheme = "rtsps" if "--certificate" in self._options else "rtsp"
        return f"{scheme}://127.0.0.1:{self.port}/room"

    def start(self) -> None:
        """Start, or start again, on the same port; return when it accepts connections."""
        assert MISSING_RTSP is None, MISSING_RTSP
        script = str(Path(__file__).with_name("rtsp_server.py"))
        command = [*_bound_to_us("KILL"), SYSTEM_PYTHON, script, str(self.port), *self._options]
        self._spawn(["env", f"HOME={self.directory}", f"XDG_CACHE_HOME={self.directory}", *command], self.directory)
