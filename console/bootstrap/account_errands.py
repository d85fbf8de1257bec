"""The accounts, as commands change them: who asks is checked, the trace is journalled first, then the change is kept.

Whoever manages accounts must do so in every municipality that the account has to do with, before and after.
"""

import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace

from console.adapters.passwords import SHORTEST, Argon2Passwords, Weakness, weakness
from console.bootstrap.answers import Arguments, Line, NotDone
from console.bootstrap.joined import Console
from console.domain import events as ev
from console.domain.account import Account
from console.domain.ids import CENTRE, SYSTEM, MunicipalityId, OperatorId
from console.domain.operator import Act, Grant, Operator, Role
from console.domain.triage import Planned

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_MUNICIPALITY = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_LONGEST_NAME = 100

_WEAK: dict[Weakness, str] = {
    Weakness.TOO_SHORT: f"it has fewer than {SHORTEST} characters",
    Weakness.TOO_LONG: "it is too long",
    Weakness.UNWRITABLE: "it has signs that cannot be typed",
    Weakness.LIKE_LOGIN: "it is like the account's name",
    Weakness.TOO_SIMPLE: "it repeats or counts",
    Weakness.COMMON: "it is among the first that are tried",
}


@dataclass(frozen=True, slots=True)
class _Rights:
    grants: frozenset[Grant]
    protected: frozenset[MunicipalityId]

    @property
    def places(self) -> frozenset[MunicipalityId]:
        return frozenset(grant.municipality for grant in self.grants) | self.protected


def choosable(console: Console, login: str) -> Operator | None:
    """The demo's invented operator of that name, who has no password; None anywhere else."""
    return next((one for one in console.sign_in.choosable() if one.id == login), None)


async def asker(console: Console, arguments: Arguments) -> Operator:
    """Who asks, checked. Raises Refused."""
    login = arguments.get("login", "")
    found = choosable(console, login)
    return found or await console.sign_in.authenticate(login, arguments.get("password", ""))


class AccountErrands:
    """Each yields lines to print; raises Refused, NotDone or Unwritable, and then nothing was changed."""

    def __init__(self, console: Console) -> None:
        self._console = console

    async def create(self, arguments: Arguments) -> AsyncIterator[Line]:
        """A new account. The very first needs nobody to ask, and must be one that can make the next."""
        rights = _rights(arguments)
        login = arguments["new_login"]
        if await self._is_first():
            by = OperatorId(login)
            if not any(grant.role is Role.SHIFT_LEAD for grant in rights.grants):
                raise NotDone("the first account must be a shift_lead somewhere, or nobody could make the next")
        else:
            by = (await self._manager(arguments, rights.places)).id
        await self._require_free(login)
        operator = Operator(OperatorId(login), _name(arguments["name"]), rights.grants, rights.protected)
        hashed = await _hashed(arguments["new_password"], login)
        await self._keep(Account(operator, login, hashed), "created", by)
        yield Line(f"account {login} made: {_words(rights.grants)}")
        for line in await self._unknown(rights.places):
            yield line

    async def listed(self, arguments: Arguments) -> AsyncIterator[Line]:
        """The accounts that have to do with a municipality where the asker manages accounts."""
        operator = await asker(self._console, arguments)
        granted = operator.municipalities(Act.MANAGE_ACCOUNTS)
        if not granted:
            operator.require(Act.MANAGE_ACCOUNTS, MunicipalityId("any municipality"))
        now = self._console.clock.now()
        for account in await self._console.store.accounts.all():
            shown = {grant for grant in account.operator.grants if grant.municipality in granted}
            if not shown and account.operator.grants:
                continue
            is_locked = account.locked_until is not None and account.locked_until > now
            state = "disabled" if account.is_disabled else "locked" if is_locked else "active"
            yield Line(f"{account.login}\t{_words(shown)}\t{state}")

    async def set_password(self, arguments: Arguments) -> AsyncIterator[Line]:
        """One's own, or another's by whoever manages that account; a reset ends a lock too."""
        operator = await asker(self._console, arguments)
        account = await self._account(arguments["account"])
        if account.operator.id != operator.id:
            _require_all(operator, _rights_of(account).places)
        hashed = await _hashed(arguments["new_password"], account.login)
        changed = replace(account, password_hash=hashed, wrong_tries=0, locked_until=None)
        await self._keep(changed, "password", operator.id)
        yield Line(f"account {account.login} has a new password")

    async def set_grants(self, arguments: Arguments) -> AsyncIterator[Line]:
        """All that the account may do from now on, in place of what it might."""
        rights = _rights(arguments)
        account = await self._account(arguments["account"])
        operator = await self._manager(arguments, rights.places | _rights_of(account).places)
        await self._require_manager_left(account, rights.grants)
        changed = replace(account.operator, grants=rights.grants, may_see_protected=rights.protected)
        await self._keep(replace(account, operator=changed), "grants", operator.id)
        yield Line(f"account {account.login}: {_words(rights.grants)}")
        async for line in self._unseat(account.operator.id):
            yield line
        for line in await self._unknown(rights.places):
            yield line

    async def set_disabled(self, arguments: Arguments, is_disabled: bool) -> AsyncIterator[Line]:
        """Disabled: no sign-in and no command. Enabled: both again, and a lock ends."""
        account = await self._account(arguments["account"])
        operator = await self._manager(arguments, _rights_of(account).places)
        if is_disabled:
            await self._require_manager_left(account, frozenset())
        changed = replace(account, is_disabled=is_disabled, wrong_tries=0, locked_until=None)
        word = "disabled" if is_disabled else "enabled"
        await self._keep(changed, word, operator.id)
        yield Line(f"account {account.login} is {word}")
        if is_disabled:
            async for line in self._unseat(account.operator.id):
                yield line

    async def _is_first(self) -> bool:
        return not self._console.sign_in.choosable() and not await self._console.store.accounts.all()

    async def _manager(self, arguments: Arguments, places: Iterable[MunicipalityId]) -> Operator:
        if not arguments.get("login"):
            raise NotDone("there are accounts already: say with --as who asks (a shift_lead there)")
        operator = await asker(self._console, arguments)
        _require_all(operator, places)
        return operator

    async def _account(self, login: str) -> Account:
        found = await self._console.store.accounts.find(login)
        if found is None:
            raise NotDone(f"there is no account {login}; `vaka account list` shows those that you manage")
        return found

    async def _require_free(self, login: str) -> None:
        if not LOGIN.fullmatch(login) or login in (SYSTEM, CENTRE):
            raise NotDone("an account's name is up to 64 of a-z 0-9 . _ -, beginning with a letter or digit")
        if choosable(self._console, login) or await self._console.store.accounts.find(login) is not None:
            raise NotDone(f"there is already an account {login}")

    async def _require_manager_left(self, account: Account, grants: frozenset[Grant]) -> None:
        """Nobody takes away the last one who could give it back."""
        manages = Act.MANAGE_ACCOUNTS
        if not account.operator.municipalities(manages) or any(grant.role is Role.SHIFT_LEAD for grant in grants):
            return
        others = [one for one in await self._console.store.accounts.all() if one.login != account.login]
        if not any(one.operator.municipalities(manages) and not one.is_disabled for one in others):
            raise NotDone(f"{account.login} is the last account that manages accounts; make another shift_lead first")

    async def _keep(self, account: Account, what: str, by: OperatorId) -> None:
        """The trace first: a change that leaves none is not made."""
        operator = account.operator.id
        planned = Planned(f"account:{operator}", CENTRE, ev.AccountChanged(operator, what))
        await self._console.recorder.note((planned,), by)
        await self._console.store.accounts.save(account)
        await self._console.sign_in.load_colleagues()

    async def _unseat(self, operator: OperatorId) -> AsyncIterator[Line]:
        """Whoever sits here by rights that are gone gets up; their cases go back to everybody."""
        seated = self._console.sign_in.operator
        if seated is not None and seated.id == operator:
            await self._console.sign_in.sign_out()
            yield Line(f"{operator} sat at this console and has been signed out", is_complaint=True)

    async def _unknown(self, places: frozenset[MunicipalityId]) -> list[Line]:
        known = {one.id for one in await self._console.store.residents.municipalities()}
        return [
            Line(f"note: no municipality {place} has been imported yet", is_complaint=True)
            for place in sorted(places - known)
        ]


