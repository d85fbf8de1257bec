"""The places of the store's own tests."""

from tests.adapters.sql.conftest import place, server

__all__ = ["place", "server"]
