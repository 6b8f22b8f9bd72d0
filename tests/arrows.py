#!/usr/bin/python3
"""Checks that the rooms use only what stands below them.

    arrows.py [ROOT]              check the include arrows, after checking that planted faults are noticed
    arrows.py --headers [ROOT]    check that each public header compiles alone (CXX and CC, else g++ and gcc)

The single source is CMakeLists.txt: kith_room(name USES rooms…). A room may include its own files and those
of the rooms it uses, and what those use; capi may include every room. Besides:

    SQLite          only in src/book                     extern "C"   only in capi
    nlohmann-json   only in src/base/json.cpp            expat, minizip   only in src/exchange
    Boost           only in base; boost/serialization/version.hpp anywhere
    private headers never from a public one

Prints file:line for each fault and exits 1 when there is any.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SUFFIXES = {".hpp", ".h", ".cpp", ".cc", ".c", ".ipp"}
CAPI = "capi"

# Comments and raw strings, which hold no code; other literals are matched so that // in them is kept.
NO_CODE = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"'
    r"|(?P<kept>\"(?:\\.|[^\"\\\n])*\"|(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])*')",
    re.DOTALL)
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
EXTERN_C = re.compile(r'\bextern\s+"C"')
ROOM = re.compile(r"^\s*kith_room\(\s*(\w+)(?:\s+USES\s+([^)]*))?\)", re.MULTILINE)


def without_comments(text):
    def blank(match):
        if match.group("kept"):
            return match.group(0)
        return "\n" * match.group(0).count("\n")
    return NO_CODE.sub(blank, text)


def read_rooms(cmake):
    """Each room with all the rooms it may use, itself among them."""
    text = re.sub(r"#[^\n]*", "", cmake)
    uses = {name: (used or "").split() for name, used in ROOM.findall(text)}
    reach = {}
    for room, used in uses.items():  # CMake declares a room before its users
        reach[room] = {room}
        for other in used:
            if other not in reach:
                raise SystemExit(f"CMakeLists.txt: {room} uses {other}, which is not declared before it")
            reach[room] |= reach[other]
    return reach


def room_of_file(path):
    """The room that a file of the tree belongs to, by its place."""
    parts = pathlib.PurePosixPath(path).parts
    if parts[0] == CAPI:
        return CAPI
    if parts[0] == "src":
        return parts[1] if len(parts) > 2 else None
    name = parts[2].removesuffix(".hpp").removesuffix(".h")  # include/kith/…
    return CAPI if name == "kith" else name


def room_of_include(target, rooms):
    """(room, private?) that an include leads to, or None when it is nobody's."""
    parts = target.split("/")
    if parts[0] == "kith" and len(parts) > 1:
        name = parts[1].removesuffix(".hpp").removesuffix(".h")
        return (CAPI if name == "kith" else name), False
    if len(parts) > 1 and (parts[0] in rooms or parts[0] == CAPI):
        return parts[0], True
    return None


def foreign_fault(path, room, target):
    top = target.split("/")[0]
    if top in ("sqlite3.h", "sqlite3ext.h", "SQLiteCpp") and not path.startswith("src/book/"):
        return "SQLite stands only in src/book"
    if top == "nlohmann" and path != "src/base/json.cpp":
        return "nlohmann-json stands only in src/base/json.cpp"
    if top in ("expat.h", "expat_external.h", "minizip", "unzip.h", "zip.h", "ioapi.h") \
            and not path.startswith("src/exchange/"):
        return "expat and minizip stand only in src/exchange"
    if top == "boost" and room != "base" and target != "boost/serialization/version.hpp":
        return "Boost stands only in base"
    return None


def include_fault(path, room, target, rooms):
    if target.startswith(("./", "../")) or "/../" in target:
        return "name an include from the root of its tree, not relatively"
    foreign = foreign_fault(path, room, target)
    if foreign:
        return foreign
    found = room_of_include(target, rooms)
    if not found:
        return None
    other, private = found
    if private and path.startswith("include/"):
        return "a public header may not include a private one"
    if room == CAPI:
        return None if other in rooms or other == CAPI else f"there is no room {other}"
    if other not in rooms and other != CAPI:
        return f"there is no room {other}"
    if other not in rooms[room]:
        return f"{room} may not use {other}"
    return None


def faults_of_file(path, text, rooms):
    room = room_of_file(path)
    if room is None or (room != CAPI and room not in rooms):
        yield 1, "this file belongs to no room that CMakeLists.txt declares"
        return
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        include = INCLUDE.match(line)
        if include:
            fault = include_fault(path, room, include.group(2), rooms)
            if fault:
                yield number, f'"{include.group(2)}": {fault}'
        if EXTERN_C.search(line) and room != CAPI:
            yield number, 'extern "C" stands only in capi'


def sources(root):
    for tree in ("include/kith", "src", CAPI):
        for path in sorted((root / tree).rglob("*")):
            if path.suffix in SUFFIXES and path.is_file():
                yield path.relative_to(root).as_posix()


def check(root):
    rooms = read_rooms((root / "CMakeLists.txt").read_text(encoding="utf-8"))
    faults = []
    seen = 0
    for path in sources(root):
        seen += 1
        text = (root / path).read_text(encoding="utf-8")
        faults += [f"{path}:{line}: {what}" for line, what in faults_of_file(path, text, rooms)]
    return seen, faults


