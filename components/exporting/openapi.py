"""The description of the addresses at which programs read the data (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from data.catalogue import catalogue
from data.choosing.filters import FILTERS
from data.choosing.link import PARAMETERS
from data.exports.format import Format
from data.exports.formats import FORMATS

_SEVERAL = {entry.key for entry in FILTERS if entry.kind == "choice"} | {"compare"}
_UNUSED = {"dataset", "statement", "tab", "page", "sort"}
"""Parameters of the link that change nothing in what is exported; they may be given."""


def description() -> dict[str, Any]:
    """Describe every export of every dataset, as JSON."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Standpoint: statements and their places",
            "version": "1.0.0",
            "description": "Every dataset, or the part of it that a link shows, in each format. "
            "Answers have a weak ETag; a parameter that narrows and cannot be read is refused.",
        },
        "servers": [{"url": ".."}],
        "paths": {f"/export/{{dataset}}.{export.ending}": _path(export) for export in FORMATS},
    }


def _path(export: Format) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"type": "object"}}}
    return {
        "get": {
            "operationId": export.key,
            "summary": export.label,
            "description": export.use,
            "parameters": [
                {
                    "name": "dataset",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string", "enum": list(catalogue().names)},
                },
                *(
                    _parameter(entry.key, entry.meaning)
                    for entry in PARAMETERS
                    if entry.key not in _UNUSED
                ),
                *(_parameter(key, "see docs/author.md") for key in export.options),
            ],
            "responses": {
                "200": {
                    "description": "What the link shows.",
                    "headers": {"ETag": {"schema": {"type": "string"}}},
                    "content": {export.media_type: {}},
                },
                "304": {"description": "It is as the ETag given has it."},
                "400": {"description": "A parameter cannot be read.", "content": problem},
                "404": {"description": "There is no such dataset or format.", "content": problem},
            },
        }
    }


def _parameter(key: str, meaning: str) -> dict[str, Any]:
    single: dict[str, Any] = {"type": "string"}
    schema = {"type": "array", "items": single} if key in _SEVERAL else single
    return {"name": key, "in": "query", "description": meaning, "schema": schema}
