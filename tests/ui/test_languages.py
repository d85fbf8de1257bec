"""The languages: every text is in Qt Linguist's files, finished, with the same fields, and the shipped files are made
of them."""

import importlib
import pkgutil
import re
import string
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QTranslator

import ui
from ui.words import LANGUAGES, Say, Words
from ui.words.phrase import Marked, Phrase

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "resources" / "languages"
BESIDE_PYTHON = Path(sys.executable).parent
Message = tuple[str, str, str]


def every_phrase() -> list[Phrase]:
    for module in pkgutil.walk_packages(ui.__path__, "ui."):
        if ".words" in module.name:
            importlib.import_module(module.name)
    return [member for table in Phrase.__subclasses__() for member in table]


def every_marked() -> list[tuple[str, Marked]]:
    return [(type(phrase).__name__, phrase.value) for phrase in every_phrase()]


def messages(language: str) -> dict[Message, ET.Element]:
    found = {}
    for context in ET.parse(FILES / f"{language}.ts").getroot().findall("context"):
        for message in context.findall("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            assert key not in found, f"{language} has {key} twice"
            found[key] = message
    return found


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.findall("numerusform")]
    return [translation.text or ""]


def fields(text: str) -> set[str]:
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return named | ({"%n"} if "%n" in text else set())


def test_every_text_is_marked_with_the_table_that_it_stands_in() -> None:
    assert every_marked()
    for table, marked in every_marked():
        assert marked.context == table, marked


def test_swedish_has_every_text_finished_with_the_same_fields() -> None:
    known = messages("sv")
    assert {(marked.context, marked.source, marked.comment) for _, marked in every_marked()} == set(known)
    for key, message in known.items():
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"unfinished: {key}"
        for form in forms(message):
            assert form.strip(), f"missing: {key}"
            assert fields(form) == fields(key[1]), key


def test_english_has_every_plural_form() -> None:
    known = messages("en")
    assert set(known) == {(m.context, m.source, m.comment) for _, m in every_marked() if m.is_counted}
    for key, message in known.items():
        assert len(forms(message)) == 2, key
        for form in forms(message):
            assert form.strip(), f"missing: {key}"
            assert fields(form) == fields(key[1]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_hold_what_lupdate_finds_in_the_code(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / f"{language}.ts"
    command = next(
        line for line in (FILES / "README.md").read_text("utf-8").splitlines() if line.startswith("pyside6-lupdate")
    )
    options = re.findall(r"(-tr-function-alias \S+|-source-language \S+)", command)
    plural = ["-pluralonly"] if language == "en" else []
    code = [str(file) for file in sorted((ROOT / "ui").rglob("*.py"))]
    subprocess.run(
        [BESIDE_PYTHON / "pyside6-lupdate", *" ".join(options).split(), "-target-language", language, *plural, *code,
         "-ts", fresh],
        check=True, capture_output=True, cwd=ROOT,
    )  # fmt: skip
    found = Counter(
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
        for context in ET.parse(fresh).getroot().findall("context")
        for message in context.findall("message")
    )
    assert set(found) == set(messages(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_file_is_made_of_the_one_that_people_edit(language: str, tmp_path: Path) -> None:
    made = tmp_path / f"{language}.qm"
    subprocess.run(
        [BESIDE_PYTHON / "pyside6-lrelease", "-silent", FILES / f"{language}.ts", "-qm", made],
        check=True, capture_output=True,
    )  # fmt: skip
    assert made.read_bytes() == (FILES / f"{language}.qm").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(language: str) -> None:
    words = Words(language)
    for phrase in every_phrase():
        named = dict.fromkeys(fields(phrase.value.source) - {"%n"}, "x")
        for count in (0, 1, 2, 5000) if phrase.value.is_counted else (None,):
            told = words(phrase, n=count, **named)
            assert told.strip()
            assert "%n" not in told
            assert "{" not in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_shouts_or_says_ok(language: str) -> None:
    words = Words(language)
    for phrase in every_phrase():
        told = words(phrase, n=2 if phrase.value.is_counted else None)
        assert "!" not in told
        assert told.lower() != "ok"


def test_a_number_takes_its_plural_form() -> None:
    english = Words("en")
    assert [english(Say.PRESSES, n=count) for count in (1, 2)] == ["1 press", "2 presses"]
    assert [Words("sv")(Say.EVENTS, n=count) for count in (1, 2)] == ["1 händelse", "2 händelser"]


def test_the_language_is_switched_for_everybody_who_keeps_the_words() -> None:
    words = Words("sv")
    assert words(Say.ACT_NEXT) == "Ta nästa"
    words.speak("en")
    assert words(Say.ACT_NEXT) == "Take next"
    with pytest.raises(ValueError, match="no words in 'xx'"):
        words.speak("xx")
    assert words(Say.ACT_NEXT) == "Take next"


def test_qts_own_buttons_have_a_swedish_file() -> None:
    file = QTranslator()
    assert file.load("qtbase_sv", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    assert file.translate("QPlatformTheme", "Cancel") == "Avbryt"
