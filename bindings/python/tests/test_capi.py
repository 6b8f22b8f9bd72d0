"""The generated file is what the header says, and the library has all of it."""
from __future__ import annotations

import ctypes
import importlib.util

import pytest
from conftest import ROOT

from kith import _capi
from kith._load import library

_TOOL = ROOT / "bindings" / "python" / "tools" / "gen_capi.py"
_spec = importlib.util.spec_from_file_location("gen_capi", _TOOL)
gen_capi = importlib.util.module_from_spec(_spec)
import sys  # noqa: E402

sys.modules["gen_capi"] = gen_capi
_spec.loader.exec_module(gen_capi)

HEADER = gen_capi.HEADER.read_text("utf-8")


def test_no_drift():
    for name, content in gen_capi.generate(HEADER).items():
        committed = (gen_capi.OUT / name).read_text("utf-8")
        assert committed == content, f"{name}: run bindings/python/tools/gen_capi.py"


def test_check_sees_drift(tmp_path):
    changed = tmp_path / "kith.h"
    changed.write_text(HEADER.replace("#define KITH_OK 0", "#define KITH_OK 7"), "utf-8")
    assert gen_capi.main(["--check"]) == 0
    assert gen_capi.main(["--check", "--header", str(changed)]) == 1


def test_what_it_does_not_understand_ends_the_run():
    with pytest.raises(gen_capi.HeaderError, match="cannot read"):
        gen_capi.parse("typedef union { int a; } odd;")
    with pytest.raises(gen_capi.HeaderError, match="unknown type"):
        gen_capi.generate("KITH_API wchar_t kith_odd(void) KITH_NOEXCEPT;")


def test_every_function_of_the_header_is_read_and_exported():
    assert len(_capi.FUNCTIONS) == HEADER.count("\nKITH_API ") >= 60
    for name in _capi.FUNCTIONS:
        assert getattr(library(), name), name


def test_structs_say_their_size():
    for name, value in vars(_capi).items():
        if isinstance(value, type) and issubclass(value, _capi.Sized) and value is not _capi.Sized:
            assert value().struct_size == ctypes.sizeof(value), name


def test_frozen_layouts():
    assert ctypes.sizeof(_capi.kith_string_view) == 16
    assert ctypes.sizeof(_capi.kith_buffer) == 24
    assert ctypes.sizeof(_capi.ArrowSchema) == 72
    assert ctypes.sizeof(_capi.ArrowArray) == 80
