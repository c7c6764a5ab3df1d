"""Rules alone: hang the words of a sentence on its cues by their order, without a parser.

What this gives has the parser's form and is far less: subjects and complements of cues, no grammar
of what is said. It is for a machine on which no parser is installed.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.drafting import subjects
from data.drafting.guessing import guess
from data.drafting.language import Language
from data.drafting.words import Range, Sentence, Word

_NEAR = 14
"""Words within which a "that" belongs to the cue before it."""


def parse(sentences: Sequence[Sentence], language: Language) -> None:
    """Fill in what each word seems to be and what it hangs on."""
    for sentence in sentences:
        if sentence.words:
            guess(sentence, language)
            _Hanging(sentence, language).hang()
            sentence.hang()


class _Hanging:
    """Hang the words of one sentence on its cues, from left to right."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        self.words, self.language = sentence.words, language
        self.done = 0
        self.root: int | None = None

    def hang(self) -> None:
        """Take each cue; what one reports is not looked into again."""
        while (cue := self._next()) is not None:
            self._one(cue)
            if self.root is None:
                self.root = cue
        for word in self.words:
            if word.lower in self.language.source_words and (long := self._source(word.index)):
                self._around(word.index, long)
                break
        root = self.root or 0
        for word in self.words:
            if word.head == word.index:
                word.head = root
        self.words[root].head, self.words[root].dep = root, "ROOT"

    def _next(self) -> int | None:
        """Find the next cue: a finite verb that reports, or a participle behind a comma."""
        for word in self.words[self.done :]:
            before = self.words[word.index - 1].tag if word.index else "PUNCT"
            if word.tag == "ADJ" or (word.tag == "VERB" and word.fine not in ("Q", "VBG")):
                return word.index
            if word.fine == "VBG" and before in ("PUNCT", "AUX", "NOUN", "PROPN"):
                return word.index
        return None

    def _one(self, cue: int) -> None:
        """Hang one cue, its subject and what it reports."""
        words = self.words
        word = words[cue]
        begin = cue
        while begin > self.done and words[begin - 1].tag in ("AUX", "ADV"):
            begin -= 1
            words[begin].head = cue
        before = words[begin - 1] if begin else None
        joined = (
            before is not None
            and begin > self.done
            and before.tag == "CCONJ"
            and self.root is not None
        )
        after, subject = cue + 1, None
        if not joined and word.fine != "VBG":
            subject = subjects.before(words, begin, self.done)
            behind = (
                before is None
                or before.quotation
                or (before.tag == "PUNCT" and before.text[0] != "(")
            )
            if (
                subject is None
                and behind
                and (subject := subjects.behind(words, cue, self.language))
            ):
                after = subject[1]
        if subject:
            self._noun(subject, cue, "nsubj")
        if self.root is not None:
            word.head, word.dep = self.root, "conj" if joined else "advcl"
            if joined and before:
                before.head = self.root
        end = self._end(cue, after)
        told = self._told(cue, after, end)
        start = subject[0] if subject and subject[0] < begin else begin
        if not told and start > self.done and word.tag == "VERB":
            self._left(cue, start)
        self.done = end

    def _noun(self, span: Range, cue: int, dep: str) -> None:
        """Hang a name or noun with all its words on a cue."""
        words = self.words
        head = subjects.head(words, span)
        for index in range(*span):
            words[index].head = head
            if words[index].dep != "punct":
                words[index].dep = "dep"
        words[head].head, words[head].dep = cue, dep

    def _told(self, cue: int, at: int, end: int) -> bool:
        """Hang what stands behind a cue on it; tell whether that is what it reports."""
        words = self.words
        word = words[cue]
        inverted = at > cue + 1
        start = at
        if not inverted and word.lemma in self.language.telling:
            start = self._addressee(at, end)
        start, dep = self._complement(word, start, end, inverted=inverted)
        for index in range(at, end):
            each = words[index]
            if each.quotation and dep in ("", "quotation"):
                each.head, each.dep = cue, "ccomp"
            elif each.head == index:
                each.head = start if dep not in ("", "quotation") and index > start else cue
        if dep in ("", "quotation"):
            return dep != ""
        words[start].head, words[start].dep = cue, dep
        for each in words[start + 1 : end]:
            if dep == "dobj" and each.lower == self.language.label:
                each.head, each.dep = cue, "prep"
        return True

    def _complement(self, word: Word, start: int, end: int, *, inverted: bool) -> tuple[int, str]:
        """Say where what a cue reports begins, and how it hangs on it; no how where it has none."""
        words, language = self.words, self.language
        frames = language.frames_of(word.lemma if word.tag == "VERB" else word.lower)
        if "c" in frames:
            for index in range(start, min(end, start + _NEAR)):
                if words[index].lower == language.that:
                    return index, "ccomp"
                if words[index].text == ",":
                    break
        quoted = next((i for i in range(start, end) if words[i].quotation), None)
        if quoted is not None and "q" in frames and self._introduces(start, quoted):
            return start, "quotation"
        if inverted or start >= end or words[start].tag == "PUNCT":
            return start, ""
        return start, self._by_first(words[start], words[start:end], frames)

    def _by_first(self, first: Word, rest: Sequence[Word], frames: str) -> str:
        """Say how what stands behind a cue hangs on it, by its first word and the cue's frames."""
        language = self.language
        if first.lower == language.to and "i" in frames:
            return "xcomp"
        if "l" in frames and any(
            w.lower == language.label or w.partly or w.quotation for w in rest
        ):
            return "dobj"
        if first.lower in language.reported_by:
            return "prep" if "p" in frames else ""
        if "c" in frames and first.tag != "ADP":
            return "ccomp"
        return "dobj" if "n" in frames and first.tag != "ADP" else ""

    def _introduces(self, start: int, quoted: int) -> bool:
        """Tell whether a sign or nothing stands between a cue and a quotation."""
        return start == quoted or self.words[quoted - 1].text[0] in ":,"

    def _addressee(self, at: int, end: int) -> int:
        """Step over the one who is told."""
        words = self.words
        start = at
        while at < end and words[at].tag == "DET":
            at += 1
        if at < end and words[at].tag == "PROPN":
            while at < end and words[at].tag == "PROPN":
                at += 1
        elif at < end and words[at].tag in ("PRON", "NOUN"):
            at += 1
            at += at < end and words[start].tag == "DET" and words[at].tag in ("NOUN", "PROPN")
        return at

    def _end(self, cue: int, at: int) -> int:
        """Find where what a cue reports ends: where another report is joined, or the sentence."""
        words = self.words
        for index in range(at + 2, len(words)):
            word = words[index]
            if word.tag != "VERB" or word.quotation:
                continue
            first = index
            while words[first - 1].tag == "ADV":
                first -= 1
            told = "c" in self.language.frames_of(word.lemma) and word.fine not in ("Q", "VBG")
            if told and (span := subjects.before(words, first, at)):
                joined = span[0] - (words[span[0] - 1].tag == "CCONJ")
                if words[joined - 1].text in (",", ";") and (
                    joined < span[0] or words[joined - 1].text == ";"
                ):
                    return joined - 1
            same = word.fine == words[cue].fine and "c" in self.language.frames_of(word.lemma)
            if words[first - 1].tag == "CCONJ" and same:
                return first - 1
            if word.fine == "VBG" and words[index - 1].text == ",":
                return index - 1
        return len(words)

    def _left(self, cue: int, start: int) -> None:
        """Hang what stands before a cue on it, as what it reports."""
        words = self.words
        rest = [word for word in words[self.done : start] if word.head == word.index]
        first = next((word for word in rest if word.tag != "PUNCT"), None)
        parted = words[start - 1].text[0] in ",–—-" or words[start - 1].quotation
        if (
            first is None
            or not parted
            or (first.tag == "SCONJ" and first.lower != self.language.that)
        ):
            return
        quoted = [word for word in rest if word.quotation]
        for word in rest:
            word.head = first.index
        for word in quoted or (first,):
            word.head, word.dep = cue, "ccomp"

    def _source(self, at: int) -> int:
        """Tell how many words name a source here ("according to"); 0 where none do."""
        for phrase in self.language.sources:
            if tuple(word.lower for word in self.words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def _around(self, at: int, long: int) -> None:
        """Hang "according to" somebody on the sentence that it is set into."""
        words = self.words
        start = end = at + long
        while end < len(words) and (words[end].tag != "PUNCT" or words[end].text in "-/"):
            if words[end].quotation:
                break
            end += 1
        if at == 0 and end + 1 < len(words) and words[end].text == ",":
            # An apposition: "according to the coach, Ann Lee, the team …".
            more = next(
                (i for i in range(end + 1, min(end + 7, len(words))) if words[i].text == ","), end
            )
            if all(word.tag == "PROPN" for word in words[end + 1 : more]):
                end = more
        host = next((w.index for w in words if not at <= w.index < end and w.tag != "PUNCT"), None)
        if end == start or host is None:
            return
        for word in words:
            word.head = host
            if word.dep not in ("cc", "punct"):
                word.dep = "dep"
            if word.tag == "VERB" and not word.quotation:
                word.tag = "NOUN"
        self._noun((start, end), start - 1, "pobj")
        for index in range(at + 1, start):
            words[index].head, words[index].dep = at, "prep"
        words[at].head, words[at].dep = host, "prep"
        self.root = host
