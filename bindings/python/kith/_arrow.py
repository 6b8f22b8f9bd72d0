"""Arrow's C data interface by ctypes alone: lending columns, capsules, streams.

A struct lent to somebody is known by the number in its private_data; the register of its
kind holds what must stay alive until its release is called.
"""
from __future__ import annotations

import ctypes
import itertools
from typing import Any, Callable, Iterator

from . import _capi
from ._columns import Packed
from ._handle import Owner
from .errors import InvalidArgumentError, KithError, call

Schema, Array = _capi.ArrowSchema, _capi.ArrowArray
_SchemaRelease: Any = ctypes.CFUNCTYPE(None, ctypes.POINTER(Schema))
_ArrayRelease: Any = ctypes.CFUNCTYPE(None, ctypes.POINTER(Array))

_numbers = itertools.count(1)
_lent: dict[int, Any] = {}  # structs and buffers made here, until released
_capsules: dict[int, Any] = {}  # structs inside capsules, until the capsule ends


def live() -> int:
    """Number of lent structs, streams and capsules that are not ended, for tests."""
    return len(_lent) + len(_capsules)


def _lend(kept: Any) -> int:
    number = next(_numbers)
    _lent[number] = kept
    return number


# ---- lending Python's columns ----------------------------------------------------------


def _release_children(struct: Any) -> None:
    for i in range(struct.n_children):
        child = struct.children[i]
        if child and child[0].release:
            child[0].release(child)


def _on_release_schema(pointer: Any) -> None:
    schema = pointer[0]
    number = schema.private_data
    _release_children(schema)
    schema.release = _SchemaRelease()
    _lent.pop(number, None)


def _on_release_array(pointer: Any) -> None:
    array = pointer[0]
    number = array.private_data
    _release_children(array)
    array.release = _ArrayRelease()
    _lent.pop(number, None)


# Alive as long as the process: structs may be released at any time.
_release_schema = _SchemaRelease(_on_release_schema)
_release_array = _ArrayRelease(_on_release_array)


def _pointers(type_: Any, structs: list[Any]) -> Any:
    array = (ctypes.POINTER(type_) * max(len(structs), 1))()
    for i, struct in enumerate(structs):
        array[i] = ctypes.pointer(struct)
    return array


def _text_address(text: bytes, keep: list[Any]) -> int:
    buffer = ctypes.create_string_buffer(text)
    keep.append(buffer)
    return ctypes.addressof(buffer)


def _make_schema(format_: bytes, name: bytes, children: list[Any]) -> Any:
    keep: list[Any] = [children]
    schema = Schema()
    schema.format = _text_address(format_, keep)
    schema.name = _text_address(name, keep)
    schema.flags = _capi.ARROW_FLAG_NULLABLE
    schema.n_children = len(children)
    if children:
        pointers = _pointers(Schema, children)
        keep.append(pointers)
        schema.children = ctypes.cast(pointers, ctypes.POINTER(ctypes.POINTER(Schema)))
    schema.release = _release_schema
    schema.private_data = _lend(keep)
    return schema


def _make_array(
    length: int, nulls: int, buffers: list[int], children: list[Any], kept: Any
) -> Any:
    keep: list[Any] = [children, kept]
    array = Array()
    array.length, array.null_count = length, nulls
    addresses = (ctypes.c_void_p * max(len(buffers), 1))(*[b or None for b in buffers])
    keep.append(addresses)
    array.n_buffers = len(buffers)
    array.buffers = ctypes.cast(addresses, ctypes.POINTER(ctypes.c_void_p))
    array.n_children = len(children)
    if children:
        pointers = _pointers(Array, children)
        keep.append(pointers)
        array.children = ctypes.cast(pointers, ctypes.POINTER(ctypes.POINTER(Array)))
    array.release = _release_array
    array.private_data = _lend(keep)
    return array


def lend(columns: dict[str, Packed], length: int) -> tuple[Any, Any]:
    """A record batch of packed columns; release both structs."""
    schemas = [_make_schema(p.format, n.encode("utf-8"), []) for n, p in columns.items()]
    arrays = [
        _make_array(p.length, p.null_count, p.buffers, [], p) for p in columns.values()
    ]
    return _make_schema(b"+s", b"", schemas), _make_array(length, 0, [0], arrays, None)


def release(struct: Any) -> None:
    if struct.release:
        struct.release(ctypes.byref(struct))


# ---- in and out of tables --------------------------------------------------------------


def table_from(schema: Any, array: Any) -> int:
    """A table of a record batch, which is released whatever happens."""
    table = ctypes.c_void_p()
    try:
        call(
            "kith_table_from_arrow",
            ctypes.byref(schema),
            ctypes.byref(array),
            ctypes.byref(table),
        )
    finally:
        release(schema)
        release(array)
    assert table.value
    return table.value


def table_to(owner: Owner) -> tuple[Any, Any]:
    schema, array = Schema(), Array()
    call("kith_table_to_arrow", owner, ctypes.byref(schema), ctypes.byref(array))
    return schema, array


# ---- capsules --------------------------------------------------------------------------