def _require_all(operator: Operator, places: Iterable[MunicipalityId]) -> None:
    """An account with no rights anywhere is anybody's to manage who manages accounts somewhere."""
    for place in sorted(places) or [CENTRE]:
        operator.require(Act.MANAGE_ACCOUNTS, place)


def _rights(arguments: Arguments) -> _Rights:
    grants = frozenset(_grant(word) for word in arguments["grants"].split(",") if word.strip())
    if not grants:
        raise NotDone("say with --grants what the account may do: MUNICIPALITY:ROLE, comma between")
    protected = frozenset(_place(word) for word in arguments.get("protected", "").split(",") if word.strip())
    if protected - {grant.municipality for grant in grants}:
        raise NotDone("--protected names a municipality where --grants gives no role")
    return _Rights(grants, protected)


def _rights_of(account: Account) -> _Rights:
    return _Rights(account.operator.grants, account.operator.may_see_protected)


def _grant(word: str) -> Grant:
    place, _, role = word.strip().partition(":")
    if role not in set(Role):
        raise NotDone(f"a grant is MUNICIPALITY:ROLE, with a role of {', '.join(Role)}; not: {word.strip()}")
    return Grant(_place(place), Role(role))


def _place(word: str) -> MunicipalityId:
    place = word.strip()
    if not _MUNICIPALITY.fullmatch(place) or place == CENTRE:
        raise NotDone(f"a municipality's id is 1 to 63 of a-z 0-9 -, as in the import file; not: {place}")
    return MunicipalityId(place)


def _name(text: str) -> str:
    name = text.strip()
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise NotDone(f"--name is the colleague's name, at most {_LONGEST_NAME} characters")
    return name


def _words(grants: Iterable[Grant]) -> str:
    return ",".join(sorted(f"{grant.municipality}:{grant.role}" for grant in grants))


async def _hashed(password: str, login: str) -> str:
    weak = weakness(password, login)
    if weak is not None:
        raise NotDone(f"that password will not do: {_WEAK[weak]}")
    return await Argon2Passwords().hash(password)
