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

interface Side {
  name: string;
  colour: string;
}

interface Differs {
  field: string;
  parts: ([string, boolean])[];
  against?: number;
}

interface CardPlace {
  id: string;
  name: string;
  said: boolean;
  inferred: string;
  drawn: boolean;
}

interface CardDate {
  label: string;
  words: string;
  inferred: string;
}

interface Card {
  id: string;
  speaker: string;
  role: string;
  side: Side;
  form: string;
  quoted: boolean;
  narration: boolean;
  exact: string;
  language: string;
  direction: string;
  differs: Differs | null;
  translation: string;
  translationLanguage: string;
  translationDirection: string;
  cue: string;
  act: string;
  directness: string;
  chain: string;
  places: CardPlace[];
  dates: CardDate[];
  status: string;
  certainty: string;
  note: string;
  source: string;
  oneOfSeveral: boolean;
  chosen?: boolean;
}

interface Entry {
  cards: Card[];
  told?: ([string, string[]])[];
  of?: number;
}

interface Pinless {
  id: string;
  name: string;
  count: number;
}

interface Empty {
  words: string;
  keys: string[];
  offer: string;
}

interface Offer {
  label: string;
  words: string;
  chosen: ([string, string])[];
  count: number;
  rest: string;
  side?: string;
}

interface StatementsContent {
  page: number;
  pages: number;
  first: number;
  last: number;
  of: number;
  unit: string;
  count: number;
  entries: Entry[];
  chosen: string | null;
  outside: string;
  unplaced: number;
  pinless: Pinless[];
  empty: Empty | null;
  looked: string;
  near: Offer[];
}

interface Passage {
  text: string;
  statements: string[];
}

interface OtherSource {
  title: string;
  statement: string;
}

interface SourceContent {
  segments: Passage[];
  card?: Card | null;
  narrowed?: boolean;
  title?: string;
  details?: string;
  language?: string;
  direction?: string;
  cutBefore?: boolean;
  cutAfter?: boolean;
  sides?: Record<string, Side>;
  chosen?: string | null;
  others?: OtherSource[];
}

interface TimeSpeaker {
  name: string;
  colour: string;
}

interface TimeItem {
  id: string;
  speaker: number;
  words: string;
}

interface Bar {
  from: string;
  to: string;
  label: string;
  left: number;
  width: number;
  within: number;
  across: number;
  chosen: boolean;
}

interface AxisLabel {
  words: string;
  at: number;
}

interface Axis {
  bars: Bar[];
  labels: AxisLabel[];
  period: [number, number] | null;
  chosen: [number, number] | null;
}

interface DrawnDate {
  words: string;
  kind: string;
  begins: string;
  ends: string;
}

interface Mark {
  item: number;
  date: number;
  lane: number;
  left: number;
  width: number;
}

interface TimeScale {
  key: string;
  heading: string;
  verb: string;
  keys: string[];
  period: string;
  undated: number;
  undatedOnly: boolean;
  inText: boolean;
  axes: Axis[];
  dates: DrawnDate[];
  marks: Mark[];
  lanes: number;
}

interface TimelineContent {
  count: number;
  many: boolean;
  most: number;
  chosen: string | null;
  speakers: TimeSpeaker[];
  items: TimeItem[];
  scales: TimeScale[];
  outside: string;
  card: Card | null;
}

interface Counted {
  id: string;
  label: string;
  count: number;
}

interface Cell {
  count: number;
  relations: string[];
}

interface GridRow {
  id: string;
  label: string;
  count: number;
  side: string;
  cells: Cell[];
}

interface Grid {
  key: string;
  label: string;
  columns: Counted[];
  rows: GridRow[];
  moreColumns: number;
  moreRows: number;
}

interface Brief {
  id: string;
  speaker: string;
  side: Side;
  exact: string;
  quoted: boolean;
  language: string;
  direction: string;
  source: string;
  status: string;
}

interface Pair {
  relation: string;
  note: string;
  ends: Brief[];
}

interface Relations {
  count: number;
  pairs: Pair[];
}

interface ComparableTime {
  key: string;
  label: string;
  first: string;
  counts: number[];
}

interface Comparable {
  speakers: ([string, string])[];
  times: ComparableTime[];
  chosen: string[];
}

interface ComparedSide {
  label: string;
  count: number;
  set: Record<string, string[]> | null;
  cards: Brief[];
}

interface ComparedRow {
  id: string;
  label: string;
  counts: number[];
}

interface ComparedTable {
  key: string;
  label: string;
  rows: ComparedRow[];
}

interface Compared {
  sides: ComparedSide[];
  both: number;
  tables: ComparedTable[];
}

interface PositionsContent {
  grids: Grid[];
  relations: Relations;
  offer: Comparable;
  compared: Compared | null;
  chosen: string | null;
}

interface Column {
  key: string;
  label: string;
  sorted: string;
  next: string;
}

interface PlaceCount {
  at: string;
  count: number;
}

interface PlaceRow {
  id: string;
  name: string;
  kind: string;
  code: number;
  precision: string;
  where: string;
  identifiers: string;
  numbers: PlaceCount[];
}

