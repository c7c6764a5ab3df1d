"""Tell the language of a text by its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 20_000
"""Code points that are looked at."""

UNKNOWN = "und"
"""The BCP 47 tag of a language that is not told."""

_COMMON = {
    "en": "the of and to in that is was for on with as by at from said has have are were",
    "de": "der die das und ist nicht mit den von auf für dass sich ein eine dem wird hat",
    "fr": "le la les des et est une que dans pour qui pas sur du au avec par ce il elle",
    "es": "el la los las y es una que en por para con del se no su como al lo más",
    "it": "il la le gli e è una che di per non con del della sono nel si ha alla dei",
    "pt": "o os as e é uma que em para com não do da dos das no na se por mais ao",
    "nl": "de het een en van is dat niet met op te voor zijn aan door ook die naar",
    "pl": "w i na z do nie się że jest to o po jak od za przez dla są oraz",
    "sv": "och att det som en på är av för med den till inte om ett har de var",
    "tr": "ve bir bu için ile da de olarak daha çok gibi olan ne ama sonra kadar",
    "id": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke karena",
    "ru": "и в не на что с по как это он за от из для но его к так же о",
    "uk": "і в не на що з за як це він від для але його до та у про також",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("fa", re.compile(r"[\u067e\u0686\u0698\u06af\u06cc\u06a9]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)


def language_of(text: str) -> str:
    """Give the BCP 47 tag of a text's language; ``und`` where it cannot be told."""
    sample = text[:SAMPLE]
    letters = sum(1 for each in sample if each.isalpha()) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) * (8 if language in {"ja", "fa"} else 3) > letters:
            return language
    counts = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    total = sum(counts.values())
    scores = {language: sum(counts[word] for word in words) for language, words in _SETS.items()}
    best = max(scores, key=lambda language: scores[language])
    if not total:
        return UNKNOWN
    # Headlines and short notes have few of them, and one of another language's is soon among them.
    return (
        best
        if scores[best] * 20 >= total
        else UNKNOWN
        if total > 40 or not sample.isascii()
        else "en"
    )
