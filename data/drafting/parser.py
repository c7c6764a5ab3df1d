"""The parser: a small model of the language's grammar, loaded when it is first asked for."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from data.drafting.language import Language
from data.drafting.words import Sentence

_CLAUSE = ("It", "works")
"""What a whole quotation is to the parser: the shortest clause."""

_BATCH = 32


def installed(language: Language) -> bool:
    """Tell whether the parser of a language is there."""
    return all(importlib.util.find_spec(name) for name in ("spacy", language.parser))


@lru_cache(maxsize=2)
def _load(package: str) -> Any:  # noqa: ANN401 - a package that has no types
    return importlib.import_module(package).load()


def name(language: Language) -> str:
    """Name the parser and its version."""
    return f"{language.parser} {_load(language.parser).meta['version']}"


def parse(sentences: Sequence[Sentence], language: Language) -> None:
    """Fill in what each word is and what it hangs on.

    The words are given as they are, so no cutting of the parser's own can move them, and its
    sentences are those that were found before.
    """
    nlp = _load(language.parser)
    doc_of = importlib.import_module("spacy.tokens").Doc
    docs, owners = [], []
    for sentence in sentences:
        forms: list[str] = []
        owner: list[int] = []
        for word in sentence.words:
            given = ('"', *_CLAUSE, '"') if word.quotation else (_plain(word.text),)
            forms += given
            owner += [word.index] * len(given)
        doc = doc_of(nlp.vocab, words=forms)
        for token in doc:
            token.is_sent_start = token.i == 0
        docs.append(doc)
        owners.append(owner)
    for sentence, owner, doc in zip(
        sentences, owners, nlp.pipe(docs, batch_size=_BATCH), strict=True
    ):
        _take(sentence, owner, doc)


def _plain(text: str) -> str:
    """Give a word as the parser knows it: plain apostrophes, no run of signs."""
    return (
        text[:60].replace("’", "'").replace("‘", "'")
        if text[0].isalnum() or len(text) < 4
        else text[0]
    )


def _take(sentence: Sentence, owner: list[int], doc: Any) -> None:  # noqa: ANN401
    """Copy what the parser found to the words."""
    for token, index in zip(doc, owner, strict=True):
        word = sentence.words[index]
        if word.quotation and token.text != _CLAUSE[1]:
            continue
        word.lemma, word.tag, word.dep = token.lemma_.lower(), token.pos_, token.dep_
        word.fine = token.tag_
        word.entity = "" if word.quotation else token.ent_type_
        word.begins = token.ent_iob_ == "B"
        word.head = owner[token.head.i]
    sentence.hang()
