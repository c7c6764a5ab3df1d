"""Make invented datasets of any size, the same for the same seed.

``python -m bench.generate FOLDER`` writes the four sizes of ``SIZES``, as ordinary datasets that
pass the loader. Places, actors and words are invented; words come in four scripts.
"""

from __future__ import annotations

import csv
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from data.descriptor import write_schemas
from data.passages import context
from data.schema import ACTS, CERTAINTY, TABLES

SEED = 20260128
FIRST_DAY = date(2023, 1, 1)
DAYS = 3 * 365
ACTORS = 60
STATES = 9
TOPICS = 14
PER_SOURCE = 250
REGIONS = ((35, 38, 9), (50, 30, 12), (-5, 20, 14), (15, -75, 12), (25, 105, 15), (-18, 179, 6))
"""Where places lie: latitude and longitude of a middle, and how far around it, in degrees."""

LANGUAGES = {
    "en": "harbour border talks winter grain convoy river council railway ceasefire delegation "
    "pipeline election treaty envoy market island airport refugees budget summit garrison",
    "ru": "порт граница переговоры зима зерно конвой река совет перемирие делегация выборы договор "
    "рынок остров аэропорт беженцы бюджет встреча",
    "ar": "ميناء حدود محادثات شتاء حبوب قافلة نهر مجلس هدنة وفد انتخابات معاهدة سوق جزيرة مطار",
    "zh": "港口 边界 会谈 冬天 粮食 车队 河流 议会 停火 代表团 选举 条约 市场 岛屿 机场",
}
SYLLABLES = "ba ke li mo nu ra shi ta vo za dor fen gal har jin kos lum mir nov pel".split()  # noqa: SIM905


@dataclass(frozen=True)
class Size:
    """How large a dataset is."""

    name: str
    statements: int
    places: int


SIZES = (
    Size("bench-20", 20, 8),
    Size("bench-1000", 1_000, 200),
    Size("bench-10000", 10_000, 2_000),
    Size("bench-100000", 100_000, 5_000),
)


@dataclass
class Tables:
    """The rows of each table, as dicts, while they are made."""

    rows: dict[str, list[dict[str, object]]] = field(
        default_factory=lambda: {table.name: [] for table in TABLES}
    )

    def add(self, table: str, **values: object) -> None:
        """Add a row."""
        self.rows[table].append(values)

    def write(self, folder: Path) -> None:
        """Write every table into a folder."""
        for table in TABLES:
            names = [entry.name for entry in table.fields]
            with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.rows[table.name])


def generate(folder: Path, size: Size, seed: int = SEED) -> Path:
    """Write a dataset of a size into ``folder / size.name``; give that folder."""
    chance = random.Random(f"{seed} {size.name}")  # noqa: S311 - invented data, the same each time
    target = folder / size.name
    (target / "sources").mkdir(parents=True, exist_ok=True)
    tables = Tables()
    actors = _actors(tables, chance)
    places = _places(tables, chance, size.places)
    topics = [f"topic-{number}" for number in range(1, TOPICS + 1)]
    for number, topic in enumerate(topics, start=1):
        tables.add("topics", id=topic, name=f"Topic {number}")
    languages = list(LANGUAGES)
    for number, first in enumerate(range(0, size.statements, PER_SOURCE), start=1):
        count = min(PER_SOURCE, size.statements - first)
        language = languages[number % len(languages)] if size.statements > PER_SOURCE else "en"
        _source(tables, chance, target, number, range(first, first + count), language)
    for number, row in enumerate(tables.rows["statements"]):
        _code(tables, chance, row, number, actors, places, topics)
    tables.write(target)
    _areas(target, tables, chance)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": size.name,
        "title": f"Invented: {size.statements:,} statements",
        "version": "1.0.0",
        "licenses": [{"name": "CC0-1.0"}],
    }
    (target / "datapackage.json").write_text(json.dumps(package), "utf-8")
    write_schemas(target)
    return target


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))).capitalize()


def _actors(tables: Tables, chance: random.Random) -> list[str]:
    states = [f"state-{number}" for number in range(1, STATES + 1)]
    for state in states:
        tables.add("actors", id=state, name=_word(chance), kind="state")
    tables.add("actors", id="outlet", name="The wire", kind="outlet")
    people = [f"person-{number}" for number in range(1, ACTORS + 1)]
    for person in people:
        name = f"{_word(chance)} {_word(chance)}"
        state = chance.choice(states)
        tables.add("actors", id=person, name=name, kind="person", role="envoy", affiliation=state)
    return [*people, "outlet"]


