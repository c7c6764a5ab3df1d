"""Where an excerpt comes from, as every format says it."""

from __future__ import annotations

from data.exports.excerpt import Excerpt


def provenance(excerpt: Excerpt) -> dict[str, str | list[str]]:
    """Name dataset, version and hash, filters in words, time, link, credits, what is withheld."""
    return {
        "dataset": excerpt.dataset.about.title,
        "version": excerpt.version,
        "selection": excerpt.sentence,
        "exported": excerpt.time,
        "link": excerpt.link,
        "credits": list(excerpt.credits),
        "withheld": list(excerpt.withheld),
    }


def provenance_lines(excerpt: Excerpt) -> list[tuple[str, str]]:
    """Give the same as pairs of a name and a text; a name is repeated for each of its texts."""
    return [
        (name, line)
        for name, value in provenance(excerpt).items()
        for line in ([value] if isinstance(value, str) else value)
    ]
