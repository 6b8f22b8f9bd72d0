#!/usr/bin/python3
"""Writes docs/documents.md from data/schemas/*.json.

    make_documents_page.py [--print]
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
KINDS = ("calendar", "tier", "cadence", "pipeline", "pool", "access", "entry")

INTRODUCTION = """# Documents

A policy is a JSON document of one of seven kinds. It is validated whole before it is used: `kith_document_check()`
gives every error with its place (a JSON pointer), reason and message; `kith_document_parse()` the first. The schemas
are in `data/schemas/` (JSON Schema 2020-12), the documents that Kith brings along in `data/documents/` and
`data/calendars/`. Written from the schemas by `scripts/make_documents_page.py`; tests hold schemas, parsers and this
page together.

Of all kinds:

- UTF-8, at most 16 MiB and 64 levels deep, no key twice in an object. Whole numbers are written without point or
  exponent.
- A member that the kind does not know is an error (`unknown_name`), so is one that is missing (`missing_value`), of
  another type (`wrong_type`), out of its range (`bad_number`), or no word of its list (`unknown_name`).
- `kind`, `schema` and `id` are read first; where one of them is wrong (`missing_value`, `bad_document`,
  `unknown_kind`) nothing else is judged.
- Texts are for people where they are called Chinese or English, codes otherwise. Days are working days where a name
  ends in `_wd`.
- A document is judged by the rules of its `schema` for ever.
"""


def resolve(schema, node):
    if "$ref" not in node:
        return node
    return {**schema["$defs"][node["$ref"].rpartition("/")[2]], **{k: v for k, v in node.items() if k != "$ref"}}


def name_of(node):
    return node["$ref"].rpartition("/")[2] if "$ref" in node else None


def type_of(schema, node):
    if name := name_of(node):
        return f"[{name}](#{schema['title'].lower().replace(' ', '-')}-{name})"
    if "const" in node:
        return f"`{json.dumps(node['const'])}`"
    if "enum" in node:
        return "one of " + ", ".join(f"`{word}`" for word in node["enum"])
    if "anyOf" in node or "oneOf" in node:
        return " or ".join(type_of(schema, part) for part in node.get("anyOf", node.get("oneOf")))
    if node["type"] == "array":
        if "prefixItems" in node:
            return "array of " + ", ".join(type_of(schema, part) for part in node["prefixItems"])
        size = " of two" if node.get("maxItems") == 2 else " not empty" if node.get("minItems") else ""
        return f"array{size}: {type_of(schema, node['items'])}"
    if node["type"] == "integer":
        return f"whole number {node['minimum']:,} – {node['maximum']:,}"
    if isinstance(rows := node.get("additionalProperties"), dict):
        return f"object of any names: {type_of(schema, rows)}"
    return {"string": "text", "object": "object", "boolean": "true or false"}[node["type"]]


def rows_of(schema, node, prefix=""):
    """A row a member; objects that have no name of their own are told in place."""
    for key, member in node["properties"].items():
        path = f"{prefix}{key}"
        needed = "required" if key in node["required"] else f"default `{json.dumps(member['default'], ensure_ascii=False)}`" \
            if "default" in member else "optional"
        text = resolve(schema, member).get("description", "")
        yield f"| `{path}` | {type_of(schema, member)} | {needed} | {text} |"
        inner = member if "properties" in member else member.get("items", {})
        if "properties" in inner:
            yield from rows_of(schema, inner, path + ("." if inner is member else "[]."))
        for choice in inner.get("oneOf", []):
            if "properties" in choice:
                yield from rows_of(schema, choice, path + ("." if inner is member else "[]."))


def table_of(schema, node):
    return ["| Member | Type | | Meaning |", "| --- | --- | --- | --- |", *rows_of(schema, node), ""]


def section(kind):
    schema = json.loads((ROOT / "data" / "schemas" / f"{kind}.json").read_text("utf-8"))
    out = [f"## {schema['title']}", "", f"{schema['description']} Schema: `data/schemas/{kind}.json`.", ""]
    out += table_of(schema, schema)
    for name, node in schema.get("$defs", {}).items():
        out += [f"### {schema['title']}: {name}", "", node["description"], ""]
        if "properties" in node:
            out += table_of(schema, node)
        elif "oneOf" in node:
            for choice in node["oneOf"]:
                out += [choice["description"], "", *table_of(schema, choice)]
        else:
            out += [f"{type_of(schema, node)}: " + "; ".join(part["description"] for part in node["prefixItems"]), ""]
    out += ["Errors beyond the shape:", "", "| Reason | When |", "| --- | --- |"]
    out += [f"| `{check['reason']}` | {check['text']} |" for check in schema["x-checks"]]
    return "\n".join(out) + "\n"


def page():
    return "\n".join([INTRODUCTION, *map(section, KINDS)])


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.write(page())
    else:
        (ROOT / "docs" / "documents.md").write_text(page(), "utf-8")
