"""Real servers for the tests of telephony: Debian's Janus with the files of `resources/janus`, and SIP telephones.

`Phone` is baresip, a telephone that is heard and hears; `Exchange` is SIPp, which says what its scenario says. They
live and end as those of `tests/servers.py` do.
"""

from __future__ import annotations

import asyncio
import contextlib
import glob
import json
import re
import shutil
import signal
import socket
import subprocess
import time
import wave
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np

from tests.servers import _bound_to_us, _missing, _Server, free_port

JANUS, BARESIP, SIPP = shutil.which("janus"), shutil.which("baresip"), shutil.which("sipp")
MODULES = glob.glob("/usr/lib/baresip/modules") + glob.glob("/usr/lib/*/baresip/modules")
PLUGINS = glob.glob("/usr/lib/*/janus/plugins")
MISSING_TELEPHONY = _missing(
    JANUS is not None and BARESIP is not None and SIPP is not None, "janus", "baresip-core", "sip-tester"
)
RESOURCES = Path(__file__).parents[1] / "resources" / "janus"
START_WITHIN_S = 30
API_SECRET = "not-a-secret"
PHONE_HZ, CONSOLE_HZ = 440, 880
"""What the telephone says, and what the console does."""


def own_address() -> str:
    """This machine's address that is not the loopback's: no media goes over that. Sends nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


class Janus(_Server):
    """Debian's Janus with our own files, of which only places, names and ports are changed.

    `with_admin` opens its admin interface to the test, which counts sessions and handles there.
    """

    def __init__(
        self, broker_port: int, changed: Mapping[str, str] = MappingProxyType({}), *, with_admin: bool = False
    ) -> None:
        super().__init__("janus", None)
        address, folder = own_address(), str(self.directory)
        first = 40_000 + 200 * (self.port % 100)
        values = {
            "configs_folder": folder, "plugins_folder": PLUGINS[0],
            "transports_folder": PLUGINS[0].replace("plugins", "transports"), "api_secret": API_SECRET,
            "ice_enforce_list": address, "url": f"tcp://127.0.0.1:{broker_port}", "ssl_enabled": "false",
            "local_media_ip": address, "sdp_ip": address,
        }  # fmt: skip
        ports = {"janus.jcfg": f"{first}-{first + 99}", "janus.plugin.sip.jcfg": f"{first + 100}-{first + 199}"}
        for source in RESOURCES.glob("*.jcfg"):
            text = source.read_text("utf-8")
            for name, value in {**values, "rtp_port_range": ports.get(source.name, ""), **changed}.items():
                said = value if value in ("true", "false") else f'"{value}"'
                text = re.sub(rf"(?m)^(\s*{name} = ).*$", rf"\g<1>{said}", text)
            if with_admin:
                admin = 'admin_enabled = true\n subscribe_topic = "to-admin"\n publish_topic = "from-admin"'
                text = text.replace("admin_enabled = false", admin)
                text = text.replace('api_secret = "', 'admin_secret = "admin"\n api_secret = "')
            (self.directory / source.name).write_text(text, "utf-8")

    def start(self) -> None:
        """Start, or start again; return when it is at the broker."""
        assert JANUS is not None, MISSING_TELEPHONY
        before = self.log().count("successfully subscribed")
        command = [*_bound_to_us("KILL"), JANUS, "-F", str(self.directory), "-C", str(self.directory / "janus.jcfg")]
        with (self.directory / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "-d", "4"],
                cwd=self.directory,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + START_WITHIN_S
        while self.log().count("successfully subscribed") == before:
            if self._process.poll() is not None or time.monotonic() > end:
                self._end(signal.SIGKILL)
                raise RuntimeError(f"Janus did not come to the broker:\n{self.log()}")
            time.sleep(0.02)

    def listens_on(self) -> list[str]:
        """The ports on which it can be reached when there is no call."""
        said = subprocess.run(["ss", "-lntupH"], check=True, capture_output=True, text=True).stdout
        return [line.split()[4] for line in said.splitlines() if f"pid={self.pid}," in line]


class Phone(_Server):
    """baresip on 127.0.0.1. It has three numbers: `auto` answers at once, `early` sounds before it is answered,
    `manual` rings until the test answers. It speaks a tone of `PHONE_HZ`; what it hears is in `heard_hz`."""

    def __init__(self) -> None:
        super().__init__("baresip", None)
        self._sip = free_port()
        config = f"""
            sip_listen 127.0.0.1:{self._sip}
            audio_source ausine,{PHONE_HZ}
            ausrc_channels 2
            ausrc_srate 48000
            rtp_ports 33000-33200
            ctrl_tcp_listen 127.0.0.1:{self.port}
            snd_path {self.directory}
            module_path {MODULES[0]}
            module g711.so
            module ausine.so
            module sndfile.so
            module_app account.so
            module_app menu.so
            module_app ctrl_tcp.so
        """
        (self.directory / "config").write_text("\n".join(line.strip() for line in config.splitlines()), "utf-8")
        numbers = "".join(f"<{self.number(name)}>;regint=0;answermode={name}\n" for name in ("auto", "early", "manual"))
        (self.directory / "accounts").write_text(numbers, "utf-8")

    def number(self, name: str) -> str:
        """The address of one of its numbers."""
        return f"sip:{name}@127.0.0.1:{self._sip}"

    def start(self) -> None:
        """Start; return when it can be steered."""
        assert BARESIP is not None, MISSING_TELEPHONY
        command = [*_bound_to_us("KILL"), BARESIP, "-f", str(self.directory), "-v"]
        self._spawn(["env", f"HOME={self.directory}", *command], self.directory)

    def stop(self) -> None:
        """End it at once: asked to end, it waits half a minute for its SIP stack."""
        self.kill()

    @contextlib.asynccontextmanager
    async def steered(self) -> AsyncIterator[Steered]:
        """Its hand on the receiver, and what it tells, within the block."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        steered = Steered(writer)
        listening = asyncio.create_task(steered.listen(reader))
        try:
            yield steered
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            writer.close()
            await writer.wait_closed()

    def heard_hz(self) -> tuple[float, float]:
        """The tone that was heard in its latest call, and how loud (0 to 1 of full scale)."""
        latest = max(self.directory.glob("dump-*-dec.wav"), key=lambda path: path.stat().st_mtime)
        with wave.open(str(latest)) as file:
            samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)
            return tone_of(samples, file.getframerate()), float(samples.std() / 32768)