# Planted faults: file, its text, the line of the fault and a piece of the complaint; None: nothing wrong.
CMAKE = "kith_room(base)\nkith_room(model USES base)\nkith_room(calendar USES base)\n" \
        "# kith_room(ghost USES base)\nkith_room(flow USES model)\nkith_room(book USES flow)\n" \
        "kith_room(exchange USES model calendar)\n"
PLANTED = [
    ("src/flow/a.cpp", '#include "kith/base/date.hpp"\n#include "flow/b.hpp"\n', None, None),
    ("src/model/a.cpp", '\n#include "kith/flow/x.hpp"\n', 2, "model may not use flow"),
    ("src/model/a.cpp", '#include <kith/calendar.hpp>\n', 1, "model may not use calendar"),
    ("src/base/a.cpp", '/*\n*/ #include "model/x.hpp"\n', 2, "base may not use model"),
    ("src/flow/a.cpp", '#include "calendar/x.hpp"\n', 1, "flow may not use calendar"),
    ("src/model/a.cpp", '// #include "kith/flow/x.hpp"\n/*\n#include "flow/x.hpp"\n*/\n', None, None),
    ("src/model/a.cpp", 'auto s = "//";\n#include "flow/x.hpp"\n', 2, "model may not use flow"),
    ("src/model/a.cpp", "int n = 1'000;\n#include \"flow/x.hpp\" // '\n", 2, "model may not use"),
    ("src/model/a.cpp", 'auto s = R"x(\n#include "flow/x.hpp"\n)x";\n', None, None),
    ("include/kith/base.hpp", '#include "kith/model/x.hpp"\n', 1, "base may not use model"),
    ("include/kith/model/x.hpp", '#include "model/y.hpp"\n', 1, "private"),
    ("include/kith/model/x.hpp", '#include "kith/kith.h"\n', 1, "model may not use capi"),
    ("include/kith/kith.hpp", '#include "kith/kith.h"\n', None, None),
    ("src/model/a.cpp", '#include "../flow/x.hpp"\n', 1, "relatively"),
    ("src/model/a.cpp", '#include "kith/ghost/x.hpp"\n', 1, "no room ghost"),
    ("src/ghost/a.cpp", "\n", 1, "belongs to no room"),
    ("src/flow/a.cpp", "#include <sqlite3.h>\n", 1, "SQLite"),
    ("src/book/a.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n", None, None),
    ("include/kith/book/a.hpp", "#include <SQLiteCpp/SQLiteCpp.h>\n", 1, "SQLite"),
    ("src/base/a.cpp", "#include <nlohmann/json.hpp>\n", 1, "nlohmann"),
    ("src/base/json.cpp", "#include <nlohmann/json.hpp>\n", None, None),
    ("src/book/a.cpp", "#include <expat.h>\n", 1, "expat"),
    ("src/exchange/a.cpp", "#include <expat.h>\n#include <minizip/unzip.h>\n", None, None),
    ("src/model/a.cpp", "#include <boost/date_time.hpp>\n", 1, "Boost"),
    ("src/model/a.cpp", "#include <boost/serialization/version.hpp>\n", None, None),
    ("include/kith/base/b.hpp", "#include <boost/date_time.hpp>\n", None, None),
    ("src/model/a.cpp", '\n\nextern "C" int f();\n', 3, "extern"),
    ("src/model/a.cpp", '// extern "C"\n', None, None),
    ("capi/src/a.cpp", '#include "book/x.hpp"\nextern "C" {\n', None, None),
    ("capi/src/a.cpp", "#include <sqlite3.h>\n", 1, "SQLite"),
]


def self_test():
    missed = []
    for path, text, line, piece in PLANTED:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "CMakeLists.txt").write_text(CMAKE, encoding="utf-8")
            (root / path).parent.mkdir(parents=True)
            (root / path).write_text(text, encoding="utf-8")
            _, faults = check(root)
        right = not faults if piece is None else \
            len(faults) == 1 and faults[0].startswith(f"{path}:{line}: ") and piece in faults[0]
        if not right:
            missed.append(f"planted in {path}: {text!r}, expected {piece!r}, got {faults}")
    return missed


def compile_alone(root, header):
    is_c = header.suffix == ".h"
    compiler = os.environ.get("CC", "gcc") if is_c else os.environ.get("CXX", "g++")
    options = ["-std=c99", "-x", "c"] if is_c else ["-std=c++20", "-x", "c++"]
    relative = header.relative_to(root).as_posix()
    name = relative.split("include/", 1)[1]
    # Included by a file, as users do, and twice, so that a missing guard shows.
    done = subprocess.run(
        [compiler, *options, "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
         f"-I{root / 'include'}", f"-I{root / 'capi/include'}", "-"],
        input=f"#include <{name}>\n#include <{name}>\n", capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"{relative}: does not compile alone\n{done.stderr[:2000]}"


def check_headers(root):
    headers = [p for tree in ("include", "capi/include") for p in sorted((root / tree).rglob("*"))
               if p.suffix in (".h", ".hpp")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        faults = [f for f in pool.map(lambda h: compile_alone(root, h), headers) if f]
    return len(headers), faults


def main():
    words = [w for w in sys.argv[1:] if not w.startswith("--")]
    root = pathlib.Path(words[0] if words else pathlib.Path(__file__).parent.parent).resolve()
    if "--headers" in sys.argv:
        seen, faults = check_headers(root)
    else:
        missed = self_test()
        seen, faults = check(root)
        faults += missed
    for fault in faults:
        print(fault)
    print(f"{seen} files, {len(faults)} faults")
    if seen == 0:
        print(f"nothing to check under {root}")
    return 1 if faults or seen == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
