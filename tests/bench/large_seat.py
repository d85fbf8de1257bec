"""Who sits before a large centre, and the key of its file. Loads little: a start that is measured loads it too."""

from __future__ import annotations

from console.adapters.secrets import MemorySecrets
from console.domain.ids import MunicipalityId, OperatorId
from console.domain.operator import Grant, Operator, Role

KEY = bytes(range(32))
TENANTS = 20


class FixedKey(MemorySecrets):
    """A database key that outlives the process, as the keyring's does."""

    def database_key(self, *, make: bool) -> bytes:
        """Always the same."""
        return KEY


def tenant(number: int) -> MunicipalityId:
    """One of the municipalities, from 1."""
    return MunicipalityId(f"kommun-{number:02}")


def operator() -> Operator:
    """Who may see everybody, and is named for nobody with protected identity."""
    roles = (Role.OPERATOR, Role.TECHNICIAN, Role.SHIFT_LEAD)
    where = [tenant(number) for number in range(1, TENANTS + 1)]
    return Operator(OperatorId("anna"), "Anna Ek", frozenset(Grant(one, role) for one in where for role in roles))
