#!/usr/bin/python3
"""Writes kith/_capi.py and kith/_capi.pyi from capi/include/kith/kith.h.

    gen_capi.py [--check] [--header kith.h] [--out folder]

With --check nothing is written; the exit status is 1 when the files are not what the
header says. capi/abi/header.py reads the header. Standard library only.
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "kith"

sys.path.insert(0, str(HERE.parents[2] / "capi" / "abi"))
from header import HEADER, Api, HeaderError, Name, is_sized, parse  # noqa: E402

SCALARS = {
    "int32_t": ("ctypes.c_int32", "int"),
    "int64_t": ("ctypes.c_int64", "int"),
    "uint8_t": ("ctypes.c_uint8", "int"),
    "double": ("ctypes.c_double", "float"),
    "kith_status": ("ctypes.c_int32", "int"),
}


# ---- writing ---------------------------------------------------------------------------


def ctype(api: Api, n: Name, parameter: bool) -> str:
    """The ctypes expression of a member, a parameter or a result."""
    if n.callback:
        return f"ctypes.CFUNCTYPE(None, ctypes.POINTER({n.callback[0]}))"
    if n.type in api.callbacks:
        return n.type
    if n.type == "void" and n.stars == 0:
        return "None"
    stars = n.stars
    if n.type == "char" and stars == 1:
        return "ctypes.c_char_p" if parameter else "ctypes.c_void_p"
    if n.type in api.opaque or n.type in ("void", "char"):
        inner, stars = "ctypes.c_void_p", stars - 1
    elif n.type in SCALARS:
        inner = SCALARS[n.type][0]
    elif n.type in api.structs:
        inner = n.type
    else:
        raise HeaderError(f"unknown type {n.type} of {n.name!r}")
    if stars < 0:
        raise HeaderError(f"{n.name!r} is a {n.type} by value")
    for _ in range(stars):
        inner = f"ctypes.POINTER({inner})"
    return f"{inner} * {n.count}" if n.count else inner


def hint(api: Api, n: Name) -> str:
    if n.type == "void" and n.stars == 0:
        return "None"
    if n.type == "char" and n.stars == 1:
        return "bytes | None"
    if n.stars == 0 and n.type in SCALARS:
        return SCALARS[n.type][1]
    if n.stars == 0 and n.type in api.structs:
        return n.type
    return "_Any"


def member_hint(api: Api, n: Name) -> str:
    if n.type in SCALARS and n.stars == 0 and n.count == 0:
        return SCALARS[n.type][1]
    if n.type in api.structs and n.stars == 0:
        return n.type
    if n.type in ("void", "char") and n.stars == 1:
        return "int | None"
    return "_Any"


PREAMBLE = '''"""The C interface of Kith for ctypes: constants, structs, functions.

Written by tools/gen_capi.py from kith.h; do not edit.
"""
'''

PROLOGUE = '''import ctypes


class Sized(ctypes.Structure):
    """A struct that says its size: what KITH_..._INIT does in C."""

    def __init__(self, **members):
        super().__init__(ctypes.sizeof(type(self)), **members)

'''

EPILOGUE = '''

class Library:
    """The functions of a loaded library, each bound when it is first used."""

    def __init__(self, library):
        self._library = library

    def __getattr__(self, name):
        if name not in FUNCTIONS:
            raise AttributeError(name)
        function = getattr(self._library, name)
        function.restype, function.argtypes = FUNCTIONS[name]
        self.__dict__[name] = function
        return function
'''

STUB_PROLOGUE = '''import ctypes
from typing import Any as _Any

class Sized(ctypes.Structure):
    struct_size: int
    def __init__(self, **members: _Any) -> None: ...

'''


def write_module(api: Api) -> str:
    out = [PREAMBLE, PROLOGUE]
    out += [f"{name} = {value}\n" for name, value in api.constants]
    for name, (returned, parameters) in api.callbacks.items():
        types = [ctype(api, Name(returned, 0, name), True)]
        # Structs stand below callbacks, which some of them have as members.
        types += ["ctypes.c_void_p" if p.stars else ctype(api, p, True) for p in parameters]
        out.append(f"\n{name} = ctypes.CFUNCTYPE({', '.join(types)})\n")
    for name, members in api.structs.items():
        base = "Sized" if is_sized(members) else "ctypes.Structure"
        out.append(f"\n\nclass {name}({base}):\n    pass\n\n\n{name}._fields_ = [\n")
        out += [f'    ("{m.name}", {ctype(api, m, False)}),\n' for m in members]
        out.append("]\n")
    out.append("\n# name: (result, arguments)\nFUNCTIONS = {\n")
    for name, (result, parameters) in api.functions.items():
        out.append(f'    "{name}": (\n        {ctype(api, result, True)},\n        [\n')
        out += [f"            {ctype(api, p, True)},\n" for p in parameters]
        out.append("        ],\n    ),\n")
    out += ["}\n", EPILOGUE]
    return "".join(out)


def write_stub(api: Api) -> str:
    out = [PREAMBLE, STUB_PROLOGUE]
    out += [f"{name}: int\n" for name, _ in api.constants]
    out += [f"\n{name}: _Any\n" for name in api.callbacks]
    for name, members in api.structs.items():
        base = "Sized" if is_sized(members) else "ctypes.Structure"
        out.append(f"\nclass {name}({base}):\n")
        out += [
            f"    {m.name}: {member_hint(api, m)}\n"
            for m in members
            if m.name != "struct_size"
        ]
    out.append("\nFUNCTIONS: dict[str, tuple[_Any, list[_Any]]]\n")
    out.append("\nclass Library:\n    def __init__(self, library: ctypes.CDLL) -> None: ...\n")
    for name, (result, parameters) in api.functions.items():
        # Positional only: a parameter may have a name that Python keeps for itself.
        names = [f"{p.name}_: {hint(api, p)}" for p in parameters]
        arguments = ", ".join(["self", *names, "/"] if names else ["self"])
        out.append(f"    def {name}({arguments}) -> {hint(api, result)}: ...\n")
    return "".join(out)


def generate(header: str) -> dict[str, str]:
    """File name to content."""
    api = parse(header)
    return {"_capi.py": write_module(api), "_capi.pyi": write_stub(api)}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="kith.h to ctypes")
    parser.add_argument("--check", action="store_true", help="only compare")
    parser.add_argument("--header", type=Path, default=HEADER)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args(arguments)
    stale = 0
    for name, content in generate(options.header.read_text("utf-8")).items():
        path = options.out / name
        if path.exists() and path.read_text("utf-8") == content:
            continue
        if options.check:
            print(f"{path} is not what {options.header} says: run {__file__}")
            stale = 1
        else:
            path.write_text(content, "utf-8")
            print(f"wrote {path}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
