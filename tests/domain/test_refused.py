"""A refusal is an exception like any other: it passes through whatever stands between rule and screen."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from console.domain.refused import Reason, Refused


@contextmanager
def between() -> Iterator[None]:
    yield


def test_a_refusal_passes_through_a_context_manager_unharmed() -> None:
    with pytest.raises(Refused) as refused, between():
        raise Refused(Reason.OWNED_BY_OTHER, owner="bo")
    assert (refused.value.reason, refused.value.owner) == (Reason.OWNED_BY_OTHER, "bo")


def test_equal_refusals_are_equal_and_can_be_kept_in_a_set() -> None:
    assert len({Refused(Reason.NO_PROMISE), Refused(Reason.NO_PROMISE), Refused(Reason.NOT_OWNED)}) == 2


def test_a_refusal_reads_as_its_reason_and_its_numbers() -> None:
    assert str(Refused(Reason.UNSEEN_ALARM, detail="8")) == "unseen_alarm 8"
