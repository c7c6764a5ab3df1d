// Answers in the page what the app's server answers there: the same content for the same scripts.
import { chosenBy, countOf, listedAt, maskOf, sentenceOf, spotOf, spotWords } from "./choosing.js";
import { dateWords } from "./days.js";
import { headingOf } from "./heading.js";
import { sourceAnswer, statementsAnswer } from "./listing.js";
import { suggestionsFor } from "./suggesting.js";

/** @param {Basis<BasisData>} basis @param {Selected} selection @param {string[]} notices @param {Record<string, string>} finding */
export function answer(basis, selection, notices, finding) {
  const { head, guide, first, views } = basis.data;
  const shown = chosenBy(basis, selection.filters);
  const here = listedAt(basis, shown.mask, selection.at);
  const sentence = sentenceOf(basis, selection, shown);
  const heading = headingOf(basis, selection, sentence, head.title);
  return {
    map: mapAnswer(basis, selection, shown),
    panel: panelAnswer(basis, selection, shown, here, guide),
    head: { ...head, heading, notices, share: false, base: "built-in", embedded: false, sentence },
    controls: { datasets: [], dataset: head.dataset, bases: [], first, views, ...controlsAnswer(basis, selection, shown, finding) },
  };
}

/** @param {Basis} basis @param {Selected} selection @param {Shown} shown @returns {MapState} */
export function mapAnswer(basis, selection, shown) {
  basis.drawn ??= drawnOf(basis);
  const { drawn } = basis;
  const ends = (spotOf(selection.at)?.places ?? []).map((id) => drawn.get(id) ?? null);
  const readings = selection.readings.map((value) => value.split(":")).filter(([id]) => drawn.has(id));
  return {
    masks: [packed(shown.mask)],
    compared: [],
    at: ends.length === 1 ? ends[0] : null,
    arc: ends.length === 2 && ends.every((end) => end !== null) ? ends : null,
    statement: basis.statement.get(selection.statement) ?? null,
    layers: selection.layers,
    base: "built-in",
    readings: Object.fromEntries(readings.map(([id, reading]) => [drawn.get(id), reading])),
    view: selection.view,
  };
}

/** The places with a point, numbered as the map has them. @param {Basis} basis */
function drawnOf({ data }) {
  const { ids, pointed } = data.places;
  return new Map(ids.filter((_id, place) => pointed[place]).map((id, number) => [id, number]));
}

/** Packs a mask into bits, the most significant first, as base64. @param {Mask} mask */
function packed(mask) {
  let bytes = "";
  for (let start = 0; start < mask.length; start += 8) {
    let byte = 0;
    for (let bit = 0; bit < 8; bit++) byte |= (mask[start + bit] ?? 0) << (7 - bit);
    bytes += String.fromCharCode(byte);
  }
  return btoa(bytes);
}

/**
 * @param {Basis} basis @param {Selected} selection @param {Shown} shown @param {Mask} here @param {GuideFacts} [guide]
 * @returns {PanelContent}
 */
export function panelAnswer(basis, selection, shown, here, guide) {
  const { data } = basis;
  /** @type {Record<string, () => PanelContent["content"]>} */
  const contents = {
    statements: () => statementsAnswer(basis, selection, shown, here),
    source: () => sourceAnswer(basis, selection, here),
    ...(guide && { guide: () => ({ chosen: selection.statement, facts: guide }) }),
  };
  return {
    place: placeAnswer(basis, selection, shown.mask),
    tabs: data.tabs.filter(({ hidden }) => !hidden).map(({ key, label }, index) => ({ key, label, count: index ? null : countOf(here) })),
    tab: selection.tab,
    readings: selection.readings,
    content: contents[selection.tab](),
  };
}

