"""What an account may do, in short words: roles by municipality, and each role's acts."""

from collections.abc import Iterable

from console.domain.operator import ALLOWED, Act, Grant, Role
from ui.words import Words
from ui.words.sign_in import SignInSay

SHORT: dict[Act, SignInSay | None] = {
    Act.HANDLE_CASE: SignInSay.DOES_CASES,
    Act.READ_RESIDENT: SignInSay.DOES_CARDS,
    Act.LOOK: SignInSay.DOES_LOOKS,
    Act.HANDLE_TECHNICAL: SignInSay.DOES_TECHNICAL,
    Act.UNMASK_PROTECTED: SignInSay.DOES_PROTECTED,
    Act.IMPORT: SignInSay.DOES_REGISTER,
    Act.READ_JOURNAL: SignInSay.DOES_JOURNAL,
    Act.MANAGE_ACCOUNTS: SignInSay.DOES_ACCOUNTS,
    Act.ERASE: SignInSay.DOES_ERASE,
    Act.SILENCE: None,
    Act.SIGN_NIGHT: None,
    Act.TAKE_OVER: None,
    Act.SEE_QUEUE: None,
}
"""A word for each act, in the order of telling. None goes without saying where cases are handled."""


def does(role: Role, words: Words) -> str:
    """'larm, kort, teknik'."""
    allowed = ALLOWED[role]
    told = [words(say) for act, say in SHORT.items() if act in allowed and say is not None]
    return ", ".join(told) or words(SignInSay.DOES_QUEUE)


def in_order(grants: Iterable[Grant], words: Words) -> list[Grant]:
    """By municipality's name, then by role."""
    return sorted(grants, key=lambda grant: (words.tenant(grant.municipality).casefold(), grant.role))


def roles_by_place(grants: Iterable[Grant], words: Words) -> str:
    """'Operatör, Björkvik, Älvbro; tekniker, Norrsund'."""
    by_role: dict[Role, list[str]] = {}
    for grant in sorted(grants, key=lambda grant: (grant.role, words.tenant(grant.municipality).casefold())):
        by_role.setdefault(grant.role, []).append(words.tenant(grant.municipality))
    told = "; ".join(f"{words.of(role)}, {', '.join(places)}" for role, places in by_role.items())
    return words.sentence(told)
