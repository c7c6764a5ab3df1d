"""Words broken into lines of a given width."""

from __future__ import annotations

from components.picture.sheet import Sheet, Type

ELLIPSIS = "…"


def shortened(sheet: Sheet, words: str, style: Type, room: float) -> str:
    """Give as much of the words as fits into one line, with an ellipsis where it is not all."""
    if _fits(sheet, words, style, room):
        return words
    end = _fitting(sheet, words, style, room - sheet.width_of(ELLIPSIS, style))
    return words[:end].rstrip() + ELLIPSIS


def _most(style: Type, room: float) -> int:
    """Give how many characters can fit at most: measuring fifty thousand takes long."""
    return 1 + int(6 * room / style.size)


def _fits(sheet: Sheet, words: str, style: Type, room: float) -> bool:
    return len(words) <= _most(style, room) and sheet.width_of(words, style) <= room


def _fitting(sheet: Sheet, words: str, style: Type, room: float) -> int:
    """Give how many characters fit, at least 1."""
    low, high = 1, min(len(words), _most(style, room))
    while low < high:
        middle = (low + high + 1) // 2
        if sheet.width_of(words[:middle], style) <= room:
            low = middle
        else:
            high = middle - 1
    return low


def wrapped(sheet: Sheet, words: str, style: Type, room: float, most: int) -> list[str]:
    """Break words into lines; a word that is wider than a line is broken where it must be.

    Beyond ``most`` lines the last one ends with an ellipsis.
    """
    lines: list[str] = []
    line = ""
    left = words.split(" ")[::-1]
    while left and len(lines) < most:
        word = left.pop()
        longer = f"{line} {word}" if line else word
        if _fits(sheet, longer, style, room):
            line = longer
            continue
        if line:
            lines.append(line)
            line = ""
            left.append(word)
            continue
        end = _fitting(sheet, word, style, room)
        lines.append(word[:end])
        if word[end:]:
            left.append(word[end:])
    if line and len(lines) < most:
        lines.append(line)
        line = ""
    if left or line:
        lines[-1] = shortened(sheet, f"{lines[-1]} {line or left[-1]}{ELLIPSIS}", style, room)
    return lines
