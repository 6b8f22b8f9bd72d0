"""What kith.h declares, read once for all that is made from it: the Python binding, the checks of the interface,
the ledger. The header is regular (see its conventions), so a few patterns read all of it; whatever none of them
understands is an error with the text in question. Standard library only.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

HEADER = Path(__file__).resolve().parents[1] / "include" / "kith" / "kith.h"


class HeaderError(Exception):
    """The header says something that nothing here understands."""


@dataclass(frozen=True)
class Name:
    """A type and the name declared with it: a member or a parameter."""

    type: str  # base type without const and struct
    stars: int
    name: str
    count: int = 0  # of an array member
    const: bool = False  # what it points to is not written
    callback: tuple[str, ...] = ()  # of a function pointer: the base types it takes


@dataclass
class Api:
    constants: list[tuple[str, int]] = field(default_factory=list)
    opaque: list[str] = field(default_factory=list)
    structs: dict[str, list[Name]] = field(default_factory=dict)
    callbacks: dict[str, tuple[str, list[Name]]] = field(default_factory=dict)
    functions: dict[str, tuple[Name, list[Name]]] = field(default_factory=dict)


def strip_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def parse_name(text: str) -> Name:
    """`const kith_string_view* files`, `uint8_t salt[16]`, `void (*release)(struct X*)`."""
    text = " ".join(text.split())
    pointer = re.fullmatch(r"void \(\*(\w+)\)\(struct (\w+) ?\*\)", text)
    if pointer:
        return Name("callback", 0, pointer[1], callback=(pointer[2],))
    bare = re.sub(r"\b(const|struct)\b", " ", text)
    plain = re.fullmatch(r"\s*(\w+)\s*((?:\*\s*)*)(\w*)(?:\[(\d+)\])?\s*", bare)
    if not plain:
        raise HeaderError(f"cannot read the declaration {text!r}")
    return Name(plain[1], plain[2].count("*"), plain[3], int(plain[4] or 0), const="const" in text.split())


def parse_parameters(text: str) -> list[Name]:
    return [] if text.strip() == "void" else [parse_name(p) for p in text.split(",")]


def parse_defines(api: Api, text: str) -> str:
    """Takes constants out; drops other preprocessor lines with their continuations."""
    text = re.sub(r"\\\n", " ", text)
    rest = []
    for line in text.split("\n"):
        if not line.lstrip().startswith("#"):
            rest.append(line)
            continue
        number = re.match(r"\s*#define\s+((?:KITH|ARROW_FLAG)_\w+)\s+(-?\d+)\s*$", line)
        if number:
            api.constants.append((number[1], int(number[2])))
    return "\n".join(rest)


def parse(text: str) -> Api:
    api = Api()
    text = parse_defines(api, strip_comments(text))
    text = re.sub(r'extern "C" \{', " ", text)
    patterns: list[tuple[str, Callable[[re.Match[str]], Any]]] = [
        (r"\s+", lambda m: None),
        (r"typedef int32_t kith_status;", lambda m: None),
        (r"typedef struct (\w+) (\w+);", lambda m: api.opaque.append(m[2])),
        (r"typedef struct \w+ \{(.*?)\} (\w+);", lambda m: add_struct(api, m[2], m[1])),
        (r"struct (\w+) \{(.*?)\};", lambda m: add_struct(api, m[1], m[2])),
        (
            r"typedef (\w+) \(\*(\w+)\)\((.*?)\);",
            lambda m: api.callbacks.update({m[2]: (m[1], parse_parameters(m[3]))}),
        ),
        (
            r"KITH_API ([\w* ]+?)\b(kith_\w+)\((.*?)\) KITH_NOEXCEPT;",
            lambda m: api.functions.update(
                {m[2]: (parse_name(m[1]), parse_parameters(m[3]))}
            ),
        ),
        (r"\}\s*$", lambda m: None),  # the end of extern "C"
    ]
    at = 0
    while at < len(text):
        for pattern, action in patterns:
            match = re.compile(pattern, re.S).match(text, at)
            if match:
                action(match)
                at = match.end()
                break
        else:
            raise HeaderError(f"cannot read the header from {text[at:at + 80]!r}")
    return api


def add_struct(api: Api, name: str, body: str) -> None:
    api.structs[name] = [parse_name(m) for m in body.split(";") if m.strip()]


def is_sized(members: list[Name]) -> bool:
    return bool(members) and members[0].name == "struct_size"
