"""`vaka account`: who may make, change and end accounts, and that every change is told."""

import pytest

from tests.commands.kit import ELLEN_WORD, OTHER_WORD, PETRA, Centre


def events(centre: Centre, kind: str) -> list[tuple[str, str, str]]:
    """Who did what to which account, by the journal."""
    found = [event for event in centre.journal("export") if event["kind"] == kind]
    return [(event["who"], event["body"]["what"], event["body"]["account"]) for event in found]


def test_the_first_account_needs_nobody_and_every_later_one_a_manager(centre: Centre) -> None:
    create = ("account", "create", "ellen", "--name", "Ellen Sandgren", "--grants", "alvbro:shift_lead")
    assert centre.do(*create, new=ELLEN_WORD) == ["account ellen made: alvbro:shift_lead"]
    second = ("account", "create", "bo", "--name", "Bo", "--grants", "alvbro:operator")
    assert "say with --as who asks" in centre.refuse(*second, new=OTHER_WORD)
    assert centre.do(*second, "--as", "ellen", new=OTHER_WORD) == ["account bo made: alvbro:operator"]
    third = ("account", "create", "per", "--name", "Per", "--grants", "alvbro:operator", "--as", "bo")
    assert "may not do that in alvbro" in centre.refuse(*third, new=OTHER_WORD, password=OTHER_WORD)
    assert events(centre, "account_changed") == [("ellen", "created", "ellen"), ("ellen", "created", "bo")]


def test_the_first_account_must_be_able_to_make_the_next(centre: Centre) -> None:
    said = centre.refuse("account", "create", "bo", "--name", "Bo", "--grants", "alvbro:operator", new=OTHER_WORD)
    assert "must be a shift_lead" in said


