#!/usr/bin/python3
"""Runs the story in C, C++ and Python, each over a book and over tables, and compares the lines; the list must be the golden
file's rows. usage: stories.py <source folder> <library> <story_cpp> <story_c>"""
import os
import subprocess
import sys
import tempfile

source, library, story_cpp, story_c = sys.argv[1:5]
sheets = os.path.join(source, "examples/data/document")
python = ["/usr/bin/python3", os.path.join(source, "examples/python/story.py")]
environment = dict(os.environ, KITH_LIBRARY=library, PYTHONPATH=os.path.join(source, "bindings/python"), PYTHONDONTWRITEBYTECODE="1",
                   PYTHONIOENCODING="utf-8")


def run(command):
    done = subprocess.run(command, env=environment, capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed: {done.stderr.decode()}")
    return done.stdout.decode()


outputs = {}
with tempfile.TemporaryDirectory() as folder:
    for name, command in (("C++", [story_cpp]), ("C", [story_c]), ("Python", python)):
        outputs[f"{name} over tables"] = run(command + [sheets])
        book = os.path.join(folder, name + ".kith")
        outputs[f"{name} over a book"] = run(command + [sheets, book])
first = outputs["C++ over tables"]
for name, output in outputs.items():
    if output != first:
        for a, b in zip(first.splitlines(), output.splitlines()):
            if a != b:
                print(f"C++ over tables: {a}\n{name}: {b}")
        sys.exit(f"{name} tells another story")
with open(os.path.join(source, "tests/golden/expected_2023-10-26.csv"), encoding="utf-8") as golden:
    expected = golden.read().splitlines()
lines = [line for line in first.splitlines() if not line.startswith("    ")]
start = lines.index(expected[0])
if lines[start:start + len(expected)] != expected:
    sys.exit("the list is not the golden one:\n" + "\n".join(lines[start:start + len(expected)]))
print(f"{len(outputs)} tellings, {len(first.splitlines())} lines each, the same")
