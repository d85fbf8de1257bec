"""What the contract says of the locks' system is what our side of it does."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from console.adapters.locks.http import _DONE, _ENDED, _GONE, _LONGEST_CODE, _SIGNS, _code_of

FILE = Path(__file__).parents[3] / "resources" / "contracts" / "lock-gateway.openapi.yaml"
CONTRACT: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
RIGHT = CONTRACT["paths"]["/locks/{lock}/rights/{right}"]
GIVEN, ASKED = CONTRACT["components"]["schemas"]["Given"], CONTRACT["components"]["schemas"]["Asked"]


def test_what_we_ask_and_read_fits_its_schemas() -> None:
    jsonschema.Draft202012Validator.check_schema(GIVEN)
    jsonschema.validate(GIVEN["example"], GIVEN)
    jsonschema.validate({"responder": "st-1", "until": "2026-11-22T03:00:00Z"}, ASKED)
    assert _code_of(json.dumps(GIVEN["example"]).encode()).code == GIVEN["example"]["code"]


def test_a_code_that_the_contract_allows_is_one_that_we_take_and_no_other() -> None:
    longest = "".join(sorted(_SIGNS))[:_LONGEST_CODE]
    for code, is_allowed in ((longest, True), ("", True), (f"{longest}1", False), ("12 34", False), ("å", False)):
        given = {"code": code, "until": "2026-11-22T03:00:00Z"}
        assert jsonschema.Draft202012Validator(GIVEN).is_valid(given) == is_allowed


def test_the_answers_that_count_are_those_of_the_contract() -> None:
    assert {int(one) for one in RIGHT["put"]["responses"] if one[0] == "2"} == set(_DONE)
    ended = {int(one) for one in RIGHT["delete"]["responses"] if one.isdigit() and one != "401"}
    assert ended == set(_ENDED | _GONE)
    assert {int(one) for one in CONTRACT["paths"]["/health"]["get"]["responses"] if one[0] == "2"} == set(_ENDED)
