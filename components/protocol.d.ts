// What server and page say to each other, written by python -m components.protocol.

interface Asked {
  n: number;
  set: Record<string, string[]>;
  find: Record<string, string>;
  view: string | null;
}

interface MapState {
  masks: string[];
  compared: string[];
  at: number | null;
  arc: number[] | null;
  statement: number | null;
  layers: string[];
  base: string;
  readings: Record<string, string>;
  view: string | null;
}

interface MapContent {
  state: MapState;
  at: string | null;
  address: string;
}

interface Row {
  label: string;
  words: string;
}

interface RoleCount {
  words: string;
  at: string;
  now: number;
  all: number;
  chosen: boolean;
}

interface Reading {
  value: string;
  label: string;
  note: string;
  source: string;
  chosen: boolean;
}

interface PlaceCard {
  id: string;
  at: string | null;
  name: string;
  kind: string;
  rows: Row[];
  counts: RoleCount[];
  readings: Reading[];
  drawn: boolean;
}

interface Tab {
  key: string;
  label: string;
  count: number | null;
}

interface PanelContent {
  place: PlaceCard | null;
  tabs: Tab[];
  tab: string;
  readings: string[];
  content: any;
}

interface QuickView {
  name: string;
  corners: number[][];
}

interface Offer {
  label: string;
  words: string;
  chosen: string[][];
  count: number;
  rest: string;
  side?: string;
}

interface First {
  count: number;
  name: string;
  lines: boolean;
}

interface HeadContent {
  dataset: string;
  title: string;
  sentence: string;
  details: string;
  notices: string[];
  share: boolean;
  base: string;
  print?: string;
  keys?: string[];
  passedOn?: string[];
  embedded?: boolean;
  credit?: string;
}

interface Option {
  id: string;
  label: string;
  count?: number;
  chosen?: boolean;
  side?: string;
  online?: boolean;
}

interface FilterContent {
  key: string;
  label: string;
  kind: string;
  value?: string;
  suggestions?: Offer[];
  menu?: string;
  options?: Option[];
  hidden?: number;
  find?: string;
}

interface PeriodContent {
  label: string;
  keys: string[];
  first: string;
  counts: number[];
  from: string;
  to: string;
  fromWords: string;
  toWords: string;
  undated: number;
  hasUndated: boolean;
  undatedOnly: boolean;
}

interface ControlsContent {
  datasets: Option[];
  dataset: string;
  filters: FilterContent[];
  periods: PeriodContent[];
  layers: Option[];
  bases: Option[];
  first: First | null;
  views: QuickView[];
  keys: string[];
  filtered: boolean;
  compared: string;
  matching: number;
}

interface ProblemContent {
  where: string;
  value: string;
  expected: string;
}

interface ProblemsContent {
  name: string | null;
  datasets: Option[];
  total: number;
  problems: ProblemContent[];
}

interface Message {
  script: string;
  room?: string;
  answered?: number;
  map?: MapContent;
  panel?: PanelContent;
  head?: HeadContent;
  controls?: ControlsContent;
  problems?: ProblemsContent;
}