def _places(tables: Tables, chance: random.Random, count: int) -> list[str]:
    ids = []
    for number in range(1, count + 1):
        lat, lon, around = chance.choice(REGIONS)
        place = f"place-{number}"
        vague = number % 100 == 5
        tables.add(
            "places",
            id=place,
            name=f"{_word(chance)} {number}",
            kind="area" if vague else "town",
            lat=f"{lat + chance.gauss(0, around / 3):.4f}",
            lon=f"{(lon + chance.gauss(0, around / 2) + 180) % 360 - 180:.4f}",
            where_prec=5 if vague else chance.choice((1, 1, 1, 2, 3, 4)),
            uncertainty_m=1000,
            area="true" if vague else "",
            coordinate_source="invented",
        )
        ids.append(place)
    return ids


def _source(
    tables: Tables,
    chance: random.Random,
    folder: Path,
    number: int,
    statements: Iterable[int],
    language: str,
) -> None:
    words = LANGUAGES[language].split()
    pieces, spans, end = [], [], 0
    for statement in statements:
        sentence = " ".join(chance.choices(words, k=chance.randint(8, 18))).capitalize() + "."
        spans.append((statement, end, end + len(sentence)))
        pieces.append(sentence)
        end += len(sentence) + 1
    text = " ".join(pieces)
    name = f"sources/source-{number}.txt"
    (folder / name).write_text(text, "utf-8")
    tables.add(
        "sources",
        id=f"source-{number}",
        title=f"Report {number}",
        publisher="The wire",
        language=language,
        file=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    for statement, start, stop in spans:
        prefix, suffix = context(text, start, stop)
        tables.add(
            "statements",
            id=f"s-{statement + 1}",
            source=f"source-{number}",
            exact=text[start:stop],
            prefix=prefix,
            suffix=suffix,
            start=start,
            end=stop,
        )


def _code(
    tables: Tables,
    chance: random.Random,
    row: dict[str, object],
    number: int,
    actors: Sequence[str],
    places: Sequence[str],
    topics: Sequence[str],
) -> None:
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    later = day + timedelta(days=chance.randint(-200, 60))
    about = (
        later.isoformat(),
        f"{later:%Y-%m}",
        f"{later:%Y-%m}~",
        f"{later:%Y}?",
        "",
        f"../{later}",
    )
    speaker = actors[min(int(chance.expovariate(1 / 12)), len(actors) - 1)]
    narrated = speaker == "outlet"
    row.update(
        speaker=speaker,
        reported_by="outlet",
        directness="narration" if narrated else chance.choice(("direct", "indirect", "mixed")),
        act=ACTS[min(int(chance.expovariate(1)), len(ACTS) - 1)],
        topics=" ".join(sorted(chance.sample(topics, k=chance.randint(1, 2)))),
        said_on=day.isoformat(),
        about_when=chance.choice(about),
        certainty=chance.choice(CERTAINTY),
        status="reported",
    )
    near = min(int(chance.expovariate(6 / len(places))), len(places) - 1)
    linked = {("said_at", places[near])} if chance.random() > 0.2 else set()
    linked |= {
        ("about", chance.choice(places))
        for _ in range(chance.randint(0 if number % 50 == 0 else 1, 3))
    }
    for role, place in sorted(linked):
        tables.add("statement_places", statement=row["id"], place=place, role=role)


def _areas(folder: Path, tables: Tables, chance: random.Random) -> None:
    features = []
    for place in tables.rows["places"]:
        if not place["area"]:
            continue
        lat = min(80.0, max(-80.0, float(str(place["lat"]))))
        lon = min(176.0, max(-176.0, float(str(place["lon"]))))
        half = chance.uniform(0.5, 1.5)
        ring = [
            [round(lon + x * half, 3), round(lat + y * half, 3)]
            for x, y in ((-1, -1), (1, -1), (1.3, 0.2), (0.6, 1), (-1, 1), (-1, -1))
        ]
        features.append(
            {
                "type": "Feature",
                "properties": {
                    "place": place["id"],
                    "reading": "invented",
                    "label": "Invented reading",
                    "note": "Invented.",
                    "source": "invented",
                    "default": True,
                    "edge_m": 20_000,
                },
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "areas.geojson").write_text(json.dumps(collection), "utf-8")


def main() -> None:
    """Write every size into the folder named on the command line."""
    for size in SIZES:
        print(generate(Path(sys.argv[1]), size))


if __name__ == "__main__":
    main()
