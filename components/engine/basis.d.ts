// What the page in one file computes from, as components/publish/basis.py gives it, and what is made of it.

/** A filter with its options: option `option[n]` holds for statement `statement[n]`. */
interface ChoiceFilter {
  key: string;
  label: string;
  kind: string;
  words: string;
  menu: string;
  ids: string[];
  labels: string[];
  statement: number[];
  option: number[];
  offered: number | null;
  sides?: string[];
  /** Further names that each option goes by, with what a fit of one weighs. */
  also?: [string, number][][];
  /** The labels as they are compared, once they were asked for. */
  folded?: string[];
}

/** One of the two times, with the first and the last day of each statement's date. */
interface Period {
  label: string;
  keys: string[];
  verb: string;
  begins: string;
  counts: number[];
  first: number[];
  last: number[];
  dated: number[];
}

interface BasisPlaces {
  ids: string[];
  names: string[];
  pointed: number[];
  cards: PlaceCard[];
  /** Each link of a statement to a place: their positions, and whether it was said there. */
  statement: number[];
  place: number[];
  said: number[];
}

/** A piece of a text, and the positions of the statements that it belongs to. */
type Segment = [string, number[]];

interface BasisSource {
  title: string;
  /** Whether its text is not given on. */
  withheld: boolean;
  details: string;
  language: string;
  direction: string;
  segments: Segment[];
  first: number | null;
}

interface Folding {
  cases: Record<string, string>;
  plain: Record<string, string>;
  zeros: string;
  unseen: number[];
}

/** What choices are answered from. */
interface Columns {
  dataset: string;
  cards: Card[];
  /** The positions of the statements that were withdrawn. */
  withdrawn: number[];
  source: number[];
  sources: BasisSource[];
  claims: number[] | null;
  differs: Record<string, Differs>;
  nearness: { words: string[]; forms: Record<string, number> };
  filters: ChoiceFilter[];
  periods: Period[];
  /** The months with statements on either time, the latest first. */
  months: string[];
  places: BasisPlaces;
  readings: Record<string, boolean>;
  layers: Option[];
  tabs: { key: string; label: string; hidden: boolean }[];
  limits: { page: number; characters: number; most: { options: number; wordings: number; pinless: number; others: number } };
  folding: Folding;
  trackers: string;
}

/** What the page in one file has beside them. */
interface BasisData extends Columns {
  head: { dataset: string; title: string; details: string };
  first: First | null;
  views: QuickView[];
  about: About;
  start: string;
  guide: GuideFacts;
  world: World;
}

/** What the file says of itself. */
interface About {
  excerpt: string;
  rows: { label: string; words: string[] }[];
  link: string;
}

type Mask = Uint8Array;

/** A map that is asked only for what it has. */
interface Known<K, V> extends Map<K, V> {
  get(key: K): V;
}

/** The names of values, their words, and for each word the positions of the names that have it. */
interface Names {
  names: { key: string; option: number; words: Set<string>; weight: number }[];
  having: Map<string, number[]>;
  words: string[];
}

/** The data with what choosing looks up in it. */
interface Basis<Data extends Columns = Columns> {
  data: Data;
  size: number;
  at: { said: number[]; about: number[] }[];
  located: Mask;
  fold: (text: string) => string;
  folded: string[] | null;
  place: Known<string, number>;
  statement: Map<string | null, number>;
  filter: Known<string, ChoiceFilter>;
  drawn?: Map<string, number>;
  names?: Names;
}

type Filters = Record<string, string[]>;

/** What is chosen on the map: nowhere, a place in a role or in any, or an arc between two places. */
interface Spot {
  nowhere: boolean;
  role: string;
  places: string[];
}

/** All that a reader has chosen. */
interface Selected {
  filters: Filters;
  at: string | null;
  statement: string | null;
  tab: string;
  page: number | null;
  layers: string[];
  readings: string[];
  view: string | null;
}

/** What a selection leaves. */
interface Shown {
  mask: Mask;
  without: (...keys: string[]) => Mask;
  matching: number;
  counts: (filter: ChoiceFilter) => number[];
}