class Steered:
    """A telephone as it is steered, and what it has told."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self.told: list[dict[str, str]] = []

    def do(self, command: str) -> None:
        """A command of baresip's menu (accept, hangup)."""
        said = json.dumps({"command": command}).encode()
        self._writer.write(b"%d:%s," % (len(said), said))

    async def listen(self, reader: asyncio.StreamReader) -> None:
        """Reads netstrings until cancelled."""
        while True:
            length = int((await reader.readuntil(b":"))[:-1])
            self.told.append(json.loads((await reader.readexactly(length + 1))[:-1]))

    def events(self) -> list[str]:
        return [said["type"] for said in self.told if "type" in said]

    def digits(self) -> str:
        """The tones that came, in order."""
        return "".join(said["param"] for said in self.told if said.get("type") == "CALL_DTMF_START")


class Exchange(_Server):
    """SIPp on 127.0.0.1 by a scenario of `SCENARIOS`. Its port is UDP's."""

    def __init__(self, scenario: str, **keys: str) -> None:
        super().__init__("sipp", None)
        self._keys = keys
        self.scenario = self.directory / "scenario.xml"
        self.scenario.write_text(f'<?xml version="1.0"?><scenario name="it">{scenario}</scenario>', "utf-8")

    @property
    def number(self) -> str:
        return f"sip:anna@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start; return when its port is taken."""
        assert SIPP is not None, MISSING_TELEPHONY
        keys = [word for name, value in self._keys.items() for word in ("-key", name, value)]
        media = ["-rtp_echo", "-mi", own_address(), "-mp", str(free_port())]
        place = ["-i", "127.0.0.1", "-p", str(self.port), *media]
        traced = ["-trace_msg", "-message_file", str(self.directory / "messages.log")]
        command = [*_bound_to_us("KILL"), SIPP, "-sf", str(self.scenario), "-nostdin", *place, *traced, *keys]
        with (self.directory / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self.directory, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + START_WITHIN_S
        while not self._is_bound():
            if self._process.poll() is not None or time.monotonic() > end:
                self._end(signal.SIGKILL)
                raise RuntimeError(f"SIPp did not start:\n{self.log()}")
            time.sleep(0.02)

    def messages(self) -> str:
        """All that went over the wire."""
        path = self.directory / "messages.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def _is_bound(self) -> bool:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(("127.0.0.1", self.port))
            except OSError:
                return True
        return False


def _reply(line: str, *more: str, sdp: str = "") -> str:
    headers = ["[last_Via:]", "[last_From:]", "[last_To:];tag=[call_number]", "[last_Call-ID:]", "[last_CSeq:]"]
    contact = "Contact: <sip:[local_ip]:[local_port]>"
    kind = ["Content-Type: application/sdp"] if sdp else []
    text = "\n".join([f"SIP/2.0 {line}", *headers, contact, *more, *kind, "Content-Length: [len]", "", sdp])
    return f"<send><![CDATA[\n{text}\n]]></send>"


def _expect(request: str, **more: str) -> str:
    said = "".join(f' {name}="{value}"' for name, value in more.items())
    return f'<recv request="{request}" crlf="true"{said}></recv>'


def refusing(code: int, *, rings: bool = False) -> str:
    """Says a code, at once or after it rang for a moment."""
    ringing = _reply("180 Ringing") + '<pause milliseconds="150"/>' if rings else ""
    return _expect("INVITE") + ringing + _reply(f"{code} Told") + _expect("ACK")


_SDP = (
    "v=0\no=- 1 1 IN IP4 [media_ip]\ns=-\nc=IN IP4 [media_ip]\nt=0 0\nm=audio [media_port] RTP/AVP 0\n"
    "a=rtpmap:0 PCMU/8000\n"
)
SOUNDS_EARLY = (
    _expect("INVITE")
    + _reply("183 Session Progress", sdp=_SDP)
    + '<pause milliseconds="3000"/>'
    + _reply("200 OK", sdp=_SDP)
    + _expect("ACK")
    + _expect("INFO")
    + _reply("200 OK")
    + _expect("BYE")
    + _reply("200 OK")
)
"""Gives back what it hears, before it answers and after."""
RINGS_ON = _expect("INVITE") + _reply("180 Ringing") + _expect("CANCEL") + _reply("200 OK")
"""Rings until it is given up."""
_VERIFY = '<action><verifyauth assign_to="good" username="larm" password="[secret]"/></action>'


def challenging(request: str, good: str, bad: str) -> str:
    """A trunk that asks for a password at `request`, and answers `good` or `bad`."""
    challenge = 'WWW-Authenticate: Digest realm="trunk.invalid", nonce="47364c23432d2e131a5fb210812c", algorithm=MD5'
    after = {"INVITE": _expect("ACK"), "REGISTER": ""}[request]
    verify = f'<recv request="{request}" crlf="true">{_VERIFY}</recv><nop test="good" next="1"/>'
    return (
        _expect(request) + _reply("401 Unauthorized", challenge) + after + verify
        + _reply(bad) + after + '<nop next="2"/><label id="1"/>' + _reply(good) + after + '<label id="2"/>'
    )  # fmt: skip


def tone_of(samples: np.ndarray, rate_hz: float) -> float:
    """The strongest frequency in Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * rate_hz / len(samples))