@pytest.mark.parametrize(
    ("login", "name", "grants", "new", "why"),
    [
        ("bo", "Bo", "alvbro:boss", OTHER_WORD, "a role of operator, night_supervision, shift_lead"),
        ("bo", "Bo", "Älvbro:operator", OTHER_WORD, "a municipality's id"),
        ("bo", "Bo", "centre:operator", OTHER_WORD, "a municipality's id"),
        ("bo", "Bo", ",", OTHER_WORD, "say with --grants"),
        ("bo", "", "alvbro:operator", OTHER_WORD, "--name is the colleague's name"),
        ("vaka", "Vaka", "alvbro:operator", OTHER_WORD, "an account's name"),
        ("Bo Ek", "Bo", "alvbro:operator", OTHER_WORD, "an account's name"),
        ("ellen", "Ellen", "alvbro:operator", OTHER_WORD, "there is already an account ellen"),
        ("bo", "Bo", "alvbro:operator", "kort", "fewer than 10 characters"),
        ("bo", "Bo", "alvbro:operator", "", "fewer than 10 characters"),
        ("bo", "Bo", "alvbro:operator", "lösenord2026", "among the first that are tried"),
        ("bo", "Bo", "soderby:operator", OTHER_WORD, "may not do that in soderby"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_the_reason(
    founded: Centre, login: str, name: str, grants: str, new: str, why: str
) -> None:
    said = founded.refuse(
        "account", "create", login, "--name", name, "--grants", grants, "--as", "ellen", new=new
    )  # fmt: skip
    assert why in said
    assert founded.do("account", "list", "--as", "ellen") == ["ellen\talvbro:shift_lead\tactive"]


def test_rights_to_protected_identities_are_given_only_where_there_is_a_role(founded: Centre) -> None:
    create = ("account", "create", "bo", "--name", "Bo", "--grants", "alvbro:operator", "--as", "ellen")
    assert "gives no role" in founded.refuse(*create, "--protected", "soderby", new=OTHER_WORD)
    founded.do(*create, "--protected", "alvbro", new=OTHER_WORD)


def test_a_grant_in_a_municipality_that_nobody_has_imported_is_noted(centre: Centre) -> None:
    result = centre.run(
        "account", "create", "ellen", "--name", "Ellen", "--grants", "alvbor:shift_lead", new=ELLEN_WORD
    )
    assert result.exit_code == 0
    assert "no municipality alvbor has been imported yet" in result.stderr


def test_a_wrong_password_is_refused_and_locks_the_account_after_five(founded: Centre) -> None:
    wrong = {"password": "fel lösenord här"}
    for _ in range(5):
        assert "wrong account or password" in founded.refuse("account", "list", "--as", "ellen", **wrong)
    said = founded.refuse("account", "list", "--as", "ellen")
    assert "locked for" in said
    assert "vaka account enable" in said


def test_an_unknown_account_is_answered_like_a_wrong_password(founded: Centre) -> None:
    unknown = founded.refuse("account", "list", "--as", "ingen")
    assert unknown == founded.refuse("account", "list", "--as", "ellen", password="fel lösenord här")


def test_a_manager_opens_a_locked_account_again(founded: Centre) -> None:
    founded.add("bo", "alvbro:shift_lead")
    for _ in range(5):
        founded.refuse("account", "list", "--as", "bo", password="fel lösenord här")
    assert "bo\talvbro:shift_lead\tlocked" in founded.do("account", "list", "--as", "ellen")
    founded.do("account", "enable", "bo", "--as", "ellen")
    founded.do("account", "list", "--as", "bo", password=OTHER_WORD)


def test_a_disabled_account_can_do_nothing_until_it_is_enabled(founded: Centre) -> None:
    founded.add("bo", "alvbro:shift_lead")
    assert founded.do("account", "disable", "bo", "--as", "ellen") == ["account bo is disabled"]
    assert "bo\talvbro:shift_lead\tdisabled" in founded.do("account", "list", "--as", "ellen")
    assert "disabled account" in founded.refuse("account", "list", "--as", "bo", password=OTHER_WORD)
    founded.do("account", "enable", "bo", "--as", "ellen")
    founded.do("account", "list", "--as", "bo", password=OTHER_WORD)
    assert [what for _, what, account in events(founded, "account_changed") if account == "bo"] == [
        "created", "disabled", "enabled",
    ]  # fmt: skip


def test_the_last_manager_can_neither_be_disabled_nor_lose_the_role(founded: Centre) -> None:
    assert "last account that manages" in founded.refuse("account", "disable", "ellen", "--as", "ellen")
    said = founded.refuse("account", "grants", "ellen", "--grants", "alvbro:operator", "--as", "ellen")
    assert "last account that manages" in said


def test_everybody_changes_their_own_password_and_managers_reset_others(founded: Centre) -> None:
    third = "ett tredje ord i natt"
    founded.add("bo", "alvbro:operator")
    founded.do("account", "password", "bo", "--as", "bo", password=OTHER_WORD, new=third)
    said = founded.refuse("account", "password", "ellen", "--as", "bo", password=third, new=OTHER_WORD)
    assert "may not do that in alvbro" in said
    founded.do("account", "password", "bo", "--as", "ellen", new="ett fjärde ord i natt")
    founded.refuse("account", "password", "bo", "--as", "bo", password=third, new=OTHER_WORD)
    assert ("bo", "password", "bo") in events(founded, "account_changed")
    assert ("ellen", "password", "bo") in events(founded, "account_changed")


def test_new_grants_take_the_place_of_the_old(founded: Centre) -> None:
    founded.add("bo", "alvbro:operator")
    founded.do("account", "grants", "bo", "--grants", "alvbro:auditor,alvbro:technician", "--as", "ellen")
    assert "bo\talvbro:auditor,alvbro:technician\tactive" in founded.do("account", "list", "--as", "ellen")
    said = founded.refuse("account", "grants", "bo", "--grants", "soderby:operator", "--as", "ellen")
    assert "may not do that in soderby" in said


def test_an_account_that_does_not_exist_is_named(founded: Centre) -> None:
    for words in (("disable", "bo"), ("enable", "bo"), ("grants", "bo", "--grants", "alvbro:operator")):
        assert "there is no account bo" in founded.refuse("account", *words, "--as", "ellen")


def test_passwords_are_typed_unseen_and_a_new_one_twice(founded: Centre) -> None:
    create = ("account", "create", "bo", "--name", "Bo", "--grants", "alvbro:operator", "--as", "ellen")
    result = founded.run(*create, password=None, typed=f"{OTHER_WORD}\n{OTHER_WORD}\n{ELLEN_WORD}\n")
    assert result.exit_code == 0, result.output
    assert OTHER_WORD not in result.output
    assert ELLEN_WORD not in result.output


def test_no_command_takes_a_password_as_an_argument(founded: Centre) -> None:
    for words in (("account", "list", "--as", "ellen"), ("journal", "export", "--as", "ellen")):
        assert founded.run(*words, "--password", ELLEN_WORD).exit_code == 2
    assert founded.run("secret", "set", "broker.password", "--value", "x").exit_code == 2


def test_without_a_terminal_the_variable_is_named(founded: Centre) -> None:
    said = founded.run("account", "list", "--as", "ellen", password=None, typed="")
    assert said.exit_code == 1
    assert "VAKA_PASSWORD" in said.stderr


def test_the_demos_operators_are_not_asked_for_a_password_and_may_make_accounts(centre: Centre) -> None:
    with centre.running(PETRA):
        assert "say with --as" in centre.refuse(
            "account", "create", "ellen", "--name", "Ellen", "--grants", "alvbro:shift_lead", new=ELLEN_WORD
        )
        lines = centre.do("account", "create", "bo", "--name", "Bo", "--grants", "alvbro:operator",
                          "--as", "petra.lund", password=None, new=OTHER_WORD)  # fmt: skip
        assert lines == ["account bo made: alvbro:operator"]
        assert "there is already an account petra.lund" in centre.refuse(
            "account", "create", "petra.lund", "--name", "P", "--grants", "alvbro:operator", "--as", "petra.lund",
            password=None, new=OTHER_WORD,
        )  # fmt: skip


def test_whoever_sits_at_the_console_and_is_disabled_is_signed_out(founded: Centre) -> None:
    founded.add("bo", "alvbro:operator")
    with founded.running() as running:
        running.ask(running.console.sign_in.sign_in("bo", OTHER_WORD))
        result = founded.run("account", "disable", "bo", "--as", "ellen")
        assert result.exit_code == 0
        assert "has been signed out" in result.stderr
        assert running.console.sign_in.operator is None
