"""A routine's steps: fields are filled in once, and what is filled in is never a field."""

import pytest

from console.domain.routine import RoutineStep, fields_of


def test_a_step_is_told_with_the_centres_name_and_the_time() -> None:
    step = RoutineStep("Säg ”{centre} har ingen kontakt sedan {time}”, inom {{5}} min")
    assert step.told("Älvbro", "01:37") == "Säg ”Älvbro har ingen kontakt sedan 01:37”, inom {5} min"


def test_a_name_with_braces_is_a_name() -> None:
    assert RoutineStep("Ring {centre}").told("{time}", "01:37") == "Ring {time}"


def test_the_fields_of_a_text() -> None:
    assert fields_of("{centre} {time} {{x}}") == {"centre", "time"}
    assert fields_of("{centre!r} {time:>9} {0.__class__}") == {"centre:", "time:>9", "0.__class__"}
    with pytest.raises(ValueError, match="expected '}'"):
        fields_of("{centre")
