"""The Arrow capsules, taken by a consumer of our own that knows only the specification."""
from __future__ import annotations

import ctypes
import gc

import pytest

import kith
from kith import _arrow
from kith._capi import ArrowArray, ArrowSchema

_get_name = ctypes.pythonapi.PyCapsule_GetName
_get_name.restype, _get_name.argtypes = ctypes.c_char_p, [ctypes.py_object]


def taken(type_, kind, held):
    """Moves a struct out of a capsule, as a consumer does: the source is then released."""
    source = _arrow.struct_of(kind, held)
    mine = type_()
    ctypes.memmove(ctypes.byref(mine), ctypes.byref(source), ctypes.sizeof(type_))
    source.release = type(source.release)()
    return mine


def values(schema, array):
    """Columns of a record batch, read from the buffers alone."""
    assert ctypes.string_at(schema.format) == b"+s"
    out = {}
    for i in range(schema.n_children):
        field, data = schema.children[i][0], array.children[i][0]
        assert data.length == array.length and data.offset == 0
        name = ctypes.string_at(field.name).decode()
        valid = data.buffers[0]
        bits = ctypes.string_at(valid, (data.length + 7) // 8) if valid else b""
        column = []
        for row in range(data.length):
            if valid and not bits[row // 8] >> (row % 8) & 1:
                column.append(None)
            elif ctypes.string_at(field.format) == b"u":
                offsets = (ctypes.c_int32 * (data.length + 1)).from_address(data.buffers[1])
                a, b = offsets[row], offsets[row + 1]
                column.append(ctypes.string_at(data.buffers[2] + a, b - a).decode())
            else:
                wide = (ctypes.c_int64 * data.length).from_address(data.buffers[1])
                column.append(wide[row])
        assert data.null_count in (-1, column.count(None))
        out[name] = column
    return out


@pytest.fixture
def table():
    return kith.Table.from_columns({"公司": ["科技", None, ""], "n": [1, 2, None]})


EXPECTED = {"公司": ["科技", None, ""], "n": [1, 2, None]}


def test_array_capsules(table, no_leak):
    schema_capsule, array_capsule = table.__arrow_c_array__()
    assert _get_name(schema_capsule) == b"arrow_schema"
    assert _get_name(array_capsule) == b"arrow_array"
    schema = taken(ArrowSchema, "schema", schema_capsule)
    array = taken(ArrowArray, "array", array_capsule)
    del schema_capsule, array_capsule
    gc.collect()
    assert values(schema, array) == EXPECTED  # the consumer's own copy lives on
    schema.release(ctypes.byref(schema))
    array.release(ctypes.byref(array))
    assert not schema.release and not array.release


def test_capsules_that_nobody_takes_are_released(table, no_leak):
    before = _arrow.live()
    held = [table.__arrow_c_array__() for _ in range(10)]
    held += [table.__arrow_c_stream__() for _ in range(10)]
    held += [table.__arrow_c_schema__() for _ in range(10)]
    assert _arrow.live() > before
    del held
    gc.collect()
    assert _arrow.live() == before


def test_stream(no_leak, table):
    held = table.__arrow_c_stream__()
    assert _get_name(held) == b"arrow_array_stream"
    stream = taken(_arrow.Stream, "stream", held)
    del held
    table.close()  # the stream keeps the memory
    schema, array = ArrowSchema(), ArrowArray()
    assert stream.get_schema(ctypes.byref(stream), ctypes.byref(schema)) == 0
    assert stream.get_next(ctypes.byref(stream), ctypes.byref(array)) == 0
    assert values(schema, array) == EXPECTED
    array.release(ctypes.byref(array))
    assert stream.get_next(ctypes.byref(stream), ctypes.byref(array)) == 0
    assert not array.release  # the end
    assert not stream.get_last_error(ctypes.byref(stream))
    schema.release(ctypes.byref(schema))
    stream.release(ctypes.byref(stream))


class Streamed:
    """Somebody's object with a stream only."""

    def __init__(self, table):
        self._table = table

    def __arrow_c_stream__(self, requested_schema=None):
        return self._table.__arrow_c_stream__()


def test_tables_from_others(table, no_leak):
    assert {n: kith.Table.from_arrow(table)[n] for n in EXPECTED} == EXPECTED
    streamed = kith.Table.from_arrow(Streamed(table))
    assert {n: streamed[n] for n in EXPECTED} == EXPECTED
    with pytest.raises(kith.InvalidArgumentError, match="__arrow_c_stream__"):
        kith.Table.from_arrow(3)


def test_a_stream_without_batches_keeps_its_types(no_leak):
    empty = kith.Table.from_columns({"d": [], "t": []}, {"d": "date", "t": "instant"})
    held = empty.__arrow_c_stream__()
    _arrow._lent[_arrow.struct_of("stream", held).private_data].done = True

    class Ready:
        def __arrow_c_stream__(self, requested_schema=None):
            return held

    assert [c.type for c in kith.Table.from_arrow(Ready()).schema] == ["date", "instant"]
    del held, Ready


def test_what_is_refused_is_released_too(no_leak):
    with pytest.raises(kith.KithError) as caught:
        kith.Table.from_columns({"": [1]})
    assert caught.value.reason == "missing_value"
