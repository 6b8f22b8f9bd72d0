#!/usr/bin/python3
"""Builds the wheel with a library inside, installs it into a venv without an index, and asks it something.

    wheel.py SOURCE LIBRARY SCRATCH
"""
import os
import pathlib
import shutil
import subprocess
import sys
import zipfile

SOURCE, LIBRARY, SCRATCH = (pathlib.Path(p).resolve() for p in sys.argv[1:])
QUESTION = """
import pathlib, sys, kith
from kith import _load
assert pathlib.Path(kith.__file__).is_relative_to(sys.prefix), kith.__file__
assert _load.find_library().parent == pathlib.Path(kith.__file__).parent
print(kith.Calendar().add("2026-02-13", 2), kith.library_version())
"""


def run(*command, works=True, **environment):
    kept = {k: v for k, v in os.environ.items() if k not in ("KITH_LIBRARY", "PYTHONPATH")}
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, cwd=SCRATCH,
                          env={**kept, **environment})
    if (done.returncode == 0) != works:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout + done.stderr


def main():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    shutil.copytree(SOURCE / "bindings/python", SCRATCH / "source",
                    ignore=shutil.ignore_patterns("tests", "__pycache__", ".*", "*.so*", "build", "*.egg-info"))
    run("/usr/bin/python3", "-m", "venv", "--system-site-packages", SCRATCH / "venv")
    pip = [SCRATCH / "venv/bin/python", "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-index", "--no-build-isolation", "--no-deps", "-w", SCRATCH, SCRATCH / "source"]
    if "set the environment variable KITH_LIBRARY" not in run(*build, works=False):
        sys.exit("a wheel without a library does not say what it wants")
    run(*build, KITH_LIBRARY=str(LIBRARY))
    wheels = list(SCRATCH.glob("*.whl"))
    if len(wheels) != 1 or "-py3-none-" not in wheels[0].name or wheels[0].name.endswith("-any.whl"):
        sys.exit(f"not one wheel of a platform: {wheels}")
    names = zipfile.ZipFile(wheels[0]).namelist()
    for wanted in ("kith/libkith.so.1", "kith/py.typed", "kith/_capi.pyi"):
        if wanted not in names:
            sys.exit(f"{wheels[0].name} lacks {wanted}")
    run(*pip, "install", "--no-index", "--no-deps", wheels[0])
    answer = run(SCRATCH / "venv/bin/python", "-c", QUESTION)
    # From Friday the 13th two working days on: Saturday the 14th is made up for, then the festival to the 23rd.
    if not answer.startswith("2026-02-24 "):
        sys.exit(f"the calendar says {answer}")
    print(f"{wheels[0].name}: {answer.strip()}")


if __name__ == "__main__":
    main()