interface Area {
  id: string;
  name: string;
  readings: Reading[];
}

interface Areas {
  items: Area[];
  more: number;
}

interface UnplacedStatement {
  id: string;
  speaker: string;
  words: string;
  language: string;
  direction: string;
  why: string[];
}

interface Unplaced {
  count: number;
  items: UnplacedStatement[];
}

interface PlacesContent {
  page: number;
  pages: number;
  first: number;
  last: number;
  of: number;
  unit: string;
  chosen: string | null;
  place: string | null;
  columns: Column[];
  rows: PlaceRow[];
  areas: Areas;
  unplaced: Unplaced;
}

interface FieldChange {
  label: string;
  was: string;
  now: string;
}

interface ChangedStatement {
  id: string;
  what: string;
  speaker: string;
  exact: string;
  quoted: boolean;
  language: string;
  direction: string;
  status: string;
  fields: FieldChange[];
}

interface VersionChanges {
  number: number;
  published: string;
  note: string;
  count: number;
  statements: ChangedStatement[];
}

interface ChangesContent {
  chosen: string | null;
  dataset: string;
  ending: string;
  versions: VersionChanges[];
}

interface Precision {
  code: number;
  words: string;
}

interface Named {
  id: string;
  name: string;
}

interface CoordinateSource {
  words: string;
  places: Named[];
  more: number;
}

interface CoordinateSources {
  groups: CoordinateSource[];
  more: number;
}

interface Reason {
  id: string;
  words: string;
  count: number;
}

interface Inferred {
  id: string;
  label: string;
  count: number;
  reasons: Reason[];
  more: number;
}

interface SourceLicence {
  id: string;
  title: string;
  licence: string;
  count: number;
}

interface Licences {
  sources: SourceLicence[];
  more: number;
}

interface TileCredit {
  label: string;
  credit: string;
}

interface GuideFacts {
  keys: string[];
  statements: number;
  claims: number | null;
  sides: Side[];
  precisions: Precision[];
  areas: boolean;
  policy: string;
  disputed: string[];
  coordinates: CoordinateSources;
  inferred: Inferred[];
  unsure: Counted[];
  status: Counted[];
  licences: Licences;
  dataset: string[];
  credit: string;
  tiles: TileCredit[];
}

interface GuideContent {
  chosen: string | null;
  facts: GuideFacts;
}

interface FormatEntry {
  key: string;
  label: string;
  use: string;
  ending: string;
  download: boolean;
  sized: boolean;
  most: number | null;
}

interface ShareContent {
  chosen: string | null;
  dataset: string;
  title: string;
  count: number;
  total: number;
  draft: boolean;
  served: boolean;
  embeds: boolean;
  citations: FormatEntry[];
  formats: FormatEntry[];
  sizes: ([number, number])[];
  keys: string[];
}

interface PanelContent {
  place: PlaceCard | null;
  tabs: Tab[];
  tab: string;
  readings: string[];
  content: StatementsContent | SourceContent | TimelineContent | PositionsContent | PlacesContent | ChangesContent | GuideContent | ShareContent;
}

interface HeadContent {
  dataset: string;
  title: string;
  sentence: string;
  details: string;
  notices: string[];
  share: boolean;
  base: string;
  heading?: string;
  print?: string;
  cite?: string;
  keys?: string[];
  passedOn?: string[];
  embedded?: boolean;
  credit?: string;
  workshop?: boolean;
}

interface Option {
  id: string;
  label: string;
  count?: number;
  chosen?: boolean;
  side?: string;
  online?: boolean;
}

interface SearchContent {
  key: string;
  label: string;
  kind: "search";
  value: string;
  suggestions: Offer[];
}

interface ChoiceContent {
  key: string;
  label: string;
  kind: "choice";
  menu: string;
  options: Option[];
  hidden: number;
  find: string;
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

interface First {
  count: number;
  name: string;
  lines: boolean;
}

interface QuickView {
  name: string;
  corners: number[][];
}

interface ControlsContent {
  datasets: Option[];
  dataset: string;
  filters: (SearchContent | ChoiceContent)[];
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
  of?: string[][];
  columns?: string;
  map?: MapContent;
  panel?: PanelContent;
  head?: HeadContent;
  controls?: ControlsContent;
  problems?: ProblemsContent;
}

interface WorkshopStep {
  key: string;
  label: string;
}

interface WorkshopField {
  name: string;
  label: string;
  options: string[][] | null;
  table: string;
}

interface WorkshopContent {
  open: boolean;
  why: string;
  who: string;
  model: string;
  sign: string[];
  steps: WorkshopStep[];
  codes: Record<string, string[][]>;
  fields: WorkshopField[];
}

interface WorkshopReach {
  undo: boolean;
  redo: boolean;
}

interface WorkshopClash {
  table: string;
  key: string;
  column: string;
  was: string | null;
  mine: string | null;
  theirs: string | null;
}

interface WorkshopNews {
  number: number;
  tables: Record<string, Record<string, Record<string, string> | null>>;
  reach: WorkshopReach;
  made: string[];
  clashes: WorkshopClash[];
  refused: string[];
}
