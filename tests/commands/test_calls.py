"""What a wrong call, a missing part or a busy file is answered with: a sentence, a next step, the right exit code."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import sqlalchemy as sa

from console.adapters.secrets import DATABASE_KEY, MemorySecrets, NoSafeKeyring
from console.adapters.sql.store import engine_of, open_store
from console.bootstrap import contract, parts
from console.bootstrap.answers import Line, NotDone, sentence
from console.commands import vaka
from console.config import Config
from console.domain.journal import Unwritable
from console.domain.refused import Reason, Refused
from tests.commands.kit import Centre


def test_wrong_settings_are_told_by_file_and_key(centre: Centre) -> None:
    centre.write("prot = 1883\n")
    centre.rewrite("interval_s = 1", "interval_s = 0")
    said = centre.refuse("journal", "verify")
    assert str(centre.file) in said
    assert "broker.prot" in said
    assert "canary.interval_s" in said
    assert "a whole number from 1 to 60" in said


def test_a_settings_file_that_is_not_there_is_told(centre: Centre) -> None:
    centre.file.unlink()
    assert "cannot be read" in centre.refuse("journal", "verify")


def test_a_machine_without_a_keyring_is_told_what_to_do(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> MemorySecrets:
        raise NoSafeKeyring("There is no keyring. Install gnome-keyring.")

    monkeypatch.setattr(parts, "keyring", nowhere)
    for words in (("intake",), ("journal", "verify"), ("secret", "list"), ("secret", "set", "broker.password")):
        assert "Install gnome-keyring" in centre.refuse(*words, secret="hemligt")


def test_the_wrong_key_is_told_and_changes_nothing(founded: Centre) -> None:
    before = (founded.folder / "vaka.db").read_bytes()
    kept = founded.secrets.get(DATABASE_KEY) or ""
    founded.secrets.delete(DATABASE_KEY)
    assert "The keyring has no database.key" in founded.refuse("journal", "verify")
    founded.secrets.set(DATABASE_KEY, "A" * 43 + "=")
    try:
        assert "made with another key" in founded.refuse("journal", "verify")
    finally:
        founded.secrets.set(DATABASE_KEY, kept)
    assert (founded.folder / "vaka.db").read_bytes() == before


def test_a_database_of_a_newer_version_is_told(founded: Centre) -> None:
    engine = engine_of(founded.folder / "vaka.db", founded.secrets.database_key(make=False))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    assert "written by a newer version" in founded.refuse("journal", "verify")
    assert "FAIL database" in founded.run("doctor").stdout


def test_a_second_process_is_told_who_has_the_file(founded: Centre) -> None:
    key = founded.secrets.database_key(make=False)

    async def meanwhile() -> str:
        store = await open_store(founded.folder / "vaka.db", key)
        try:
            return await asyncio.to_thread(founded.refuse, "journal", "verify")
        finally:
            await store.close()

    said = founded.inside(meanwhile())
    assert "is in use by process" in said
    assert "try again" in said


def test_a_second_console_is_told_who_has_the_file(founded: Centre) -> None:
    with founded.running():
        assert "is in use by process" in founded.refuse("intake")


def test_a_missing_authority_stops_the_console_and_no_errand(founded: Centre) -> None:
    founded.write('tls = true\nca_file = "/none/ca.pem"\n')
    founded.do("journal", "verify")
    founded.rewrite("embedded = true", "embedded = false")
    founded.do("journal", "verify")
    checked = founded.run("doctor")
    assert checked.exit_code == 1
    assert "/none/ca.pem cannot be read" in checked.stdout


def test_a_folder_that_cannot_be_made_is_named(centre: Centre) -> None:
    (centre.folder / "file").write_text("", encoding="utf-8")
    centre.rewrite('id = "prov"\n', "")
    centre.rewrite(f'state_folder = "{centre.folder}"', f'state_folder = "{centre.folder}/file/x"')
    assert "file/x/console-id: cannot be written or read: Not a directory" in centre.refuse("intake")


@pytest.mark.warns
def test_a_console_that_falls_over_an_errand_is_told_as_such(founded: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    with founded.running() as running:

        async def broken() -> None:
            raise RuntimeError("ours")

        monkeypatch.setattr(running.console.store.journal, "verify", broken)
        said = founded.refuse("journal", "verify")
        assert "a fault of its own" in said


def test_a_store_that_does_not_answer_is_told_through_the_door_too(
    founded: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    with founded.running() as running:

        async def full() -> None:
            raise Unwritable("the database did not take it: SQLITE_FULL")

        monkeypatch.setattr(running.console.store.journal, "verify", full)
        assert "SQLITE_FULL" in founded.refuse("journal", "verify")


def test_every_reason_has_a_sentence() -> None:
    for reason in Reason:
        said = sentence(Refused(reason, detail="alvbro"))
        assert said
        assert "_" not in said.replace("NO_", "")


def test_errors_of_a_task_group_are_told_one_by_one() -> None:
    group = ExceptionGroup("x", [Unwritable("full"), ExceptionGroup("y", [Refused(Reason.NO_SUCH_CASE)])])
    assert parts.reasons(group) == ("full", sentence(Refused(Reason.NO_SUCH_CASE)))
    assert parts.reasons(ExceptionGroup("x", [Unwritable("full"), RuntimeError("ours")])) is None
    assert parts.reasons(BrokenPipeError(32, "Broken pipe")) is None


def test_a_fault_of_ours_is_not_hidden(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(*_: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(parts, "send_errand", faulty)
    assert isinstance(centre.run("journal", "verify").exception, RuntimeError)


@pytest.mark.parametrize(
    "words", [("contract", "nothing"), ("journal", "show"), ("secret", "set", "broker.pasword"), ("x",)]
)
def test_a_wrong_call_ends_with_two(centre: Centre, words: tuple[str, ...]) -> None:
    assert centre.run(*words).exit_code == 2


def test_without_a_command_the_part_without_a_screen_asks_for_one(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaka, "commands", {name: one for name, one in vaka.commands.items() if name != "console"})
    result = centre.run()
    assert result.exit_code == 2
    assert "name a command" in result.stderr


def test_without_a_command_but_with_settings_it_is_the_console(centre: Centre) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ui", "--config", str(centre.file)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "There is no display here" in done.stderr


def test_the_whole_doctor_asks_the_screen_too(centre: Centre) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "ui", "--config", str(centre.file), "doctor"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    parts_found = [line.split()[1] for line in done.stdout.splitlines() if line.startswith(("ok", "FAIL"))]
    screens = ["display", "sound", "camera", "calls", "crashes"]
    below = ["keyring", "broker", "database", "routine", "plans", "map", "clock"]
    assert parts_found == ["settings", *screens, *below]
    assert done.returncode == 1
    assert "QT_QPA_PLATFORM says offscreen" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_contract_is_printed_whole_and_can_be_read(centre: Centre) -> None:
    document = "\n".join(centre.do("contract"))
    assert "asyncapi: 3.0.0" in document
    example = json.loads("\n".join(centre.do("contract", "example")))
    assert example["type"] == "vaka.alarm.v1"
    topics = centre.do("contract", "topics")
    assert "vaka/v1/{municipality}/{sender}/alarms/{device}" in topics
    assert len(topics) == len(set(topics)) == 10
    assert tomllib.loads("\n".join(centre.do("contract", "defaults")))["broker"]["port"] == Config().broker.port


def test_a_contract_that_was_not_installed_is_told(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "FOLDER", Path("/none"))
    assert "/none/vaka-v1.asyncapi.yaml" in centre.refuse("contract")


def test_secrets_are_set_listed_by_name_and_deleted(centre: Centre) -> None:
    assert centre.do("secret", "set", "broker.password", secret="hemligt ord") == ["broker.password is kept"]
    assert centre.secrets.get("broker.password") == "hemligt ord"
    listed = centre.do("secret", "list")
    assert [line.split()[:2] for line in listed] == [
        ["broker.password", "set"], ["database.password", "not"], ["database.key", "not"], ["calls.turn", "not"],
        ["calls.sip", "not"], ["calls.janus", "not"], ["locks.token", "not"],
        ["calls.guest", "not"],
    ]  # fmt: skip
    assert "hemligt" not in "".join(listed)
    assert centre.do("secret", "delete", "broker.password") == ["broker.password is gone"]
    assert centre.do("secret", "delete", "broker.password") == ["broker.password was not set"]


def test_a_secret_is_typed_unseen_and_twice(centre: Centre) -> None:
    result = centre.run("secret", "set", "broker.password", typed="hemligt ord\nhemligt ord\n")
    assert result.exit_code == 0
    assert "hemligt" not in result.output
    assert centre.secrets.get("broker.password") == "hemligt ord"


def test_the_databases_key_is_neither_replaced_nor_deleted_by_a_slip(founded: Centre) -> None:
    secrets = MemorySecrets()
    kept = founded.secrets.get(DATABASE_KEY) or ""
    secrets.set(DATABASE_KEY, kept)
    parts.keyring().set(DATABASE_KEY, kept)
    other = "B" * 43 + "="
    assert "add --yes" in founded.refuse("secret", "set", DATABASE_KEY, secret=other)
    assert "add --yes" in founded.refuse("secret", "delete", DATABASE_KEY)
    assert "32 bytes in base64" in founded.refuse("secret", "set", DATABASE_KEY, "--yes", secret="hemligt")
    assert founded.secrets.get(DATABASE_KEY) == kept


def test_the_door_of_another_version_is_told(founded: Centre) -> None:
    lines: list[Line] = []
    with founded.running():
        for errand, arguments in (("no such errand", {}), ("journal show", {"login": "ellen"})):
            with pytest.raises(NotDone):
                parts.send_errand(founded.config, errand, arguments, lines.append)
    assert any("two versions of Vaka?" in line.text for line in lines)
    assert all(line.is_complaint for line in lines)


def test_an_errand_too_long_for_the_door_is_told(founded: Centre) -> None:
    with founded.running():
        assert "too long" in founded.refuse("journal", "show", "x" * 70_000, "--as", "ellen")


def test_a_folder_left_by_a_killed_console_stops_nobody(founded: Centre) -> None:
    note = {"port": 1, "token": "x", "pid": 1}
    (founded.folder / "door.json").write_text(json.dumps(note), encoding="utf-8")
    founded.do("journal", "verify")


def test_doctor_says_of_each_part_how_it_is(founded: Centre) -> None:
    result = founded.run("doctor")
    lines = [line for line in result.stdout.splitlines() if line.startswith(("ok", "FAIL"))]
    parts_found = [line.split()[1] for line in lines]
    assert parts_found == ["settings", "keyring", "broker", "database", "routine", "plans", "staff", "map", "clock"]
    (database,) = (line for line in lines if "database" in line)
    assert "opens, its tables at step 0007" in database


def test_doctor_says_of_the_gateways_that_are_on(centre: Centre, tmp_path: Path) -> None:
    said = '[gateways]\nzigbee2mqtt = true\nowntracks = true\nmunicipality = "alvbro"\nsender = "hub"\n'
    centre.write(said)
    assert "ok   gateways    zigbee2mqtt, owntracks; 0 device(s) in the file" in centre.run("doctor").stdout
    devices = tmp_path / "devices.toml"
    devices.write_text("[[device]]\ncolour = 3\n", encoding="utf-8")
    centre.write(f'{said}devices = "{devices.as_posix()}"\n')
    assert "FAIL gateways" in centre.run("doctor").stdout
    centre.write(said)
    centre.rewrite("embedded = true", "port = 1\ntls = false")
    assert "FAIL gateways    zigbee2mqtt, owntracks" in centre.run("doctor").stdout


def test_doctor_says_by_what_calls_go_where_the_settings_name_it(centre: Centre) -> None:
    centre.write('[calls]\nice_servers = "stun:a.example"\n')
    assert "ok   call ways   1 STUN or TURN server(s)" in centre.run("doctor").stdout
    centre.write('[calls]\nice_servers = "turn:a.example"\n')
    result = centre.run("doctor")
    assert "FAIL call ways   1 STUN or TURN server(s), without calls.turn" in result.stdout
    assert "do: vaka secret set calls.turn" in result.stdout


def test_doctor_says_what_to_do(founded: Centre) -> None:
    founded.rewrite("embedded = true", 'port = 1\ntls = false\nusername = "konsol"')
    result = founded.run("doctor")
    assert result.exit_code == 1
    assert "vaka secret set broker.password" in result.stdout
    founded.secrets.set("broker.password", "x")
    try:
        result = founded.run("doctor")
    finally:
        founded.secrets.delete("broker.password")
    assert "cannot reach localhost:1" in result.stdout
    assert "do: is the broker running" in result.stdout


def test_doctor_says_who_has_the_database(founded: Centre) -> None:
    with founded.running():
        result = founded.run("doctor")
        assert "open in process" in result.stdout


def test_doctor_finds_a_database_without_its_key(founded: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "keyring", MemorySecrets)
    result = founded.run("doctor")
    assert "FAIL database" in result.stdout
    assert "The keyring has no database.key" in result.stdout


def test_doctor_finds_a_file_that_is_no_database(centre: Centre) -> None:
    centre.secrets.database_key(make=True)
    (centre.folder / "vaka.db").write_bytes(b"not a database" * 1000)
    result = centre.run("doctor")
    assert "it is not a file of Vaka's" in result.stdout


def test_doctor_changes_nothing(centre: Centre) -> None:
    centre.run("doctor")
    assert [path.name for path in centre.folder.iterdir()] == ["vaka.toml"]


def test_doctor_tells_wrong_settings_alone(centre: Centre) -> None:
    centre.write("prot = 1\n")
    result = centre.run("doctor")
    assert result.exit_code == 1
    assert result.stdout.startswith("FAIL settings")


def test_doctor_finds_a_full_disk(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 5_000_000))
    assert "5 MB free" in centre.run("doctor").stdout
