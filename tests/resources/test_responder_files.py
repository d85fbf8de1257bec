"""The responder's page as files: its words in both languages, what starts without a network, its policy."""

import hashlib
import json
import re
from enum import Enum
from pathlib import Path

import pytest

from console.domain.alarm import Cause
from console.domain.ranking import Fit
from console.domain.resident import FactKind
from console.domain.responder import Skill
from console.domain.task import Decline, Withdrawal
from ui.words import dispatch_enums, enums

PAGES = Path(__file__).parents[2] / "resources" / "responder"
WORDS = (PAGES / "js" / "words.js").read_text("utf-8")
CODE = "\n".join(path.read_text("utf-8") for path in sorted((PAGES / "js").glob("*.js")) if path.name != "words.js")
PAGE = (PAGES / "index.html").read_text("utf-8")


def words_of(language: str) -> dict[str, str]:
    block = re.search(rf"^  {language}: \{{\n(.*?)^  \}},", WORDS, re.S | re.M)
    assert block is not None
    return dict(re.findall(r'^    (\w+): "(.*)",$', block[1], re.M))


def test_every_word_is_there_in_both_languages_with_the_same_places_to_fill() -> None:
    swedish, english = words_of("sv"), words_of("en")
    assert swedish.keys() == english.keys()
    for key, text in swedish.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_every_word_that_the_page_asks_for_is_there() -> None:
    asked = set(re.findall(r'say\("(\w+)"', CODE)) | set(re.findall(r'data-(?:word|label)="(\w+)"', PAGE))
    made = {f"gone_{one.value}" for one in Withdrawal} | {f"class_{grade}" for grade in (1, 2, 3, 4)}
    assert asked | made <= words_of("sv").keys()


@pytest.mark.parametrize(
    ("kind", "members", "module"),
    [
        ("cause", Cause, enums),
        ("fact", FactKind, enums),
        ("fit", Fit, dispatch_enums),
        ("decline", Decline, dispatch_enums),
        ("skill", Skill, dispatch_enums),
    ],
)
def test_the_contracts_codes_have_the_words_of_the_console(kind: str, members: type[Enum], module: object) -> None:
    spoken = next(
        found
        for found in vars(module).values()
        if isinstance(found, dict) and found and all(isinstance(one, members) for one in found)
    )
    codes = (PAGES / "js" / "codes.js").read_text("utf-8")
    for place, language in enumerate(("sv", "en")):
        block = re.search(rf"^  {language}: \{{\n(.*?)^  \}},", codes, re.S | re.M)
        assert block is not None
        group = re.search(rf"^    {kind}: \{{\n(.*?)^    \}},", block[1], re.S | re.M)
        assert group is not None
        told = {key: json.loads(text) for key, text in re.findall(r'^      (\w+): (".*"),$', group[1], re.M)}
        names = {one: one.name.lower() if isinstance(one.value, int) else one.value for one in members}
        assert told == {names[one]: spoken[one][place] for one in members}


def test_the_page_kept_for_a_start_without_a_network_is_whole_and_of_one_version() -> None:
    worker = (PAGES / "sw.js").read_text("utf-8")
    shell = re.search(r"const SHELL = \[(.*?)\];", worker, re.S)
    assert shell is not None
    paths = re.findall(r'"([^"]+)"', shell[1])
    used = set(re.findall(r'(?:src|href)="([^"#]+)"', PAGE))
    assert used <= set(paths)
    served = [PAGES / "index.html" if path == "./" else at_the_front(path) for path in paths]
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in served)).hexdigest()[:16]
    assert f'const VERSION = "{digest}"' in worker, f"a file of the page has changed: VERSION in sw.js is now {digest}"


def at_the_front(path: str) -> Path:
    """Where nginx finds it: what is beside /responder/ is the tablet's."""
    return PAGES.parent / "tablet" / path.removeprefix("../") if path.startswith("../") else PAGES / path


def test_the_page_can_be_installed() -> None:
    manifest = json.loads((PAGES / "manifest.webmanifest").read_text("utf-8"))
    assert (manifest["display"], manifest["start_url"], manifest["scope"]) == ("standalone", "./", "./")
    sizes = {icon["sizes"] for icon in manifest["icons"] if at_the_front(icon["src"]).is_file()}
    assert {"192x192", "512x512"} <= sizes


def test_texts_of_others_are_only_set_as_text_and_no_code_is_made_of_text() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', PAGE)
    assert policy is not None
    assert "unsafe" not in policy[1]
    assert "script-src 'self'" in policy[1]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", CODE)
