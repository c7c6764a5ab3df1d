"""How different two colours look, also to those who do not see red, green or blue.

Sight: Machado, Oliveira and Fernandes 2009, severity 1. Difference: CIEDE2000, D65.
"""

from __future__ import annotations

import math

SIGHTS = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
Three = tuple[float, float, float]


def _times(matrix: tuple[Three, Three, Three], given: Three) -> Three:
    first, second, third = (
        sum(one * other for one, other in zip(row, given, strict=True)) for row in matrix
    )
    return first, second, third


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def lab(colour: str, sight: str) -> Three:
    """Give the CIELAB coordinates of "#rrggbb" as a sight has it."""
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    seen = _times(SIGHTS[sight], (red, green, blue))
    clipped = tuple(min(1.0, max(0.0, part)) for part in seen)
    xyz = _times(_XYZ, (clipped[0], clipped[1], clipped[2]))
    x, y, z = (
        math.cbrt(part / white)
        if part / white > 216 / 24389
        else (24389 / 27 * part / white + 16) / 116
        for part, white in zip(xyz, _WHITE, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Three, other: Three) -> float:
    """Give the CIEDE2000 difference of two CIELAB colours."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean**7 / (mean**7 + 25**7))
    a1, a2 = a1 * stretch, a2 * stretch
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    chroma, light = (c1 + c2) / 2, (l1 + l2) / 2
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360

    def cos(times: int, less: float) -> float:
        return math.cos(math.radians(times * hue - less))

    weight = 1 - 0.17 * cos(1, 30) + 0.24 * cos(2, 0) + 0.32 * cos(3, -6) - 0.20 * cos(4, 63)
    of_l = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    of_c = (c2 - c1) / (1 + 0.045 * chroma)
    of_h = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / (1 + 0.015 * chroma * weight)
    rotation = (
        -2
        * math.sqrt(chroma**7 / (chroma**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2))))
    )
    return math.sqrt(of_l**2 + of_c**2 + of_h**2 + rotation * of_c * of_h)
