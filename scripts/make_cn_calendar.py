#!/usr/bin/python3
"""Builds data/calendars/cn.json from the npm package chinese-days, version 1.5.7 (MIT).

    scripts/make_cn_calendar.py                    fetches the package with `npm pack`
    scripts/make_cn_calendar.py path/to/package    uses an unpacked copy

The output depends on nothing but the package, whose data file is pinned by its SHA-256. Days off are
taken from `holidays` (weekends inside a holiday included), make-up workdays from `workdays`;
`inLieuDays` is a subset of the former and only checked.
"""

import datetime
import hashlib
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile

PACKAGE = "chinese-days"
VERSION = "1.5.7"
LICENCE = "MIT"
HOME = "https://github.com/vsme/chinese-days"
DATA = "dist/chinese-days.json"
DATA_SHA256 = "f3fa629113ef1e3118a12f411ae1307e6dd7d7142dbf39ac6b98ad35091afc54"
TARGET = pathlib.Path(__file__).resolve().parent.parent / "data" / "calendars" / "cn.json"


def fetch(folder):
    """The unpacked package in `folder`."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"],
        cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
    with tarfile.open(pathlib.Path(folder) / packed) as archive:
        for member in archive.getmembers():
            if member.name in ("package/package.json", f"package/{DATA}"):
                archive.extract(member, folder)
    return pathlib.Path(folder) / "package"


def read(package):
    """The three maps of the package, after checking that it is the one expected."""
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    stated = (about["name"], about["version"], about["license"])
    if stated != (PACKAGE, VERSION, LICENCE):
        raise SystemExit(f"{package}: expected {PACKAGE} {VERSION} {LICENCE}, found {stated}")
    data = (package / DATA).read_bytes()
    if hashlib.sha256(data).hexdigest() != DATA_SHA256:
        raise SystemExit(f"{package / DATA}: not the published file")
    return json.loads(data)


def days(entries):
    """[date, Chinese name] in order; a value is `English name,Chinese name,statutory days`."""
    rows = []
    for day in sorted(entries):
        datetime.date.fromisoformat(day)
        _, name, _ = entries[day].rsplit(",", 2)
        rows.append([day, name])
    return rows


def check(maps):
    both = set(maps["holidays"]) & set(maps["workdays"])
    if both:
        raise SystemExit(f"off and working at once: {sorted(both)}")
    stray = set(maps["inLieuDays"]) - set(maps["holidays"])
    if stray:
        raise SystemExit(f"days in lieu that are no holidays: {sorted(stray)}")
    years = {int(day[:4]) for day in maps["holidays"]}
    if years != set(range(min(years), max(years) + 1)):
        raise SystemExit(f"years with a gap: {sorted(years)}")
    return min(years), max(years)


def dump_rows(rows):
    lines = ",\n".join("      " + json.dumps(row, ensure_ascii=False, separators=(",", ":"))
                       for row in rows)
    return "[\n" + lines + "\n    ]" if rows else "[]"


def document(maps):
    first, last = check(maps)
    head = {
        "id": "cn",
        "source": f"npm {PACKAGE} {VERSION}, {LICENCE} licence, Copyright (c) 2024 Yawei sun, {HOME}",
        "version": VERSION,
        "from": f"{first}-01-01",
        "to": f"{last}-12-31",
    }
    members = [f"    {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}"
               for key, value in head.items()]
    members.append(f'    "off": {dump_rows(days(maps["holidays"]))}')
    members.append(f'    "work": {dump_rows(days(maps["workdays"]))}')
    members.append('    "half": []')
    return ('{\n  "kind": "calendar",\n  "schema": 1,\n  "id": "cn",\n'
            '  "weekdays": [1, 2, 3, 4, 5],\n  "layers": [{\n'
            + ",\n".join(members) + "\n  }]\n}\n")


def main(arguments):
    if len(arguments) > 1:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        package = pathlib.Path(arguments[0]) if arguments else fetch(folder)
        text = document(read(package))
    json.loads(text)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
