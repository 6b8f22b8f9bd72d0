#!/usr/bin/python3
"""The host of examples/host prints the rows of the book, and no kill loses or doubles anything: killed at 100 points of its
story and at 100 of the replay of its outbox into a book, each run again to its end leaves the very content and lines of a
run that nobody disturbed. usage: kills.py <source folder> <host> <host_replay> <story_cpp> <kill.so> [kills]"""
import difflib
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

source, host, replay, story, preload = sys.argv[1:6]
KILLS = int(sys.argv[6]) if len(sys.argv) > 6 else 100
SEED = 20231026


def run(command, **settings):
    environment = dict(os.environ, LD_PRELOAD=preload, **{name: str(value) for name, value in settings.items()})
    return subprocess.run([str(part) for part in command], env=environment, capture_output=True, encoding="utf-8")


def finished(command, **settings):
    done = run(command, **settings)
    if done.returncode != 0:
        sys.exit(f"{command} failed: {done.stderr}")
    return done.stdout


def changes_of(command, folder):
    """What the command prints, and how often it changes a file."""
    count = folder / "count"
    output = finished(command, KITH_KILL_COUNT=count)
    return output, int(count.read_text())


def content(path):
    connection = sqlite3.connect(path)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def due(lines, day):
    """The section of a day's list, its reasons too."""
    start = lines.index(f"# Follow-ups on {day}")
    end = next(i for i in range(start + 1, len(lines) + 1) if i == len(lines) or lines[i].startswith("#"))
    return lines[start + 1:end]


def check_rows(told, folder):
    rows = due(told.splitlines(), "2023-10-26")
    golden = pathlib.Path(source, "tests/golden/expected_2023-10-26.csv").read_text(encoding="utf-8").splitlines()
    if [row for row in rows if not row.startswith("    ")] != golden:
        sys.exit("the host's list is not the golden one:\n" + "\n".join(rows))
    book = subprocess.run([story, os.path.join(source, "examples/data/document"), str(folder / "story.kith")],
                          capture_output=True, encoding="utf-8", check=True).stdout
    if rows != due(book.splitlines(), "2023-10-26"):
        sys.exit("the story over a book gives other reasons")
    if "YY制造集团: A (file B)" not in told or "YY制造集团,weekly deep talk" not in told:
        sys.exit("the new tier brought no new plan:\n" + told)


def sweep(name, points, attempt):
    """attempt(n) with kills at random points of 1 to `points`; the first difference ends the run."""
    dice = random.Random(f"{SEED} {name}")
    killed = [dice.randint(1, points) for _ in range(KILLS)]
    for n in killed:
        attempt(n)
    print(f"{name}: {len(killed)} kills at {len(set(killed))} of {points} points, nothing lost, nothing doubled")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        crm, book = folder / "crm.db", folder / "crm.kith"
        told, story_points = changes_of([host, crm], folder)
        crm_content = content(crm)
        check_rows(told, folder)
        if finished([host, crm]) != told or content(crm) != crm_content:
            sys.exit("the story told again is another one")
        from_book, replay_points = changes_of([replay, crm, book], folder)
        if not told.startswith(from_book):
            sys.exit(f"the book prints other rows:\n{from_book}\nthan the host:\n{told}")
        book_content = content(book)
        if finished([replay, crm, book]) != from_book or content(book) != book_content:
            sys.exit("the outbox replayed again changes the book")

        def compare(n, output, expected, path, expected_content):
            if output != expected:
                lines = difflib.unified_diff(expected.splitlines(), output.splitlines(), n=0, lineterm="")
                sys.exit(f"killed at change {n} it prints other lines:\n" + "\n".join(list(lines)[:12]))
            found = content(path)
            if found != expected_content:
                sys.exit(f"killed at change {n}: lost {sorted(set(expected_content) - set(found))[:3]}, "
                         f"not expected {sorted(set(found) - set(expected_content))[:3]}")

        def kill(command, n):
            done = run(command, KITH_KILL_AT=n)
            if done.returncode != -signal.SIGKILL:
                sys.exit(f"change {n} was not reached: {done.stderr}")

        def story_killed(n):
            with tempfile.TemporaryDirectory(dir=folder) as place:
                path = pathlib.Path(place, "crm.db")
                kill([host, path], n)
                compare(n, finished([host, path]), told, path, crm_content)

        def replay_killed(n):
            with tempfile.TemporaryDirectory(dir=folder) as place:
                path, kept = pathlib.Path(place, "crm.kith"), pathlib.Path(place, "crm.db")
                shutil.copy(crm, kept)
                kill([replay, kept, path], n)
                compare(n, finished([replay, kept, path]), from_book, path, book_content)
                if content(kept) != crm_content:
                    sys.exit("the replay changed the host")

        sweep("story", story_points, story_killed)
        sweep("replay", replay_points, replay_killed)


main()
