"""A strict reader of iCalendar files (RFC 5545), written for the tests: it shares no code
with the library and takes nothing that the standard does not allow."""
from __future__ import annotations

import datetime
import re

_NAME = re.compile(r"[A-Za-z0-9-]+")
_ESCAPES = {"\\n": "\n", "\\N": "\n", "\\,": ",", "\\;": ";", "\\\\": "\\"}
_TEXTS = {"SUMMARY", "DESCRIPTION", "CATEGORIES", "UID", "PRODID", "TRANSP"}


class Fault(Exception):
    pass


def _lines(data: bytes) -> list[str]:
    """Content lines: CRLF alone ends a line, 75 octets at most, and a fold stands between
    characters: each physical line is UTF-8 by itself."""
    if not data.endswith(b"\r\n"):
        raise Fault("the last line has no end")
    physical = data[:-2].split(b"\r\n")
    logical: list[str] = []
    for line in physical:
        if len(line) > 75:
            raise Fault(f"{len(line)} octets in a line")
        if b"\r" in line or b"\n" in line:
            raise Fault("a bare CR or LF")
        text = line.decode("utf-8")
        if text.startswith((" ", "\t")):
            if not logical:
                raise Fault("the first line is a continuation")
            logical[-1] += text[1:]
        elif not text:
            raise Fault("an empty line")
        else:
            logical.append(text)
    return logical


def _text(value: str) -> str:
    out, i = "", 0
    while i < len(value):
        if value[i] == "\\":
            pair = value[i : i + 2]
            if pair not in _ESCAPES:
                raise Fault(f"no such escape: {pair!r}")
            out, i = out + _ESCAPES[pair], i + 2
            continue
        if value[i] in ",;":
            raise Fault(f"a bare {value[i]} in a text")
        if ord(value[i]) < 0x20 and value[i] != "\t":
            raise Fault("a control character")
        out, i = out + value[i], i + 1
    return out


def _property(line: str) -> tuple[str, dict[str, str], str]:
    name = _NAME.match(line)
    if not name:
        raise Fault(f"no name: {line!r}")
    rest, parameters = line[name.end() :], {}
    while rest.startswith(";"):
        found = re.match(r';([A-Za-z0-9-]+)=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)', rest)
        if not found:
            raise Fault(f"no parameter: {rest!r}")
        parameters[found[1].upper()] = found[2].strip('"')
        rest = rest[found.end() :]
    if not rest.startswith(":"):
        raise Fault(f"no value: {line!r}")
    return name[0].upper(), parameters, rest[1:]


def _date(value: str) -> datetime.date:
    if not re.fullmatch(r"\d{8}", value):
        raise Fault(f"no date: {value!r}")
    return datetime.date(int(value[:4]), int(value[4:6]), int(value[6:]))


def read(data: bytes) -> list[dict[str, object]]:
    """The events of a calendar, each a dictionary of its properties."""
    stack: list[str] = []
    calendar: dict[str, str] = {}
    events: list[dict[str, object]] = []
    for line in _lines(data):
        name, parameters, value = _property(line)
        if name == "BEGIN":
            if (stack, value) not in (([], "VCALENDAR"), (["VCALENDAR"], "VEVENT")):
                raise Fault(f"{value} inside {stack}")
            stack.append(value)
            if value == "VEVENT":
                events.append({})
            continue
        if name == "END":
            if not stack or stack.pop() != value:
                raise Fault(f"END:{value}")
            continue
        if not stack:
            raise Fault("a property outside")
        into: dict = events[-1] if stack[-1] == "VEVENT" else calendar
        if name in into:
            raise Fault(f"{name} twice")
        if name in ("DTSTART", "DTEND"):
            if parameters != {"VALUE": "DATE"}:
                raise Fault(f"{name} is no date")
            into[name] = _date(value)
        elif name == "DTSTAMP":
            if parameters or not re.fullmatch(r"\d{8}T([01]\d|2[0-3])[0-5]\d[0-5]\dZ", value):
                raise Fault(f"DTSTAMP is no UTC time: {value!r}")
            into[name] = datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ")
        else:
            into[name] = _text(value) if name in _TEXTS or name.startswith("X-") else value
    if stack:
        raise Fault(f"the file ends inside {stack}")
    if calendar.get("VERSION") != "2.0" or not calendar.get("PRODID"):
        raise Fault("VERSION and PRODID are required")
    for event in events:
        for needed in ("UID", "DTSTAMP", "DTSTART"):
            if needed not in event:
                raise Fault(f"an event without {needed}")
        if event.get("DTEND") is not None and event["DTEND"] <= event["DTSTART"]:  # type: ignore[operator]
            raise Fault("an event ends before it begins")
        if event.get("TRANSP", "OPAQUE") not in ("OPAQUE", "TRANSPARENT"):
            raise Fault("TRANSP")
    uids = [event["UID"] for event in events]
    if len(set(uids)) != len(uids):
        raise Fault("a UID twice")
    return events
