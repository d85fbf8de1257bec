"""Words are brought to one form, and one wrong letter is forgiven: the same by the answer and by the index."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.spelling import (
    folded,
    folded_reach,
    is_near,
    one_off,
    phone_forms,
    stems_of,
    traits_of,
    words_in,
    written,
)

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(LETTERS, min_size=4, max_size=14)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Åkesson", "akesson"), ("ÖSTERLÅNG", "osterlang"), ("Ærø", "aero"), ("Müller", "muller"), ("A\u030ake", "ake"),
     ("O'Brien", "obrien"), ("12 B", "12b"), ("Łódź", "lodz"), ("Straße", "strasse"), ("١٢", "١٢")],
)  # fmt: skip
def test_case_and_marks_do_not_matter_when_folded(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_marks_stay_when_written_however_they_came() -> None:
    assert written("A\u030aKESSON") == written("Åkesson") == "åkesson"


@given(st.text(max_size=40))
def test_folding_again_changes_nothing_and_keeps_letters_and_digits_only(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert all(sign.isalnum() for sign in folded(text))


@given(st.text(max_size=40))
def test_every_word_stands_where_it_is_said_to_stand(text: str) -> None:
    assert all(text[start : start + len(word)] == word for start, word in words_in(text))


def test_a_folded_beginning_reaches_over_marks_and_double_letters() -> None:
    assert folded_reach("Åkesson", 3) == 3
    assert folded_reach("A\u030akesson", 1) == 2
    assert folded_reach("Ærø", 2) == 1
    assert folded_reach("LIN-20418", 5) == 6
    assert folded_reach("ab", 9) == 2


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("lindkvist", "lindqvist"),  # another
        ("linqvist", "lindqvist"),  # missing
        ("linddqvist", "lindqvist"),  # doubled
        ("lidnqvist", "lindqvist"),  # swapped
        ("xindqvist", "lindqvist"),
        ("lindqvisf", "lindqvist"),
        ("linqvi", "lindqvist"),  # on the way to it
        ("fyrvgen", "fyrvagen"),
        ("akeson", "akesson"),
    ],
)
def test_one_letter_is_forgiven(asked: str, word: str) -> None:
    assert is_near(asked, word)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("linkvist", "lindqvist"),  # two
        ("linda", "lindgren"),  # the last typed letter must fit
        ("lnd", "lind"),  # too short
        ("lindqvist", "lindqvist"),  # not misspelt
        ("1234", "1235"),  # a number is right or wrong
        ("dlqvist", "lindqvist"),
    ],
)
def test_more_than_one_letter_is_not(asked: str, word: str) -> None:
    assert not is_near(asked, word)


@st.composite
def _with_one_slip(draw: st.DrawFn) -> tuple[str, str]:
    word = draw(WORDS)
    at = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(LETTERS))
    slips = [
        word[:at] + letter + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + word[at] * 2 + word[at + 1 :],
    ]
    if len(word) > 4:
        slips.append(word[:at] + word[at + 1 :])
    if at < len(word) - 1:
        slips.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return draw(st.sampled_from(slips)), word


@given(_with_one_slip())
def test_every_single_slip_is_near_and_leads_to_the_word(pair: tuple[str, str]) -> None:
    slip, word = pair
    if slip != word:
        assert is_near(slip, word)
        assert word in one_off(slip)


@given(WORDS, WORDS)
def test_whatever_is_near_is_found_by_its_stems(asked: str, word: str) -> None:
    for beginning in range(4, len(word) + 1):
        for slip in (asked, word[:beginning][:1] + word[:beginning][2:], word[:beginning] + word[beginning - 1]):
            if is_near(slip, word):
                assert one_off(slip) & stems_of(word)


def test_numbers_and_short_words_have_no_stems() -> None:
    assert stems_of("46701740618") == stems_of("bo") == stems_of("12b") == frozenset()
    assert stems_of("ake") == {"ake"}
    assert stems_of("lindq") == {"lind", "lindq"}


@pytest.mark.parametrize(
    ("phone", "forms"),
    [
        ("+46701740618", ("46701740618", "701740618")),
        ("+4790012345", ("4790012345", "90012345")),
        ("+12025550123", ("12025550123",)),
        ("", ()),
    ],
)
def test_a_telephone_number_is_known_as_abroad_and_as_at_home(phone: str, forms: tuple[str, ...]) -> None:
    assert phone_forms(phone) == forms


@given(st.lists(st.text("abcåäö0123456789", min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_who_has_a_word_that_begins_so_has_its_traits(words: list[str], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(words))
    asked = traits_of((word[: data.draw(st.integers(1, len(word)))],))
    assert traits_of(words) & asked == asked
    assert 0 <= traits_of(words) < 2**63


def test_who_has_no_such_word_seldom_has_its_traits() -> None:
    words = [f"{a}{b}{c}n" for a in "bdfglm" for b in "aeiou" for c in "lnrst"]
    entries = [traits_of(words[n::15]) for n in range(15)]  # ten words each
    wrong = sum(
        one & traits_of((word,)) == traits_of((word,)) for one in entries for word in ("xyz", "qvi", "zac", "öst")
    )
    assert wrong <= 15 * 4 // 4
    assert traits_of(("a",)) == 0
