"""A table as a fragment of HTML: no script, no outside request, classes of its own."""
from __future__ import annotations

from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .table import Table

_STYLE = (
    ".kith-table{border-collapse:collapse;font-size:13px}"
    ".kith-table th,.kith-table td{border-bottom:1px solid #ccc;padding:3px 8px;"
    "text-align:left;vertical-align:top}"
    ".kith-table .kith-number{text-align:right;font-variant-numeric:tabular-nums}"
    ".kith-table caption{caption-side:bottom;text-align:left;padding:4px 8px;color:#666}"
)
_NUMBERS = ("int32", "int64", "float64")


def cell_text(value: Any) -> str:
    """A value for people; empty for null."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return str(value)


def _class(type_: str) -> str:
    return ' class="kith-number"' if type_ in _NUMBERS else ""


def table_fragment(table: Table, headings: str, limit: int) -> str:
    shown = min(len(table), max(limit, 0))
    classes = [_class(c.type) for c in table.schema]
    out = [f'<div><style>{_STYLE}</style><table class="kith-table">']
    rest = f", the first {shown} shown" if shown < len(table) else ""
    out.append(f"<caption>{escape(table.name)} {len(table)} rows{rest}</caption>")
    out.append("<thead><tr>")
    for css, info in zip(classes, table.schema):
        title = escape(f"{info.name}: {info.meaning}" if info.meaning else info.name)
        heading = escape(info.heading(headings))
        out.append(f'<th scope="col" title="{title}"{css}>{heading}</th>')
    out.append("</tr></thead><tbody>")
    columns = [table.column(c.name)[:shown] for c in table.schema]
    for row in zip(*columns):
        cells = (f"<td{c}>{escape(cell_text(v))}</td>" for c, v in zip(classes, row))
        out.append(f"<tr>{''.join(cells)}</tr>")
    out.append("</tbody></table></div>")
    return "".join(out)
