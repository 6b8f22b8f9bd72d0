"""Policy documents: calendars, tier policies, cadences, pipelines, pool rules, access."""
from __future__ import annotations

import ctypes
import json
import os
from pathlib import Path
from typing import Any, Mapping, Sequence, Union

from . import _capi
from ._handle import Handle
from ._load import library
from ._values import DOCUMENT_KINDS, PACKS, Strings, code, utf8
from .errors import call, string
from .table import Table

Json = Union[str, Mapping[str, Any]]


def _json_bytes(source: Json) -> bytes:
    if not isinstance(source, str):
        source = json.dumps(source, ensure_ascii=False)
    return utf8(source, "json")


class Document(Handle):
    """A valid document, compiled. Immutable; any thread may use it."""

    _noun = "document"

    def __init__(self, pointer: int | None) -> None:
        super().__init__(pointer, library().kith_document_free)

    @classmethod
    def parse(cls, source: Json) -> Document:
        """A document of JSON text or of a dictionary. The error names the JSON path."""
        encoded, document = _json_bytes(source), ctypes.c_void_p()
        call("kith_document_parse", encoded, len(encoded), ctypes.byref(document))
        return cls(document.value)

    @classmethod
    def default(cls, kind: str) -> Document:
        """The library's own "calendar" (China), "tier", "cadence", "pipeline", "pool" or
        "access"."""
        document = ctypes.c_void_p()
        number = code(DOCUMENT_KINDS, kind, "kind")
        call("kith_document_default", number, ctypes.byref(document))
        return cls(document.value)

    @staticmethod
    def check(source: Json) -> Table:
        """Every error of a document: path, reason, message. No rows: it is valid."""
        encoded, errors = _json_bytes(source), ctypes.c_void_p()
        call("kith_document_check", encoded, len(encoded), ctypes.byref(errors))
        return Table(errors.value)

    @classmethod
    def from_holiday_pack(
        cls,
        files: Sequence[bytes | str | os.PathLike[str]],
        *,
        id: str,
        source: str,
        version: str = "",
        shape: str = "detect",
    ) -> tuple[Document, Table]:
        """A calendar document of a pack's files (paths, or their bytes), and the table
        of what was accepted with doubt.

        shape: detect, chinese_days, holiday_calendar, holiday_cn, ical or csv. `source`
        says where the days come from and under which licence.
        """
        strings, contents = Strings(), [file_bytes(f) for f in files]
        views = (_capi.kith_string_view * max(len(contents), 1))(
            *[strings.bytes_view(c) for c in contents]
        )
        texts = [utf8(id, "id"), utf8(source, "source"), utf8(version, "version")]
        sized = [part for text in texts for part in (text, len(text))]
        document, warnings = ctypes.c_void_p(), ctypes.c_void_p()
        call(
            "kith_calendar_import_pack",
            code(PACKS, shape, "shape"),
            views,
            len(contents),
            *sized,
            ctypes.byref(document),
            ctypes.byref(warnings),
        )
        return cls(document.value), Table(warnings.value)

    def _text(self, function: str) -> str:
        owner = self._use()  # the text is borrowed from it
        text = string(getattr(library(), function)(owner))
        del owner
        return text

    @property
    def json(self) -> str:
        """Canonical JSON."""
        return self._text("kith_document_json")

    @property
    def kind(self) -> str:
        number = library().kith_document_kind(self._use())
        names = {value: name for name, value in DOCUMENT_KINDS.items()}
        return names.get(number, f"kind {number}")

    @property
    def id(self) -> str:
        return self._text("kith_document_id")

    @property
    def hash(self) -> str:
        """26 characters over the canonical JSON."""
        return self._text("kith_document_hash")

    def __repr__(self) -> str:
        if self.closed:
            return "<kith.Document: closed>"
        return f"<kith.Document {self.kind} {self.id} {self.hash}>"


def file_bytes(file: bytes | str | os.PathLike[str]) -> bytes:
    return file if isinstance(file, bytes) else Path(file).read_bytes()
