#!/usr/bin/python3
"""Checks of the C interface that need no C.

    check_abi.py header  ROOT              kith.h compiles alone as C99 and C++20 without a warning
    check_abi.py symbols ROOT LIBRARY      exported = frozen in abi/symbols.txt, which is all that kith.h declares; of core
                                           = frozen in abi/symbols-core.txt, a part of it
    check_abi.py needed  ROOT LIBRARY      needs libc, libm and the C++ runtime; the full library also SQLite and what
                                           reads XLSX
    check_abi.py wrapper ROOT              kith.hpp uses every function of kith.h
    check_abi.py guards  ROOT              each definition is noexcept and fallible ones hold one guard
    check_abi.py widths  ROOT              only int32_t, int64_t, double, uint8_t, char in the interface
"""
import os
import pathlib
import re
import subprocess
import sys

DECLARATION = re.compile(r"KITH_API\s+([\w ]+?\**)\s*\b(kith_\w+)\(([^)]*)\)\s*KITH_NOEXCEPT;")
WORDS = {"void", "const", "struct", "int32_t", "int64_t", "double", "uint8_t", "char"}


def header(root):
    return (root / "capi/include/kith/kith.h").read_text(encoding="utf-8")


def code_of(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def declarations(root):
    return {name: (result.strip(), arguments)
            for result, name, arguments in DECLARATION.findall(code_of(header(root)))}


def check_header(root):
    inits = re.findall(r"#define (KITH_(\w+)_INIT)\b", header(root))
    uses = "".join(f"kith_{name.lower()} a{i} = {macro};\n" for i, (macro, name) in enumerate(inits))
    source = '#include "kith/kith.h"\n' + uses
    faults = []
    for compiler, language in ((os.environ.get("CC", "cc"), "c99"), (os.environ.get("CC", "cc"), "c17"),
                               (os.environ.get("CXX", "c++"), "c++20")):
        kind = "c++" if language.startswith("c++") else "c"
        run = subprocess.run(
            [compiler, f"-std={language}", "-pedantic", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
             f"-I{root}/capi/include", "-x", kind, "-"], input=source, capture_output=True, text=True)
        if run.returncode != 0:
            faults.append(f"{compiler} -std={language}:\n{run.stderr}")
    return faults


def check_symbols(root, library):
    run = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True)
    found = [line.split() for line in run.stdout.splitlines()]
    node = {name for _, kind, name in found if kind == "A"}
    exported = {name.split("@")[0] for _, kind, name in found if kind != "A"}
    declared = set(declarations(root))
    core = is_core(library)
    frozen = set((root / f"capi/abi/symbols{'-core' if core else ''}.txt").read_text().split())
    faults = []
    if {n.split("@")[0] for n in node} != {"KITH_1.0"}:
        faults.append(f"version nodes: {sorted(node)}")
    for title, a, b in (("exported but not declared", exported, declared),
                        ("declared but not exported", set() if core else declared, exported),
                        ("frozen but gone", frozen, exported),
                        ("exported but not frozen in abi/", exported, frozen)):
        if a - b:
            faults.append(f"{title}: {', '.join(sorted(a - b)[:20])}")
    return faults


def is_core(library):
    return pathlib.Path(library).name.startswith("libkith-core.")


def check_needed(root, library):
    run = subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True)
    found = {name.partition(".so")[0] for name in re.findall(r"\(NEEDED\).*\[(.*)\]", run.stdout)}
    runtime = {"libc", "libm", "libstdc++", "libgcc_s"}
    full = set() if is_core(library) else {"libsqlite3", "libexpat", "libminizip"}
    loader = {name for name in found if name.startswith("ld-")}
    return [f"{title}: {', '.join(sorted(names))}" for title, names in (
        ("needs besides", found - runtime - full - loader - ({"libz"} if full else set())),
        ("does not need", full - found)) if names]


def check_wrapper(root):
    text = code_of((root / "include/kith/kith.hpp").read_text(encoding="utf-8"))
    used = set(re.findall(r"\bkith_\w+", re.sub(r"//[^\n]*", "", text)))
    missing = set(declarations(root)) - used
    return ["not in kith.hpp: " + ", ".join(sorted(missing))] if missing else []


def check_guards(root):
    faults = []
    declared = declarations(root)
    seen = set()
    for path in sorted((root / "capi/src").glob("*.cpp")):
        text = code_of(re.sub(r"//[^\n]*", "", path.read_text(encoding="utf-8")))
        for block in re.findall(r'extern "C" \{(.*?)\n\}\s*\Z', text, flags=re.S):
            for match in re.finditer(r"\b(kith_\w+)\(([^)]*)\)\s*(noexcept)?\s*\{(.*?)\n?\}\n(?=\n|\Z)",
                                     block, flags=re.S):
                name, arguments, noexcept, body = match.groups()
                if name not in declared:
                    continue
                seen.add(name)
                if not noexcept:
                    faults.append(f"{path.name}: {name} is not noexcept")
                wanted = 1 if "kith_error** error" in declared[name][1] else 0
                if body.count("guard(error") != wanted:
                    faults.append(f"{path.name}: {name} holds {body.count('guard(error')} guards, not {wanted}")
    if set(declared) - seen:
        faults.append("no definition found: " + ", ".join(sorted(set(declared) - seen)))
    return faults


def check_widths(root):
    faults = []
    text = code_of(header(root))
    text = re.sub(r"^\s*#.*?(?<!\\)$", "", text, flags=re.M | re.S)
    for word in ("enum", "bool", "long", "size_t", "short", "unsigned", "uint32_t", "uint64_t", "float"):
        if re.search(rf"\b{word}\b", text):
            faults.append(f"{word} stands in kith.h")
    for name, (result, arguments) in declarations(root).items():
        for word in re.findall(r"\b[a-zA-Z_]\w*\b", result):
            if word not in WORDS and not word.startswith("kith_"):
                faults.append(f"{name} returns {word}")
    for name in declarations(root):
        place = re.search(rf"KITH_API[^;/]*\b{name}\(", header(root)).start()
        comment = header(root)[:place].rstrip().rpartition("/**")[2]
        if not comment.endswith("*/") or "@since" not in comment:
            faults.append(f"{name} has no @since")
    return faults


def main():
    what, root = sys.argv[1], pathlib.Path(sys.argv[2])
    faults = {"header": check_header, "symbols": check_symbols, "needed": check_needed, "wrapper": check_wrapper,
              "guards": check_guards, "widths": check_widths}[what](root, *sys.argv[3:])
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
