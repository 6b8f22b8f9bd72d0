"""The ledger of the C interface: for each function of kith.h the file that tests it, makes it fail by fault, fuzzes it
(where it takes bytes or text from outside), and wraps it in Python and in kith.hpp. check_abi.py ledger prints and
checks it as docs/ledger.md.
"""
import re

from header import parse

INTRODUCTION = """# Ledger of the C interface

For each function of `kith.h`: the file that exercises it most in each kind of test, and its wrappers. A function that
takes bytes, text or arrays from outside has a fuzz target. Written by `tests/capi/check_abi.py ledger . --update`; a
gap, or a page that is out of date, fails.

"""


# Gaps that are none: (function, column) and why.
NEEDLESS = {("kith_error_status", "Python"): "the status is returned"}


class Column:
    """One kind of use: a heading, and the files in which it is looked for."""

    def __init__(self, root, heading, patterns, without=()):
        self.heading = heading
        paths = sorted(p for pattern in patterns for p in root.glob(pattern) if p.name not in without)
        self.texts = {p.name: re.sub(r"//[^\n]*", "", p.read_text(encoding="utf-8")) for p in paths}  # code alone

    def best(self, function):
        counts = [(-len(re.findall(rf"\b{function}\b", text)), name) for name, text in self.texts.items()]
        count, name = min(counts, default=(0, ""))
        return name if count < 0 else ""


def columns(root):
    return [Column(root, "Test", ["tests/capi/*_test.cpp", "tests/capi/*.hpp", "tests/capi/*.c", "tests/threads/*.cpp"]),
            Column(root, "Fault", ["tests/fault/*.cpp"]),
            Column(root, "Fuzz target", ["tests/fuzz/*.cpp", "tests/fuzz/*.hpp"]),
            Column(root, "Python", ["bindings/python/kith/*.py"], without=("_capi.py",)),
            Column(root, "kith.hpp", ["include/kith/kith.hpp"])]


def takes_bytes(api, name):
    """Whether a function reads memory of the caller beyond a handle or a number."""
    words = {struct for struct, members in api.structs.items() if any(m.type == "kith_string_view" for m in members)}
    for p in api.functions[name][1]:
        if p.const and p.stars == 1 and p.type in {"char", "uint8_t", "int32_t", "kith_string_view"} | words:
            return True
        if p.type == "ArrowArray" and name.endswith("_from_arrow"):
            return True
    return False


def ledger(root):
    """The page, and what is missing. A kind of test that has no file at all yet is no gap."""
    api = parse((root / "capi/include/kith/kith.h").read_text(encoding="utf-8"))
    kinds = columns(root)
    page = INTRODUCTION + "| Function | " + " | ".join(kind.heading for kind in kinds) + " |\n"
    page += "| --- " * (len(kinds) + 1) + "|\n"
    gaps = []
    for name in api.functions:
        page += f"| `{name}` |"
        for kind in kinds:
            needless = NEEDLESS.get((name, kind.heading))
            file = kind.best(name)
            page += f" {file or needless or '–'} |"
            needed = kind.heading != "Fuzz target" or takes_bytes(api, name)
            if kind.texts and needed and not file and not needless:
                gaps.append(f"{name}: no {kind.heading}")
        page += "\n"
    return page, gaps
