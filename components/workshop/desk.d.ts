// What the modules of the workshop share.

/** A record of a draft: its cells by column, without the empty ones. */
type Cells = Record<string, string>;

/** Cells before and after; without `before` the record is new, without `after` it is taken away. */
type DraftChange = [table: string, key: string, before: Cells | null, after: Cells | null];

interface Draft {
  number: number;
  /** By table and key; a record that has gone keeps its key. */
  tables: Record<string, Map<string, Cells | null>>;
}

/** What the server has of a draft, or of it what has changed. */
type DraftRows = Pick<WorkshopNews, "number" | "tables">;

/** What is done to a draft, as the server is asked for it. */
interface Action {
  kind: string;
  id?: string;
  changes?: DraftChange[];
  [more: string]: unknown;
}

/** A stretch of a text, by positions in it. */
interface Span {
  start: number;
  end: number;
}

/** The passage of a record, and what has been made of it. */
interface RecordSpan extends Span {
  id: string;
  state: string;
}

interface TextLine {
  start: number;
  text: string;
}

/** A piece of a line with the ids of the passages over it. */
interface Piece extends TextLine {
  ids: string[];
}

/** A source's text; the server counts code points, a string halves of some. */
interface SourceText {
  text: string;
  toText: (point: number) => number;
  toPoints: (at: number) => number;
}

/** Hears the key of what came of an action. */
type Heard = (desk: Desk, made: string) => void;

/** What comes of actions: what has changed, or that all of it is refused. */
type Outcome = WorkshopNews | Pick<WorkshopNews, "refused">;

interface Outbox {
  add: (action: Action) => void;
  send: () => void;
  waiting: () => Action[];
  state: () => "saved" | "saving" | "lost";
}

/** The one desk of the page: what a step reads of it and asks it. */
interface Desk {
  root: HTMLElement;
  told: WorkshopContent;
  draft: string;
  base: Draft;
  box: Outbox;
  step: string;
  clashes: WorkshopClash[];
  refused: string[];
  reach: WorkshopReach;
  may: { editing: boolean; publishing: boolean };
  texts: Map<string, SourceText | null>;
  hearing: Map<string, Heard>;
  foreseen: { base: Draft | null; waiting: Action[] | null; draft: Draft | null };
  now: () => Draft;
  text: (source: Cells) => SourceText | null;
  change: (kind: string, changes: DraftChange[]) => void;
  ask: (kind: string, content: Record<string, unknown>, then?: Heard) => void;
  go: (step: string) => void;
  draw: () => void;
  enter: (draft: string, step: string | null) => Promise<void>;
  /** Asks the server for one thing; null where it refuses. What it says is of the question. */
  question: (what: string, content?: object) => Promise<any>;
  refuse: (error: unknown) => void;
}

/** A field of the workshop. */
type Field = HTMLInputElement & { readonly dataset: { [name: string]: string } };

/** A step of the workshop; what it draws, and what it does. */
interface WorkStep {
  parts: (desk: Desk) => Parts;
  act?: (desk: Desk, name: string, target: Pressed) => unknown;
  key?: (desk: Desk, event: KeyboardEvent) => boolean;
  change?: (desk: Desk, target: Field) => void;
  input?: (desk: Desk, target: Field) => void;
  opened?: (desk: Desk) => void;
  isReady?: (desk: Desk) => boolean;
}

/** A problem of a draft, or a question that a careful editor would ask. */
interface Found {
  table: string;
  key: string;
  column?: string;
  value?: string;
  expected?: string;
  question?: string;
}

/** A secret link to a draft; nobody has its secret but whoever was given it. */
interface DraftLink {
  id: string;
  right: string;
  made: string;
  used: string;
}

/** Who else may come to a draft, by link or by invitation, and which of them there may be. */
interface DraftLinks {
  open: boolean;
  links: DraftLink[];
  inviting: boolean;
  invited: { address: string; right: string; taken: boolean }[];
}

/** A draft that can be gone on with. */
interface DraftEntry {
  id: string;
  title: string;
  changed: string;
}

/** A place of this name, as a list has it. */
interface Candidate {
  name: string;
  words: string;
  reason: string;
  cells: Cells;
}

interface PublishedVersion {
  name: string;
  number: number;
  at: string;
  by: string;
  note: string;
  withdrawn: boolean;
  counts: number[];
}

/** Where a record is said or what it is about, with the place's name. */
type Placed = Cells;

/** What the record's side shows: the record in hand, or why there is none. */
type InHand =
  | { record: null; why: string }
  | {
      record: Cells;
      state: string;
      number: number;
      of: number;
      speaker: string;
      placed: Placed[];
      names: { speakers: string[]; places: string[] };
      reasons: Record<string, string>;
      codes: WorkshopContent["codes"];
      fields: WorkshopField[];
      tables: Record<string, string[][]>;
      drawn?: boolean;
    };
/** What the review looks at, and what it knows of the draft for that. */
interface Look {
  draft: Draft;
  sources: Cells[];
  source: Cells | undefined;
  all: Cells[];
  records: Cells[];
  record: Cells | null;
  text: SourceText | null | undefined;
}

/** The same where there is a text to look at. */
type LookAtText = Look & { source: Cells; text: SourceText };

type RecordInHand = Extract<InHand, { record: Cells }>;

/** What a text is drawn from. */
interface TextContent {
  source: string;
  text: string;
  language: string;
  direction: string;
  spans: RecordSpan[];
  chosen: string;
  marked: Span | null;
}

/** What was said of a text before it became a draft. */
type Said = Record<string, string | boolean>;

/** A spreadsheet as it was understood: what each of its columns is taken for. */
interface TableContent {
  name: string;
  count: number;
  notes: string[];
  sheets: string[];
  sheet: string;
  order: string;
  columns: { column: string; field: string; certainty: string; reason: string }[];
  mapping: { header: number; day_first: boolean; columns: { column: string; field: string }[] };
  rows: string[][];
  fields: [string, string][];
  /** Fields that more than one column may hold. */
  several: string[];
}

/** A cell of a table that could not be read. */
interface Unread {
  where: string;
  value: string;
  expected: string;
}

/** A side of the map, with the name of its colour. */
interface WorkshopSide {
  name: string;
  colour: string;
}

/** The sides of a draft, and each speaker's as a position in them. */
interface SidesContent {
  sides: WorkshopSide[];
  of: Record<string, number>;
}

/** A region of the base map that an area may be taken from. */
interface RegionOffer {
  key: string;
  name: string;
  words: string;
}

/** A point on the map of the places. */
interface AtlasMark {
  id: string;
  x: number;
  y: number;
  name: string;
  own: boolean;
  offer: boolean;
}

/** What the map of the places shows, and whom it tells where it was pressed. */
interface AtlasContent {
  land: string;
  names: [name: string, x: number, y: number, from: number][];
  marks: AtlasMark[];
  areas: { path: string; own: boolean }[];
  corners: [number, number][];
  mode: string;
  label?: string;
  pressed: (lat: number, lon: number) => void;
  opened: (id: string) => void;
  undo: () => void;
  cancel: () => void;
}
