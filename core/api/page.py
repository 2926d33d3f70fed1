"""`/docs`: the OpenAPI description as one readable page that needs no script and no net."""

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, Final

from core.assets import asset_path

_METHODS: Final = ("get", "post", "put", "delete")


def page_of(description: dict[str, Any]) -> str:
    """The page.

    Args:
        description: an OpenAPI 3.1 document whose references stay inside it.
    """
    schemas = description["components"]["schemas"]
    operations: dict[str, list[str]] = {}
    for path, methods in description["paths"].items():
        for method in _METHODS:
            if method in methods:
                part = "".join(_operation(path, method, methods[method], schemas))
                operations.setdefault(methods[method]["tags"][0], []).append(part)
    links = "".join(
        f'<a href="#{_anchor(tag)}">{escape(tag)}</a>' for tag in [*operations, "Bodies"]
    )
    parts = [
        f'<h2 id="{_anchor(tag)}">{escape(tag)}</h2>{"".join(texts)}'
        for tag, texts in operations.items()
    ]
    bodies = "".join(_schema(name, schemas[name]) for name in sorted(schemas))
    info = description["info"]
    style = asset_path("api", "docs.css").read_text("utf-8")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(info["title"])}'
        f'</title><meta name="viewport" content="width=device-width"><style>{style}</style></head>'
        f"<body><h1>{escape(info['title'])}</h1><p>Version {escape(info['version'])} · "
        f'<a href="openapi.json">openapi.json</a></p><p>{escape(info["description"])}</p>'
        f'<nav>{links}</nav>{"".join(parts)}<h2 id="bodies">Bodies</h2>{bodies}</body></html>'
    )


def _operation(
    path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]
) -> Iterator[str]:
    yield (
        f'<h3><span class="method">{method.upper()}</span><code>{escape(path)}</code> '
        f"{escape(operation['summary'])}</h3>"
    )
    for paragraph in operation.get("description", "").split("\n\n"):
        yield f"<p>{escape(paragraph)}</p>"
    if operation.get("parameters"):
        rows = [
            (one["name"], one["in"], one.get("description", "")) for one in operation["parameters"]
        ]
        yield _table(("Parameter", "In", ""), rows)
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield f"<p>Request, <code>{escape(kind)}</code>: {_type(content['schema'])}</p>"
        example = _example(content["schema"], schemas)
        if kind == "application/json":
            yield f"<pre>{escape(json.dumps(example, indent=2, ensure_ascii=False))}</pre>"
    answers = dict(sorted(operation["responses"].items()))
    yield f"<p>Answer: {_bodies(answers.pop('200')) or 'an empty body'}.</p>"
    if answers:
        refusals = [(status, one["description"], _bodies(one)) for status, one in answers.items()]
        table = _table(("Status", "When", "Body"), refusals, safe=2)
        yield f"<details><summary>Refusals: {', '.join(answers)}</summary>{table}</details>"


def _bodies(answer: dict[str, Any]) -> str:
    return ", ".join(_type(one["schema"]) for one in answer.get("content", {}).values() if one)


def _schema(name: str, schema: dict[str, Any]) -> str:
    required = schema.get("required", ())
    rows = [
        (
            field + ("" if field in required else " (optional)"),
            _type(facts),
            facts.get("description", ""),
        )
        for field, facts in schema.get("properties", {}).items()
    ]
    choices = schema.get("enum")
    listed = f"<p>One of: {escape(', '.join(map(str, choices)))}.</p>" if choices else ""
    table = _table(("Field", "Type", ""), rows, safe=1) if rows else ""
    text = escape(schema.get("description", ""))
    return f'<h3 id="{_anchor(name)}">{escape(name)}</h3><p>{text}</p>{listed}{table}'


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], safe: int | None = None) -> str:
    """A table; the column numbered `safe` holds HTML of ours already."""
    top = "".join(f"<th>{escape(head)}</th>" for head in heads)
    lines = "".join(
        "<tr>"
        + "".join(
            f"<td>{cell if place == safe else escape(cell)}</td>" for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><tr>{top}</tr>{lines}</table>"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f'<a href="#{_anchor(name)}">{escape(name)}</a>'
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}))}"
    if "const" in schema:
        return f"<code>{escape(json.dumps(schema['const']))}</code>"
    return escape(str(schema.get("format") or schema.get("type", "any")))


def _example(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    if "anyOf" in schema:
        return _example(schema["anyOf"][0], schemas)
    for known in ("examples", "enum"):
        if schema.get(known):
            return schema[known][0]
    if "const" in schema:
        return schema["const"]
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {name: _example(facts, schemas) for name, facts in fields.items()}
        case "array":
            return [_example(schema.get("items", {}), schemas)]
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case _:
            return "…"


def _anchor(name: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in name.lower())
