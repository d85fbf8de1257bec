"""How a device is called and what a person agreed to: taken from both kinds of file, written back equal, and nothing in
an address but where it leads."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.adapters.files.imported import ImportedFile
from console.adapters.files.reading import read
from console.adapters.files.residents_json import write_json
from console.domain.alarm import DeviceKind
from console.domain.call import CallKind
from console.domain.resident import CallConsent, CallsBy
from tests.adapters.files.test_csv import HEADS, ROW
from tests.adapters.files.test_json import EXAMPLES, ReadDocument, _problems, _read

ReadSheet = Callable[..., ImportedFile]

GOOD = [
    ("", None),
    ("video", CallsBy(CallKind.VIDEO)),
    ("voice", CallsBy(CallKind.VOICE)),
    ("sip:17@larm.example", CallsBy(CallKind.SIP, "sip:17@larm.example")),
    ("SIP:Hall-17@10.0.0.9:5061;transport=tls", CallsBy(CallKind.SIP, "sip:Hall-17@10.0.0.9:5061;transport=tls")),
    ("sip:port@[2001:db8::7]", CallsBy(CallKind.SIP, "sip:port@[2001:db8::7]")),
    ("sip:10.0.0.9", CallsBy(CallKind.SIP, "sip:10.0.0.9")),
    ("tel:+46 70 174 06 21", CallsBy(CallKind.PHONE, "tel:+46701740621")),
    ("tel:070-174 06 21", CallsBy(CallKind.PHONE, "tel:+46701740621")),
]

BAD = [
    "telepathy", "sip:", "sip:17@", "sip:17@larm example", "sip:17@larm.example?Subject=hej",
    "sip:17:hemligt@larm.example", "sip:17@larm.example;lr", "sip:17@larm.example;transport=ws",
    "sip:17@larm.example;transport=tls;user=phone",
    "sip:17@larm.example:0", "sip:17@larm.example:65536", "sip:17@larm.example\r\nContact: x",
    "sip:1%0d%0a7@larm.example", "sip:\u0661@larm.example", "sip:17@larm.example:\u0661",
    "sip:17@-larm.example", "sips:17@larm.example", "<sip:17@larm.example>", "sip:" + "a" * 65 + "@larm.example",
    "sip:17@" + ".".join(["larm"] * 60), "tel:",
]  # fmt: skip


@pytest.mark.parametrize(("word", "calls"), GOOD)
def test_a_device_is_called_as_the_file_says(document: ReadDocument, word: str, calls: CallsBy | None) -> None:
    imported = _read(document, {}, {"calls": word})
    assert imported.errors == ()
    assert imported.devices[0].calls == calls


@pytest.mark.parametrize("word", BAD)
def test_a_way_that_is_none_makes_the_device_an_error_that_does_not_repeat_it(
    document: ReadDocument, word: str
) -> None:
    imported = _read(document, {}, {"calls": word})
    assert _problems(imported) == [("devices", 1, "calls", "bad_calls")]
    assert imported.devices == ()
    assert len(word) < 5 or word not in f"{imported.errors[0]} {imported.errors[0].explanation}"


@pytest.mark.parametrize("word", ["tel:hem", "tel:+46", "tel:112;isub=1", "tel:070-174 06 21?x"])
def test_a_telephone_that_cannot_be_is_told_as_one(document: ReadDocument, word: str) -> None:
    assert _problems(_read(document, {}, {"calls": word})) == [("devices", 1, "calls", "bad_phone")]


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        ([], CallConsent()),
        (["seen"], CallConsent(may_be_seen=True)),
        (["listened_to"], CallConsent(may_be_listened_to=True)),
        (["listened_to", "seen"], CallConsent(may_be_seen=True, may_be_listened_to=True)),
        (["seen", "seen"], CallConsent(may_be_seen=True)),
    ],
)
def test_a_person_has_agreed_to_what_the_file_says_and_no_more(
    document: ReadDocument, words: list[str], agreed: CallConsent
) -> None:
    imported = _read(document, {"calls_consent": words})
    assert imported.errors == ()
    assert imported.residents[0].calls == agreed


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["recorded"], "bad_word"),
        ([""], "bad_word"),
        (["seen", "listened_to", "seen"], "too_many"),
        ("seen", "wrong_type"),
        ([1], "wrong_type"),
    ],
)
def test_a_consent_that_is_none_is_told(document: ReadDocument, words: object, problem: str) -> None:
    imported = _read(document, {"calls_consent": words})
    assert [(section, problem) for section, _, _, problem in _problems(imported)] == [("residents", problem)]
    assert imported.residents == ()


def test_a_person_of_whom_nothing_is_said_has_agreed_to_nothing(document: ReadDocument) -> None:
    imported = _read(document, {}, {})
    assert imported.residents[0].calls == CallConsent()
    assert imported.devices[0].calls is None


def test_what_was_read_is_written_back_equal(document: ReadDocument, tmp_path: Path) -> None:
    for number, (word, _) in enumerate(GOOD):
        imported = _read(document, {"calls_consent": ["listened_to"]}, {"calls": word})
        path = tmp_path / f"{number}.json"
        write_json(path, municipalities=imported.municipalities, households=imported.households,
                   residents=imported.residents, devices=imported.devices)  # fmt: skip
        assert read(path) == imported


@pytest.mark.parametrize(
    ("cell", "calls"), [*GOOD, ("röst", CallsBy(CallKind.VOICE)), ("Video", CallsBy(CallKind.VIDEO))]
)
def test_a_sheet_says_it_in_the_same_words_and_in_swedish(sheet: ReadSheet, cell: str, calls: CallsBy | None) -> None:
    heads = "enhet 1 id;enhet 1 slag;enhet 1 avsändare;enhet 1 samtal"
    imported = sheet(f'{HEADS};{heads}\n{ROW};d-1;surfplatta;hub;"{cell}"\n')
    assert imported.errors == ()
    assert [(device.kind, device.calls) for device in imported.devices] == [(DeviceKind.TABLET, calls)]


@pytest.mark.parametrize(
    ("cell", "agreed"),
    [
        ("", CallConsent()),
        ("ses", CallConsent(may_be_seen=True)),
        ("Höras | ses", CallConsent(may_be_seen=True, may_be_listened_to=True)),
        ("seen|listened to", CallConsent(may_be_seen=True, may_be_listened_to=True)),
    ],
)
def test_a_sheet_has_the_consent_in_one_cell(sheet: ReadSheet, cell: str, agreed: CallConsent) -> None:
    imported = sheet(f"{HEADS};samtycke samtal\n{ROW};{cell}\n")
    assert imported.errors == ()
    assert imported.residents[0].calls == agreed


@pytest.mark.parametrize(
    ("heads", "cells", "field", "problem"),
    [
        ("samtycke samtal", "filmas", "calls_consent", "bad_word"),
        ("enhet 1 id;enhet 1 slag;enhet 1 avsändare;enhet 1 samtal", "d-1;surfplatta;hub;sip:17@larm.example?a=b",
         "device 1 calls", "bad_calls"),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_refuses_its_row(
    sheet: ReadSheet, heads: str, cells: str, field: str, problem: str
) -> None:
    imported = sheet(f"{HEADS};{heads}\n{ROW};{cells}\n")
    assert [(e.row, e.field, e.problem.value) for e in imported.errors] == [(2, field, problem)]
    assert imported.residents == ()


def test_the_examples_have_a_tablet_that_can_be_called() -> None:
    for name, agreed in (("residents.json", CallConsent(True, False)), ("brukare.csv", CallConsent(True, True))):
        imported = read(EXAMPLES / name)
        assert imported.errors == ()
        assert imported.residents[0].calls == agreed
        tablet = next(one for one in imported.devices if one.kind is DeviceKind.TABLET)
        assert tablet.calls == CallsBy(CallKind.VIDEO)
    assert read(EXAMPLES / "residents.csv").devices[0].calls == CallsBy(CallKind.VOICE)
