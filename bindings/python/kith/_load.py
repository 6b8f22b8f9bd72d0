"""Finds and loads libkith: in the package's own folder, else where KITH_LIBRARY says.

There is no search by bare name: what a loader path happens to hold is never loaded.
"""
from __future__ import annotations

import ctypes
import os
import threading
from pathlib import Path

from . import _capi

FILE_NAMES = ("libkith.so.1", "libkith.so", "libkith.1.dylib", "libkith.dylib", "kith.dll")

_lock = threading.Lock()
_library: _capi.Library | None = None


class LoadError(ImportError):
    """Raised as kith.LoadError, which is this and a KithError."""


def _fault(message: str) -> Exception:
    from . import errors  # which needs this module

    return errors.LoadError(
        message, status="failed_precondition", reason="missing_part", field="KITH_LIBRARY"
    )


def find_library(folder: Path | None = None) -> Path:
    """The file to load."""
    folder = folder or Path(__file__).resolve().parent
    for name in FILE_NAMES:
        if (folder / name).is_file():
            return folder / name
    named = os.environ.get("KITH_LIBRARY", "")
    if not named:
        raise _fault(
            f"no library in {folder}: install a wheel of kith, or set the environment "
            "variable KITH_LIBRARY to the path of libkith.so.1"
        )
    path = Path(named).absolute()
    if not path.is_file():
        raise _fault(f"KITH_LIBRARY names {path}, and there is no such file")
    return path


def load(path: Path) -> _capi.Library:
    """Loads a file and compares versions."""
    try:
        opened = ctypes.CDLL(str(path))
    except OSError as fault:
        raise _fault(f"cannot load {path}: {fault}") from fault
    loaded = _capi.Library(opened)
    try:
        found = loaded.kith_abi_version()
    except AttributeError as fault:
        raise _fault(f"{path} is not a library of Kith") from fault
    if found != _capi.KITH_ABI_VERSION:
        raise _fault(
            f"{path} has ABI version {found}, this package needs "
            f"{_capi.KITH_ABI_VERSION}: install a library and a package of one release"
        )
    return loaded


def library() -> _capi.Library:
    """The library, loaded by the first call."""
    global _library
    if _library is None:
        with _lock:
            if _library is None:
                _library = load(find_library())
    return _library
