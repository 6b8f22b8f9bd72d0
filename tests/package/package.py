#!/usr/bin/python3
"""Installs Kith as a vendor would, moves the prefix, and builds consumers against it there.

    package.py SOURCE BUILD SCRATCH CMAKE CXX

One run checks that a second installation changes nothing, that no installed file holds a path of this machine, that
a C99 program builds by pkg-config and a C++ one by find_package, each shared and static, over core and over the full
library, and that all of them print the same lines; and that core configures where no other library is found.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

SOURCE, BUILD, SCRATCH = (pathlib.Path(p).resolve() for p in sys.argv[1:4])
CMAKE, CXX = sys.argv[4:6]
CONSUMER = SOURCE / "tests/package/consumer"
FIRST, PREFIX = SCRATCH / "first", SCRATCH / "moved"
FOREIGN = ("SQLiteCpp", "SQLite3", "EXPAT", "PkgConfig")


class Fault(Exception):
    """What the run found."""


def refused(piece, what, call, *arguments):
    """A call that shall fail with these words."""
    try:
        call(*arguments)
    except Fault as fault:
        if piece in str(fault):
            return
        raise
    raise Fault(what)


def run(*command, **environment):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=SCRATCH,
                          env=dict(os.environ, CXX=CXX, **environment))
    if done.returncode != 0:
        raise Fault(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout


def content(prefix):
    return {p.relative_to(prefix).as_posix(): os.readlink(p) if p.is_symlink() else p.read_bytes()
            for p in sorted(prefix.rglob("*")) if p.is_symlink() or p.is_file()}


def names(held, path):
    """Whether bytes hold a path, not as the middle of another: "/kith" is no part of "include/kith"."""
    return re.search(rb"(?:(?<![\w.-])|(?<=-[IL]))" + re.escape(str(path).encode()) + rb"(?![\w.-])", held) is not None


def install():
    """Twice into one place, which is then moved."""
    run(CMAKE, "--install", BUILD, "--prefix", FIRST)
    once = content(FIRST)
    run(CMAKE, "--install", BUILD, "--prefix", FIRST)
    if content(FIRST) != once:
        raise Fault("a second installation changed what the first one left")
    FIRST.rename(PREFIX)
    for name, held in once.items():
        found = [p for p in (SOURCE, BUILD, FIRST) if isinstance(held, bytes) and names(held, p)]
        if found:
            raise Fault(f"{name} holds {found[0]}, a path of this machine")
    for library in PREFIX.rglob("*.so"):
        if re.search(r"\((RPATH|RUNPATH)\)", run("readelf", "-d", library)):
            raise Fault(f"{library.name} searches for libraries of its own")
    return PREFIX / pathlib.Path(next(n for n in once if n.endswith("libkith-core.a"))).parent


class Lines:
    """What each program printed; the first one says what all shall."""

    def __init__(self):
        self.first, self.count = None, 0

    def add(self, program, with_book, libraries=""):
        book = SCRATCH / f"{self.count}.kith"
        printed = run(program, *([book] if with_book else []), LD_LIBRARY_PATH=str(libraries))
        self.first = self.first or printed
        self.count += 1
        if not printed or printed != self.first:
            raise Fault(f"{program} prints\n{printed}and not\n{self.first}")


def by_pkg_config(libraries, full, lines):
    """The C99 program with each compiler, shared and all static."""
    version = re.findall(r"#define KITH_VERSION_\w+ (\d+)", (PREFIX / "include/kith/kith.h").read_text())
    for package in ["kith-core"] + ["kith"] * full:
        def ask(*words, name=package):
            return run("pkg-config", *words, name, PKG_CONFIG_PATH=str(libraries / "pkgconfig"),
                       PKG_CONFIG_LIBDIR=str(libraries / "pkgconfig")).split()  # nothing else is needed
        if ask("--modversion") != [".".join(version)]:
            raise Fault(f"{package}.pc has the version {ask('--modversion')}, kith.h {version}")
        for compiler in filter(shutil.which, ("gcc", "clang")):
            for linking in ("shared", "static"):
                program = SCRATCH / f"{package}-{compiler}-{linking}"
                words = ask("--cflags", "--libs", *(["--static"] if linking == "static" else []))
                run(compiler, "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", CONSUMER / "use.c",
                    "-o", program, *words, *(["-DWITH_BOOK"] if package == "kith" else []),
                    *(["-static"] if linking == "static" else []))
                lines.add(program, package == "kith", libraries if linking == "shared" else "")


def books_are_not_in_core(libraries):
    refused("undefined reference to `kith_book_open", "core has books", run, "gcc", "-DWITH_BOOK", CONSUMER / "use.c",
            f"-I{PREFIX / 'include'}", f"-L{libraries}", "-lkith-core", "-o", SCRATCH / "book-in-core")


def configure(name, components, targets, *words, language="CXX"):
    build = SCRATCH / name
    run(CMAKE, "-G", "Ninja", "-S", CONSUMER, "-B", build, f"-DCMAKE_PREFIX_PATH={PREFIX}", f"-DLANGUAGE={language}",
        f"-DCOMPONENTS={components}", f"-DTARGETS={targets}", *words)
    return build


def by_find_package(full, lines):
    """The shared targets where nothing else can be found, then the archives, from C too."""
    targets = ["core"] + ["kith"] * full
    hidden = [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in (*FOREIGN, "Boost")]
    archives = [f"{t}_static" for t in targets]
    asked = ";".join(archives)
    for build, names in ((configure("shared", "", ";".join(targets), *hidden), targets),
                         (configure("static", asked, asked), archives + ["rooms"]),
                         (configure("static-c", asked, asked, language="C"), archives)):
        run(CMAKE, "--build", build, "-j2")
        for name in names:
            lines.add(build / ("rooms" if name == "rooms" else f"use_{name}"), name.startswith("kith"))
    refused("no component nonsense is installed", "find_package() finds what does not exist",
            configure, "nonsense", "nonsense", "")


def core_alone():
    """Configures without the book where none of its libraries can be found."""
    run(CMAKE, "-G", "Ninja", "-S", SOURCE, "-B", SCRATCH / "core", "-DKITH_BOOK=OFF", "-DKITH_TESTS=OFF",
        *(f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in FOREIGN))


def main():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    lines = Lines()
    libraries = install()
    full = (libraries / "libkith.a").exists()
    by_pkg_config(libraries, full, lines)
    books_are_not_in_core(libraries)
    by_find_package(full, lines)
    core_alone()
    print(f"{lines.count} programs, the same {len(lines.first.splitlines())} lines")


if __name__ == "__main__":
    try:
        main()
    except Fault as fault:
        sys.exit(f"{fault}")
