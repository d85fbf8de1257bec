"""Sheets and documents made for one test each."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from console.adapters.files.imported import ImportedFile
from console.adapters.files.reading import Encoding, read
from console.domain.ids import MunicipalityId

Document = dict[str, object]
ReadSheet = Callable[..., ImportedFile]
ReadDocument = Callable[..., ImportedFile]


@pytest.fixture
def sheet(tmp_path: Path) -> ReadSheet:
    """Reads a text as a sheet."""

    def read_sheet(
        text: str, only: str | None = None, *, codec: str = "utf-8", encoding: Encoding = Encoding.UTF_8
    ) -> ImportedFile:
        path = tmp_path / "residents.csv"
        path.write_bytes(text.encode(codec))
        return read(path, MunicipalityId(only) if only else None, encoding=encoding)

    return read_sheet


@pytest.fixture
def document(tmp_path: Path) -> ReadDocument:
    """Reads sections as a document."""

    def read_document(only: str | None = None, **sections: object) -> ImportedFile:
        path = tmp_path / "residents.json"
        path.write_bytes(msgspec.json.encode({"format": "vaka-residents", "version": 1, **sections}))
        return read(path, MunicipalityId(only) if only else None)

    return read_document
