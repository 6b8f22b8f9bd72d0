"""The published schemas of documents say what the parsers do, and docs/documents.md says what the schemas do."""
from __future__ import annotations

import copy
import json
import subprocess
import sys

import pytest
from conftest import ROOT

import kith

jsonschema = pytest.importorskip("jsonschema")

KINDS = ("calendar", "tier", "cadence", "pipeline", "pool", "access", "entry")
SCHEMAS = {kind: json.loads((ROOT / "data" / "schemas" / f"{kind}.json").read_text("utf-8")) for kind in KINDS}
VALIDATORS = {kind: jsonschema.Draft202012Validator(schema) for kind, schema in SCHEMAS.items()}


def default(kind):
    document = json.loads(kith.Document.default(kind).json)
    if kind == "calendar":  # one layer of few days says as much as all years
        document["layers"] = [
            {**layer, **{days: layer.get(days, [])[:2] for days in ("off", "work", "half")}}
            for layer in document["layers"][:1]
        ]
    return document


def samples(kind):
    """Documents that use what the default ones leave out."""
    document = default(kind)
    yield document
    if kind == "calendar":
        yield {**document, "layers": []}
    elif kind == "tier":
        document["potential"]["unknown"] = "low"
        document["value"]["criteria"][0] = {
            "input": "purchase_cycle",
            "scale": {"kind": "linear", "from": 90, "to": 7},
            "missing": {"rule": "skip"},
        }
        yield document
    elif kind == "cadence":
        document["streams"][0]["content"] = {"zh": "内容", "en": "content"}
        document["streams"][0].update(first_weekday=2, first_month=4)
        document["tags"][0]["remove"] = [document["streams"][1]["id"]]
        document["ranking"] = {
            "tiers": {"A": 40, "B": -20},
            "stages": {"negotiation": 30},
            "tags": {"urgent_need": 25},
            "currency": "CNY",
            "value": [{"from": "10.00", "points": 1}, {"from": "1000000.00", "points": 20}],
            "overdue_wd": [{"from": 1, "points": 5}, {"from": 5, "points": 9}],
        }
        yield document
    elif kind == "entry":
        yield _entry_sample(document)
    elif kind == "access":
        document["roles"][0] = {
            "role": "regional head",
            "scope": "teams",
            "teams": ["east", "south"],
            "pool": False,
            "fields": [
                {"field": "contact.phone", "right": "read", "mask": "phone"},
                {"field": "deal.amount", "right": "hidden", "mask": "none"},
            ],
        }
        yield document


def _entry_sample(document):
    document["fields"] = [
        {"id": "site", "type": "choice", "zh": "厂区", "en": "site", "words": ["north", "south"]},
        {"id": "seats", "type": "number", "zh": "席位", "en": "seats"},
    ]
    document["needs"][0]["products"] = ["ERP"]
    document["required"][0] = {"field": "custom.site", "stages": ["lead"], "of": "person", "weight": 5}
    document["checks"][0] = {"field": "custom.seats", "low": 1, "high": 9}
    document["checks"][1] = {"field": "industry", "words": ["制造"]}
    return document


def places(value, path=()):
    """Every path into a document; of an array its first two elements."""
    yield path
    children = value.items() if isinstance(value, dict) else enumerate(value[:2]) if isinstance(value, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def at(document, path):
    for key in path:
        document = document[key]
    return document


def changed(document, path, change):
    out = copy.deepcopy(document)
    if not path:
        return change(out)
    change(at(out, path[:-1]), path[-1])
    return out


def mutations(document):
    """Changes of shape: a member missing, a member unknown, a value of another type or out of its range."""
    for path in places(document):
        value = at(document, path)
        if isinstance(value, dict):
            yield "unknown member", changed(document, (*path, "x"), lambda o, k: o.__setitem__("nonsense", 1))
            for key in value:
                yield f"no {key}", changed(document, (*path, key), lambda o, k: o.__delitem__(k))
        if not path:
            continue
        for other in (None, True, 7.5, "", [], {}, 10**17, -(10**17), "|"):
            if type(other) is type(value) and other == value:
                continue
            yield f"{other!r}", changed(document, path, lambda o, k, v=other: o.__setitem__(k, v))


@pytest.mark.parametrize("kind", KINDS)
def test_schema_is_sound(kind):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_defaults_hold(kind):
    for document in [json.loads(kith.Document.default(kind).json), *samples(kind)]:
        VALIDATORS[kind].validate(document)
        assert len(kith.Document.check(document)) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_schema_and_parser_refuse_the_same_shapes(kind):
    beyond_shape = {check["reason"] for check in SCHEMAS[kind]["x-checks"]}
    seen = 0
    for document in samples(kind):
        for name, mutant in mutations(document):
            errors = {e["reason"] for e in kith.Document.check(mutant).rows()}
            valid = VALIDATORS[kind].is_valid(mutant)
            seen += 1
            if valid:  # then the parser takes it too, or for a reason beyond shape
                assert errors <= beyond_shape, (name, errors, json.dumps(mutant, ensure_ascii=False))
            else:
                assert errors, (name, json.dumps(mutant, ensure_ascii=False)[:3000])
    assert seen > 100


@pytest.mark.parametrize("kind", KINDS)
def test_every_member_has_its_words(kind):
    def walk(node):
        if isinstance(node, dict):
            for name, member in node.get("properties", {}).items():
                resolved = {**SCHEMAS[kind]["$defs"].get(member.get("$ref", "").rpartition("/")[2], {}), **member} \
                    if "$ref" in member else member
                assert resolved.get("description"), name
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(SCHEMAS[kind])


def test_page_is_what_the_schemas_say():
    made = subprocess.run([sys.executable, ROOT / "scripts" / "make_documents_page.py", "--print"],
                          capture_output=True, text=True, check=True).stdout
    assert (ROOT / "docs" / "documents.md").read_text("utf-8") == made, "run scripts/make_documents_page.py"
