"""Mosquitto with the configuration that we ship, to be killed: TLS, passwords, the access rules, saved each 60 s."""

import shutil
import subprocess
from pathlib import Path

from tests.contracts.test_mosquitto import RESOURCES, render
from tests.servers import Mosquitto, free_port, make_localhost_certificate

CONSOLE = "console-1"
PASSWORD = "only-in-tests"


class ShippedMosquitto(Mosquitto):
    """`resources/mosquitto/vaka.conf`, where only folders and ports differ. `senders` come in beside `CONSOLE`, all by
    `PASSWORD`; `ca_file` vouches for it as localhost and 127.0.0.1."""

    def __init__(self, *senders: str) -> None:
        super().__init__()
        self.ca_file: Path = make_localhost_certificate(self.directory)
        shutil.copytree(RESOURCES / "tablet", self.directory / "tablet")
        self.config = render(self.directory, self.port, free_port())
        passwords = self.directory / "passwords"
        passwords.touch(0o600)
        for user in (CONSOLE, *senders):
            command = ["mosquitto_passwd", "-b", str(passwords), user, PASSWORD]
            subprocess.run(command, check=True, capture_output=True, timeout=60)
