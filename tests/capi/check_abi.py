#!/usr/bin/python3
"""Checks of the C interface that need no C.

    check_abi.py header  ROOT              kith.h compiles alone as C99 and C++20 without a warning
    check_abi.py symbols ROOT LIBRARY      exported = frozen in abi/symbols.txt, which is all that kith.h declares; of core
                                           = frozen in abi/symbols-core.txt, a part of it
    check_abi.py needed  ROOT LIBRARY      needs libc, libm and the C++ runtime; the full library also SQLite and what
                                           reads XLSX
    check_abi.py guards  ROOT              each definition is noexcept and fallible ones hold one guard
    check_abi.py widths  ROOT              only int32_t, int64_t, double, uint8_t, char in the interface
    check_abi.py layout  ROOT [--update]   constants, sizes, offsets and signatures = frozen in abi/layout.txt
    check_abi.py abidiff ROOT [--update]   the same as abidiff sees it, against abi/kith.abi
    check_abi.py ledger  ROOT [--update]   each function has its tests, fuzzer and wrappers, as docs/ledger.md says

--update writes the frozen file anew. Until 1.0 it takes any change; from then on only what is appended.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "capi" / "abi"))
from header import is_sized, parse  # noqa: E402
from ledger import ledger  # noqa: E402

SKIPPED = 77  # what ctest takes for "not run"
WORDS = {"void", "const", "struct", "int32_t", "int64_t", "double", "uint8_t", "char"}


def header(root):
    return (root / "capi/include/kith/kith.h").read_text(encoding="utf-8")


def code_of(text):
    return re.sub(r"/\*.*?\*/", " ", text, flags=re.S)


def declarations(root):
    return parse(header(root)).functions


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
                wanted = 1 if any(p.type == "kith_error" and p.stars == 2 for p in declared[name][1]) else 0
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
    for name, (result, _) in declarations(root).items():
        if result.type not in WORDS and not result.type.startswith("kith_"):
            faults.append(f"{name} returns {result.type}")
    for name in declarations(root):
        place = re.search(rf"KITH_API[^;/]*\b{name}\(", header(root)).start()
        comment = header(root)[:place].rstrip().rpartition("/**")[2]
        if not comment.endswith("*/") or "@since" not in comment:
            faults.append(f"{name} has no @since")
    return faults


def compiled(root, source, options, folder):
    """Compiles C against kith.h; the path of what came out."""
    out = pathlib.Path(folder) / "out"
    subprocess.run([os.environ.get("CC", "cc"), "-std=c99", "-g", f"-I{root}/capi/include", "-x", "c", "-", "-o", out, *options],
                   input=f'#include "kith/kith.h"\n{source}', text=True, check=True)
    return out


def layout(root):
    """What a compiler makes of the header, a line an item, in the order of the header."""
    api = parse(header(root))
    lines = [f'printf("constant {name} %d\\n", {name});' for name, _ in api.constants
             if not name.startswith("KITH_VERSION_")]
    for name, members in api.structs.items():
        tag = f"struct {name}" if name.startswith("Arrow") else name
        growing = "grows" if is_sized(members) else "frozen"
        lines.append(f'printf("struct {name} {growing} size %d\\n", (int)sizeof({tag}));')
        for m in members:
            kind = m.type + "*" * m.stars + (f"[{m.count}]" if m.count else "")
            lines.append(f'printf("member {name}.{m.name} {kind} at %d size %d\\n", '
                         f"(int)offsetof({tag}, {m.name}), (int)sizeof((({tag}*)0)->{m.name}));")
    probe = "#include <stddef.h>\n#include <stdio.h>\nint main(void) {\n" + "\n".join(lines) + "\nreturn 0; }\n"
    with tempfile.TemporaryDirectory() as folder:
        out = subprocess.run([compiled(root, probe, [], folder)], capture_output=True, text=True, check=True).stdout
    for name, (result, parameters) in api.functions.items():
        listed = ", ".join(("const " if p.const else "") + p.type + "*" * p.stars for p in parameters)
        out += f"function {result.type}{'*' * result.stars} {name}({listed})\n"
    return out


def broken(frozen, now):
    """Lines of the frozen layout that no longer hold. A struct that grows may only become larger; what was
    reserved may be given a name."""
    faults = []
    standing = set(now.splitlines())
    placed = {re.sub(r"\.\w+ ", ".reserved ", line) for line in standing}
    sizes = dict(re.findall(r"^struct (\w+) grows size (\d+)$", now, flags=re.M))
    for line in frozen.splitlines():
        grown = re.fullmatch(r"struct (\w+) grows size (\d+)", line)
        if line not in standing | placed and not (grown and int(sizes.get(grown[1], 0)) > int(grown[2])):
            faults.append(f"no longer holds: {line}")
    return faults


def is_released(root):
    return re.search(r"#define KITH_VERSION_MAJOR 0$", header(root), flags=re.M) is None


def against(root, path, now, breaks, update):
    """Faults of a frozen file; with `update` writes it, unless that would break a release."""
    frozen = path.read_text(encoding="utf-8") if path.exists() else ""
    if now == frozen:
        return []
    if update and not (is_released(root) and breaks):
        path.write_text(now, encoding="utf-8")
        return []
    return breaks + [f"{path.relative_to(root)} is not what the sources say: see --update"]


def check_layout(root, update=""):
    path = root / "capi/abi/layout.txt"
    now = layout(root)
    frozen = path.read_text(encoding="utf-8") if path.exists() else ""
    return planted_layouts() + against(root, path, now, broken(frozen, now), update)


def planted_layouts():
    """The check itself: each change of a small layout, and whether it breaks a caller."""
    frozen = "constant A 1\nstruct s grows size 8\nmember s.a int32_t at 0 size 4\nstruct f frozen size 8\n"
    planted = [(frozen, False), (frozen + "constant B 2\n", False), (frozen.replace("A 1", "A 2"), True),
               (frozen.replace("grows size 8", "grows size 12") + "member s.b int32_t at 8 size 4\n", False),
               (frozen.replace("grows size 8", "grows size 4"), True), (frozen.replace("s.a", "s.b"), True), (frozen.replace("at 0", "at 4"), True),
               (frozen.replace("int32_t", "int64_t"), True), (frozen.replace("frozen size 8", "frozen size 16"), True)]
    return [f"planted and misjudged: {now!r}" for now, breaks in planted if bool(broken(frozen, now)) != breaks]


def check_abidiff(root, update=""):
    if shutil.which("abidw") is None:
        print("abidw is not there (package abigail-tools)")
        sys.exit(SKIPPED)
    # Stubs carry the interface as the header has it, without the insides of the library; that the library keeps
    # to the header is seen by its own compilation and by `symbols`.
    stubs = ""
    for name, (result, parameters) in parse(header(root)).functions.items():
        signature = re.search(rf"KITH_API\s+([^;/]*?\b{name}\([^;]*\))\s*KITH_NOEXCEPT;", code_of(header(root)))[1]
        if result.type == "void":
            stubs += signature + " {}\n"
        else:
            kind = result.type + "*" * result.stars
            stubs += signature + f" {{ static {kind} none; return none; }}\n"
    path = root / "capi/abi/kith.abi"
    with tempfile.TemporaryDirectory() as folder:
        library = compiled(root, stubs, ["-shared", "-fPIC", "-Wl,-soname,libkith.so.1"], folder)
        now = subprocess.run(["abidw", "--no-corpus-path", "--no-comp-dir-path", "--no-show-locs", library],
                             capture_output=True, text=True, check=True).stdout
        breaks = []
        if path.exists():
            new = pathlib.Path(folder) / "new.abi"
            new.write_text(now, encoding="utf-8")
            run = subprocess.run(["abidiff", path, new], capture_output=True, text=True)
            if run.returncode & (1 | 2 | 8):  # 4 alone: only added to
                breaks = [f"abidiff {run.returncode}\n{run.stdout}{run.stderr}"]
    return against(root, path, now, breaks, update)


def check_ledger(root, update=""):
    page, gaps = ledger(root)
    return gaps + against(root, root / "docs/ledger.md", page, [], update)


def main():
    what, root = sys.argv[1], pathlib.Path(sys.argv[2])
    check = {"header": check_header, "symbols": check_symbols, "needed": check_needed, "guards": check_guards,
             "widths": check_widths, "layout": check_layout, "abidiff": check_abidiff, "ledger": check_ledger}[what]
    faults = check(root, *sys.argv[3:])
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