_python = ctypes.pythonapi
_new = _python.PyCapsule_New
_new.restype, _new.argtypes = (
    ctypes.py_object,
    [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p],
)
# A capsule that is ending must not be counted anew, so its destructor sees an address.
_ending_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", _python)
)
_pointer_of = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.py_object, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", _python)
)
_Destructor: Any = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)


def _destructor(name: bytes) -> Any:
    def end(capsule: int) -> None:
        struct = _capsules.pop(_ending_pointer(capsule, name), None)
        if struct is not None:
            release(struct)

    return _Destructor(end)


_NAMES = {"schema": b"arrow_schema", "array": b"arrow_array", "stream": b"arrow_array_stream"}
_DESTRUCTORS = {key: _destructor(name) for key, name in _NAMES.items()}


def capsule(kind: str, struct: Any) -> object:
    address = ctypes.addressof(struct)
    _capsules[address] = struct
    end = ctypes.cast(_DESTRUCTORS[kind], ctypes.c_void_p)
    made: object = _new(address, _NAMES[kind], end)
    return made


def struct_of(kind: str, held: object) -> Any:
    """The struct inside somebody's capsule; the capsule must outlive its use."""
    type_ = {"schema": Schema, "array": Array, "stream": Stream}[kind]
    return type_.from_address(_pointer_of(held, _NAMES[kind]))


# ---- streams ---------------------------------------------------------------------------


class Stream(ctypes.Structure):
    """ArrowArrayStream."""


_GetSchema: Any = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema)
)
_GetNext: Any = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))
_GetError: Any = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(Stream))
_StreamRelease: Any = ctypes.CFUNCTYPE(None, ctypes.POINTER(Stream))
Stream._fields_ = [
    ("get_schema", _GetSchema),
    ("get_next", _GetNext),
    ("get_last_error", _GetError),
    ("release", _StreamRelease),
    ("private_data", ctypes.c_void_p),
]
_EIO, _ENOMEM = 5, 12


class _Lending:
    """A table on its way out: one batch, then the end."""

    def __init__(self, owner: Owner) -> None:
        self.owner = owner
        self.done = False
        self.error: Any = None


def _moved(source: Any, target: Any) -> None:
    ctypes.memmove(target, ctypes.byref(source), ctypes.sizeof(source))


def _serve(pointer: Any, action: Callable[[_Lending], None]) -> int:
    lending: _Lending = _lent[pointer[0].private_data]
    try:
        action(lending)
        return 0
    except KithError as fault:
        lending.error = ctypes.create_string_buffer(str(fault).encode("utf-8"))
        return _ENOMEM if isinstance(fault, MemoryError) else _EIO


def _on_get_schema(pointer: Any, out: Any) -> int:
    def action(lending: _Lending) -> None:
        schema, array = table_to(lending.owner)
        release(array)
        _moved(schema, out)

    return _serve(pointer, action)


def _on_get_next(pointer: Any, out: Any) -> int:
    def action(lending: _Lending) -> None:
        if lending.done:
            ctypes.memset(out, 0, ctypes.sizeof(Array))
            return
        schema, array = table_to(lending.owner)
        release(schema)
        _moved(array, out)
        lending.done = True

    return _serve(pointer, action)


def _on_get_last_error(pointer: Any) -> int | None:
    error = _lent[pointer[0].private_data].error
    return None if error is None else ctypes.addressof(error)


def _on_release_stream(pointer: Any) -> None:
    stream = pointer[0]
    _lent.pop(stream.private_data, None)
    stream.release = _StreamRelease()


_get_schema = _GetSchema(_on_get_schema)
_get_next = _GetNext(_on_get_next)
_get_last_error = _GetError(_on_get_last_error)
_release_stream = _StreamRelease(_on_release_stream)


def stream_of(owner: Owner) -> Any:
    stream = Stream()
    stream.get_schema, stream.get_next = _get_schema, _get_next
    stream.get_last_error, stream.release = _get_last_error, _release_stream
    stream.private_data = _lend(_Lending(owner))
    return stream


def _ask(stream: Any, function: Any, out: Any) -> None:
    if function(ctypes.byref(stream), ctypes.byref(out)) == 0:
        return
    text = stream.get_last_error(ctypes.byref(stream))
    message = ctypes.string_at(text).decode("utf-8", "replace") if text else "no reason given"
    raise InvalidArgumentError(f"the Arrow stream failed: {message}", reason="io")


def batches(held: object) -> Iterator[tuple[Any, Any]]:
    """The record batches of a stream's capsule, each with a schema; for its schema's sake
    the last one has no array."""
    stream = struct_of("stream", held)
    try:
        while True:
            array = Array()
            _ask(stream, stream.get_next, array)
            schema = Schema()
            _ask(stream, stream.get_schema, schema)
            yield schema, array if array.release else None
            if not array.release:
                return
    finally:
        release(stream)


def column_names(schema: Any) -> list[tuple[str, bytes]]:
    """Name and format of each child."""
    found = []
    for i in range(schema.n_children):
        child = schema.children[i][0]
        name = ctypes.string_at(child.name).decode("utf-8") if child.name else ""
        found.append((name, ctypes.string_at(child.format)))
    return found
