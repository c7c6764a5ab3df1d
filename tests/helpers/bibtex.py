"""BibTeX as two strict readers read it, and as LaTeX prints it."""

from __future__ import annotations

from functools import cache

from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from pybtex.database import parse_string as parse_strictly
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db


@cache
def decoder() -> LatexNodes2Text:
    """Read LaTeX as LaTeX shows it; pylatexenc lacks some names of characters in its kernel."""
    names = {"braceleft": "{", "braceright": "}", "less": "<", "greater": ">", "bar": "|"}
    context = get_default_latex_context_db()
    context.add_context_category(
        "kernel",
        [
            MacroTextSpec(f"text{name}", mark)
            for name, mark in {**names, "asciicircum": "^"}.items()
        ],
        prepend=True,
    )
    return LatexNodes2Text(latex_context=context, strict_latex_spaces=True)


def shown(latex: str) -> str:
    """Give what LaTeX would print."""
    text: str = decoder().latex_to_text(latex)
    return text


def read_bibtex(text: str) -> Entry:
    """Read the one entry there is with bibtexparser, and see that pybtex reads the same."""
    library = parse_string(text)
    assert len(library.blocks) == 1
    assert not library.failed_blocks
    [entry] = library.entries
    [(key, strict)] = parse_strictly(text, "bibtex").entries.items()
    assert (key, strict.type) == (entry.key, entry.entry_type)
    fields = {field.key: " ".join(field.value.split()) for field in entry.fields}
    fields.pop("author", None)
    assert dict(strict.fields.items()) == fields
    return entry
