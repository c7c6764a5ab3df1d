"""The disputed lines that are no area's outline, and what is said of each.

Coordinates are WGS 84 longitude and latitude in degrees.
"""

from dataclasses import dataclass

from shapely import Polygon, box


@dataclass(frozen=True)
class Line:
    """A boundary between two units that is not agreed; `within` limits it to a stretch."""

    between: tuple[str, str]
    name: str
    note: str
    within: Polygon | None = None


LINES = (
    Line(
        ("IL", "PS"),
        "Armistice Demarcation Line of 1949",
        "Armistice Demarcation Line of 1949 between Israel and the West Bank and Gaza: the final "
        "boundary has not been agreed.",
    ),
    Line(
        ("IL", "LB"),
        "Blue Line",
        "Blue Line: the line of withdrawal that the United Nations marked in 2000; Israel and "
        "Lebanon have not agreed a boundary.",
    ),
    Line(
        ("LB", "~golan"),
        "Shebaa Farms sector",
        "Shebaa Farms sector: administered by Israel, claimed by Lebanon and Syria.",
    ),
    Line(
        ("KP", "KR"),
        "Military Demarcation Line",
        "Military Demarcation Line: the armistice line of 1953 between North Korea and South "
        "Korea.",
    ),
    Line(
        ("CN", "IN"),
        "Boundary between China and India",
        "Boundary between China and India: not agreed for most of its length; the line shown is "
        "near the Line of Actual Control in the west and the McMahon Line in the east.",
    ),
    Line(
        ("CN", "~kashmir-india"),
        "Line of Actual Control at Aksai Chin",
        "Line of Actual Control at Aksai Chin: the area east of it is administered by China and "
        "claimed by India.",
    ),
    Line(
        ("CN", "~kashmir-pakistan"),
        "Trans-Karakoram boundary",
        "Trans-Karakoram boundary: agreed by China and Pakistan in 1963, not recognised by India.",
    ),
    Line(
        ("CN", "~siachen"),
        "Siachen and Shaksgam sector",
        "Siachen and Shaksgam sector: claimed by India and Pakistan on one side, administered by "
        "China and claimed by India on the other.",
    ),
    Line(
        ("BT", "CN"),
        "Boundary between Bhutan and China",
        "Boundary between Bhutan and China: not agreed.",
    ),
    Line(
        ("SD", "SS"),
        "Boundary between South Sudan and Sudan",
        "Boundary between South Sudan and Sudan: the final line has not been agreed and the "
        "status of Abyei is open.",
    ),
    Line(
        ("ET", "SO"),
        "Boundary between Ethiopia and Somalia",
        "Boundary between Ethiopia and Somalia: in part a provisional administrative line.",
    ),
    Line(
        ("GY", "VE"),
        "Boundary between Guyana and Venezuela",
        "Boundary between Guyana and Venezuela: Guyana administers the Essequibo region west of "
        "the river, Venezuela claims it; the case is before the International Court of Justice.",
    ),
    Line(
        ("GY", "SR"),
        "New River Triangle",
        "New River Triangle: administered by Guyana, claimed by Guyana and Suriname.",
        within=box(-59.0, 1.0, -55.0, 3.4),
    ),
    Line(
        ("BZ", "GT"),
        "Boundary between Belize and Guatemala",
        "Boundary between Belize and Guatemala: Guatemala claims part of Belize; the case is "
        "before the International Court of Justice.",
    ),
    # The line of 1902, which bounds Hala'ib and Bir Tawil on the other side, is in no source.
    Line(
        ("EG", "SD"),
        "22nd parallel at Hala'ib and Bir Tawil",
        "22nd parallel at Hala'ib and Bir Tawil: Egypt claims and administers the Hala'ib "
        "Triangle north of it, which Sudan claims; neither claims Bir Tawil south of it.",
        within=box(33.0, 21.0, 38.0, 22.5),
    ),
)