/** @param {Basis} basis @param {Selected} selection @param {Mask} mask @returns {PlaceCard | null} */
function placeAnswer(basis, selection, mask) {
  const { at } = selection;
  const spot = spotOf(at);
  if (!at || !spot) return null;
  if (spot.places.length !== 1) {
    const words = spotWords(basis, at);
    return {
      id: at,
      at,
      name: words[0].toUpperCase() + words.slice(1),
      kind: "",
      rows: [],
      counts: [],
      readings: [],
      drawn: !spot.nowhere,
    };
  }
  const number = basis.place.get(spot.places[0]);
  const card = basis.data.places.cards[number];
  const { said, about } = basis.at[number];
  const counts = [
    { words: "said here", role: "said_at", found: said },
    { words: "about it", role: "about", found: about },
  ]
    .filter(({ found }) => found.length)
    .map(({ words, role, found }) => ({
      words,
      at: `${role}:${card.id}`,
      now: found.filter((n) => mask[n]).length,
      all: found.length,
      chosen: at === `${role}:${card.id}`,
    }));
  const chosen = card.readings.some(({ value }) => selection.readings.includes(value));
  const readings = card.readings.map((reading) => ({
    ...reading,
    chosen: chosen ? selection.readings.includes(reading.value) : reading.chosen,
  }));
  return { ...card, at, counts, readings };
}

/**
 * What of the controls depends on what is chosen.
 * @param {Basis} basis @param {Selected} selection @param {Shown} shown @param {Record<string, string>} finding
 * @returns {Pick<ControlsContent, "filters" | "periods" | "layers" | "keys" | "filtered" | "compared" | "matching">}
 */
export function controlsAnswer(basis, selection, shown, finding) {
  const { data } = basis;
  /** @param {ChoiceFilter} filter */
  const offered = (filter) => filter.offered ?? filter.ids.length;
  return {
    filters: data.filters
      .filter((filter) => filter.kind === "search" || (filter.kind === "choice" && offered(filter) > 1))
      .map((filter) => {
        const { key, label } = filter;
        const chosen = selection.filters[key] ?? [];
        if (filter.kind === "search")
          return { key, label, kind: "search", value: chosen[0] ?? "", suggestions: suggestionsFor(basis, selection, finding[key] ?? "") };
        return {
          key,
          label,
          kind: "choice",
          menu: filter.menu,
          ...optionsAnswer(basis, filter, offered(filter), chosen, shown.counts(filter), finding[key] ?? ""),
        };
      }),
    periods: data.periods.map((period) => periodAnswer(basis, period, selection, shown)),
    layers: data.layers.map((layer) => ({ ...layer, chosen: selection.layers.includes(layer.id) })),
    keys: data.filters.map(({ key }) => key),
    filtered: Object.keys(selection.filters).length > 0,
    compared: "",
    matching: countOf(shown.mask),
  };
}

/**
 * @param {Basis} basis @param {ChoiceFilter} filter @param {number} offered @param {string[]} chosen @param {number[]} counts
 * @param {string} find
 */
function optionsAnswer(basis, filter, offered, chosen, counts, find) {
  const { most } = basis.data.limits;
  const numbers = [...filter.ids.keys()].slice(0, offered);
  let kept = numbers;
  if (offered > most.options) {
    const words = basis.fold(find).split(" ").filter(Boolean);
    if (words.length) {
      filter.folded ??= filter.labels.map(basis.fold);
      const { folded } = filter;
      kept = kept.filter((n) => words.every((word) => folded[n].includes(word)));
    }
    kept = [...kept].sort((a, b) => counts[b] - counts[a]).slice(0, most.options);
  }
  kept = [...new Set([...kept, ...chosen.map((id) => filter.ids.indexOf(id))])].sort((a, b) => a - b);
  return {
    options: kept.map((n) => ({
      id: filter.ids[n],
      label: filter.labels[n],
      count: counts[n],
      ...(chosen.includes(filter.ids[n]) ? { chosen: true } : {}),
      ...(filter.sides ? { side: filter.sides[n] } : {}),
    })),
    hidden: numbers.filter((n) => !kept.includes(n)).length,
    find,
  };
}

/** @param {Basis} basis @param {Period} period @param {Selected} selection @param {Shown} shown @returns {PeriodContent} */
function periodAnswer(basis, period, selection, shown) {
  const chosen = period.keys.map((key) => selection.filters[key]?.[0] ?? "");
  const [from, to] = chosen.map((value) => (value === "none" ? "" : value));
  const others = shown.without(...period.keys);
  return {
    label: period.label,
    keys: period.keys,
    first: period.begins,
    counts: period.counts,
    from,
    to,
    fromWords: dateWords(from),
    toWords: dateWords(to),
    undated: countOf(maskOf(basis.size, (n) => others[n] && !period.dated[n])),
    hasUndated: period.dated.some((dated) => !dated),
    undatedOnly: chosen.includes("none"),
  };
}
