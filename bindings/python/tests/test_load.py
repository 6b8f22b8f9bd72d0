"""Which library is loaded, and what is said when none can be."""
from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import ROOT

import kith
from kith import _capi, _load


def test_the_packages_own_folder_comes_first(tmp_path, monkeypatch):
    own = tmp_path / "libkith.so.1"
    own.write_bytes(b"")
    monkeypatch.setenv("KITH_LIBRARY", str(tmp_path / "other.so"))
    assert _load.find_library(tmp_path) == own


def test_then_the_environment(tmp_path, monkeypatch):
    named = tmp_path / "elsewhere.so"
    named.write_bytes(b"")
    monkeypatch.setenv("KITH_LIBRARY", str(named))
    empty = tmp_path / "empty"
    empty.mkdir()
    assert _load.find_library(empty) == named


@pytest.mark.parametrize("value", ["", "libc.so.6", "/no/such/libkith.so.1"])
def test_never_a_bare_name(tmp_path, monkeypatch, value):
    monkeypatch.setenv("KITH_LIBRARY", value)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kith.LoadError, match="KITH_LIBRARY") as caught:
        _load.find_library(tmp_path)
    assert isinstance(caught.value, ImportError)
    assert isinstance(caught.value, kith.KithError)


def test_a_file_that_is_no_library(tmp_path):
    file = tmp_path / "libkith.so.1"
    file.write_text("not a library")
    with pytest.raises(kith.LoadError, match="cannot load"):
        _load.load(file)


def test_a_library_of_something_else():
    import _ctypes

    with pytest.raises(kith.LoadError, match="not a library of Kith"):
        _load.load(_load.Path(_ctypes.__file__))


def test_another_abi_is_refused_with_both_numbers(monkeypatch):
    path = _load.find_library()
    found = _capi.KITH_ABI_VERSION
    monkeypatch.setattr(_capi, "KITH_ABI_VERSION", found + 41)
    with pytest.raises(kith.LoadError) as caught:
        _load.load(path)
    assert f"ABI version {found}" in str(caught.value)
    assert f"needs {found + 41}" in str(caught.value)


def test_importing_needs_no_library():
    environment = {k: v for k, v in os.environ.items() if k != "KITH_LIBRARY"}
    environment["PYTHONPATH"] = str(ROOT / "bindings" / "python")
    code = "import kith\ntry:\n kith.Batch()\nexcept ImportError as e: print(e.field)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True
    )
    if not any((ROOT / "bindings/python/kith" / n).exists() for n in _load.FILE_NAMES):
        assert done.stdout.strip() == "KITH_LIBRARY", done.stderr


def test_versions():
    assert kith.library_version() == kith.__version__
