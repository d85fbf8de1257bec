"""Every column of every row of the journal changed, rows deleted, swapped, put in and cut, the snapshot changed, the
chain made anew: `journal verify` names each, and where, or it is said what tells."""

import contextlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from console.adapters.sql.engine import WrongKey
from console.adapters.sql.store import Store
from console.domain import chain
from console.domain.board import Board
from console.domain.journal import Writing
from tests.adapters.sql import samples
from tests.adapters.sql.places import KEY, Place

EVENTS = 40
PAGE_BYTES = 4096
COLUMNS = {
    "id": ("id || 'x'", "''"),
    "subject": ("'case:another'",),
    "version": ("version + 100000", "-1"),
    "at": ("at + 1", "0", "'never'"),
    "who": ("'bo'", "who || ' '"),
    "municipality": ("'ljungby'",),
    "kind": ("'case_closed'", "'bodies_erased'"),
    "kind_version": ("kind_version + 1",),
    "body": ("x'7b7d'", "NULL", "x''", "'text'"),
    "body_salt": ("x'00'", "NULL"),
    "body_digest": ("digest", "x''"),
    "digest": ("body_digest", "x''", "'text'"),
}
CHANGES = [(column, value) for column, values in COLUMNS.items() for value in values]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Place:
    place = Place(tmp_path_factory.mktemp("journal") / "vaka.db", KEY)

    async def written(store: Store) -> None:
        board = Board()
        for event in await store.journal.write(Writing(0, (samples.opened("a"), samples.claimed("a")))):
            board.apply(event)
        await store.journal.save_snapshot(board.snapshot())
        await store.journal.write(samples.notes(EVENTS - 2, after=2))

    place.tell(written)
    return place


@pytest.fixture
def copied(whole: Place, tmp_path: Path) -> Callable[[], Place]:
    def made() -> Place:
        return Place(shutil.copy(whole.target, tmp_path / "vaka.db"), KEY)

    return made


@pytest.mark.timeout(600)
@pytest.mark.parametrize("rows", [(1, 17, EVENTS), pytest.param(range(1, EVENTS + 1), marks=pytest.mark.long)])
def test_a_change_of_any_column_of_any_row_is_named_with_its_place(
    copied: Callable[[], Place], rows: range, record_property: Callable[[str, object], None]
) -> None:
    unnoticed = []
    for seq in rows:
        for column, value in CHANGES:
            place = copied()
            place.tamper(f"UPDATE journal SET {column} = {value} WHERE seq = {seq}")
            damage = place.verdict().damage
            if not damage or damage[0].seq != seq:
                unnoticed.append((seq, column, value, damage))
    record_property("changes", len(CHANGES) * len(rows))
    assert not unnoticed


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        ("DELETE FROM journal WHERE seq = 9", 9),
        (f"DELETE FROM journal WHERE seq = {EVENTS}", EVENTS),
        (f"DELETE FROM journal WHERE seq > {EVENTS - 5}", EVENTS - 4),
        ("DELETE FROM journal WHERE seq < 4", 1),
        ("INSERT INTO journal SELECT seq + 1000, id || 'b', subject || 'b', version, at, who, municipality, kind, "
         "kind_version, body, body_salt, body_digest, digest FROM journal WHERE seq = 5", EVENTS + 1),
        ("UPDATE snapshot SET body = x'7b7d'", 2),
        ("UPDATE snapshot SET body = CAST(substr(body, 1, 40) || x'20' || substr(body, 41) AS BLOB)", 2),
        ("UPDATE snapshot SET digest = x'00'", 2),
        ("UPDATE chain_head SET seq = seq + 1", EVENTS + 1),
        ("UPDATE chain_head SET digest = x'00'", EVENTS),
    ],
)  # fmt: skip
def test_what_is_taken_out_put_in_or_cut_is_named_with_its_place(
    copied: Callable[[], Place], change: str, seq: int
) -> None:
    place = copied()
    place.tamper(change)
    assert place.verdict().damage[0].seq == seq


@pytest.mark.parametrize("seed", [1, 2, 3, *(pytest.param(n, marks=pytest.mark.long) for n in range(4, 30))])
def test_rows_in_another_order_are_named_from_the_first(copied: Callable[[], Place], seed: int) -> None:
    one, other = sorted(random.Random(seed).sample(range(1, EVENTS + 1), 2))
    place = copied()
    place.tamper(
        f"UPDATE journal SET seq = -1 WHERE seq = {one}",
        f"UPDATE journal SET seq = {one} WHERE seq = {other}",
        f"UPDATE journal SET seq = {other} WHERE seq = -1",
    )
    found = [each.seq for each in place.verdict().damage]
    assert found[0] == one
    assert other in found or other + 1 in found


@pytest.mark.warns
def test_a_changed_snapshot_is_not_believed_and_nothing_of_it_is_shown(copied: Callable[[], Place]) -> None:
    """The case that was taken out of it is in the queue all the same: the journal says so."""
    place = copied()
    ((body,),) = place.ask("SELECT body FROM snapshot")
    place.tamper("UPDATE snapshot SET body = :body", body=bytes(body).replace(b'"a"', b'"b"'))
    assert place.tell(lambda store: store.journal.latest_snapshot()) is None


def test_a_chain_made_anew_after_a_change_is_found_by_the_head_that_was_kept_elsewhere(
    copied: Callable[[], Place],
) -> None:
    """The rule of the chain is no secret: whoever may write all tables can make it anew, and it verifies. What tells is
    the head, of which the README asks to keep a copy elsewhere."""
    place = copied()
    kept = place.tell(lambda store: store.journal.head())
    made_anew(place, 17)
    verdict = place.verdict()
    assert verdict.damage == ()
    assert verdict.head.seq == kept.seq
    assert verdict.head != kept


def test_without_the_key_nothing_in_the_file_is_changed_unseen(whole: Place, tmp_path: Path) -> None:
    """The pages are sealed, each for itself: a changed one cannot be read at all."""
    content = bytearray(Path(whole.target).read_bytes())
    assert not content.startswith(b"SQLite format")
    unseen = []
    for page in range(len(content) // PAGE_BYTES):
        broken = bytearray(content)
        broken[page * PAGE_BYTES + 200] ^= 1
        path = tmp_path / "vaka.db"
        path.write_bytes(broken)
        with contextlib.suppress(sa.exc.DBAPIError, WrongKey):
            if not Place(path, KEY).ask("PRAGMA cipher_integrity_check"):
                unseen.append(page)
    assert len(content) // PAGE_BYTES > 20
    assert not unseen


def made_anew(place: Place, seq: int) -> None:
    """Somebody changes who did event `seq`, and computes every link after it."""
    names = "seq, id, subject, version, at, who, municipality, kind, kind_version, body_digest, digest"
    rows = place.ask(f"SELECT {names} FROM journal ORDER BY seq")
    previous, changes = chain.GENESIS, []
    for row in rows:
        told = dict(zip(names.split(", "), row, strict=True))
        told.pop("digest")
        if told["seq"] == seq:
            told["who"] = "bo"
        previous = chain.link(previous, **told)
        changes.append(
            f"UPDATE journal SET who = '{told['who']}', digest = x'{previous.hex()}' WHERE seq = {told['seq']}"
        )
    changes.append(f"UPDATE chain_head SET digest = x'{previous.hex()}'")
    changes.append("UPDATE snapshot SET digest = (SELECT digest FROM journal WHERE journal.seq = snapshot.seq)")
    place.tamper(*changes)
