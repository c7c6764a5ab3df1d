// What elements are built of, and what the parts of the page share.

type Attribute = string | number | boolean | null | undefined;

/** An event as a handler gets it from the element that has the handler. */
type At<E, T> = E & { currentTarget: T; target: HTMLElement };

type Handler = ((event: any) => unknown) | null;

type Handlers<T> = {
  [K in keyof HTMLElementEventMap as `on${K}`]?: (event: At<HTMLElementEventMap[K], T>) => unknown;
};

/** Attributes, and handlers by the names of events; what is false, null or undefined is left out. */
interface Attributes {
  [data: `data-${string}`]: Attribute;
  [aria: `aria-${string}`]: Attribute;
  accept?: Attribute;
  allow?: Attribute;
  alt?: Attribute;
  autocomplete?: Attribute;
  checked?: Attribute;
  class?: Attribute;
  colspan?: Attribute;
  dir?: Attribute;
  disabled?: Attribute;
  download?: Attribute;
  height?: Attribute;
  hidden?: Attribute;
  href?: Attribute;
  id?: Attribute;
  contenteditable?: Attribute;
  inputmode?: Attribute;
  lang?: Attribute;
  list?: Attribute;
  loading?: Attribute;
  max?: Attribute;
  maxlength?: Attribute;
  min?: Attribute;
  multiple?: Attribute;
  name?: Attribute;
  open?: Attribute;
  placeholder?: Attribute;
  readonly?: Attribute;
  rel?: Attribute;
  role?: Attribute;
  rows?: Attribute;
  scope?: Attribute;
  selected?: Attribute;
  spellcheck?: Attribute;
  src?: Attribute;
  step?: Attribute;
  style?: Attribute;
  tabindex?: Attribute;
  target?: Attribute;
  title?: Attribute;
  type?: Attribute;
  value?: Attribute;
  width?: Attribute;
}

type Properties<T> = Attributes & Handlers<T>;

type One = Node | string | null | undefined;
type Child = One | readonly One[];

/** An element whose click asks for something: it says what in its data. */
interface Pressed extends HTMLButtonElement {
  readonly dataset: { [name: string]: string };
}

/** What says a thing on a part of the page: its name, its data, what draws it from these, the parts within. */
type Part = [name: string, data: unknown, draw: (data: any) => HTMLElement | SVGElement, within?: Parts];
type Parts = (Part | false | null | undefined | "" | 0)[];

type FilterContent = SearchContent | ChoiceContent;

/** Asks for changes of the link. */
type AskFor = (set: Changes, find?: Record<string, string>) => void;

/** Where the two sliders of a period stand. */
interface Ends {
  from: number;
  to: number;
}

/** What the controls keep between two answers of the server. */
interface ControlsState {
  /** What is typed in the search and not sent yet. */
  typing: { key: string; value: string; pause: number } | null;
  /** Where sliders are held, by the label of their period. */
  held: Record<string, Ends>;
  /** What was typed to find a value, by the filter's key. */
  found: Record<string, { text: string; pause: number }>;
  menu: string | null;
  sheet: boolean;
  flying: boolean;
  following: boolean;
  /** How many menus have room beside the search; null for all of them. */
  fits: number | null;
  /** How many there are. */
  most: number;
  fit: () => void;
  offering?: boolean;
  offer?: number;
}

/** What is chosen in a filter, with what its dropping sets. */
interface Chip {
  id: string;
  words: string;
  set: Changes;
}

/** A step of a period: as it is in the link, in words, and how many statements it has. */
interface Step {
  value: string;
  label: string;
  count: number;
}

/** What drags over the bars of an axis do. */
interface Brush {
  move: (plot: HTMLElement, from: number, to: number) => void;
  done: (from: number, to: number) => void;
  cancel: (plot: HTMLElement) => void;
}

/** What the panel remembers of what it brought into sight. */
interface PanelState {
  revealed: string;
  page: string;
  tab: string;
  sought: string | null;
  sizes: ResizeObserver | null;
}

/** The page in one file: what it has, and what is chosen in it. */
interface OwnPage {
  basis: Basis<BasisData>;
  finding: Record<string, string>;
  restoreUntil: number;
  /** The part of the address after "#" as it was drawn; `kept` stands in its place where there is no address. */
  hash: string;
  kept?: string;
  selection: Selected;
  content: ReturnType<typeof import("./engine/answer.js").answer>;
}

/** Which page of a list is shown. */
type Paged = Pick<StatementsContent, "page" | "pages" | "first" | "last" | "of" | "unit">;

/** Draws a number of the guide that opens what it counts. */
type Numbered = (count: number, set: Changes, words: string, focus: string) => HTMLElement;

/** What a printed card says beside the words. */
interface Fact {
  kind: string;
  words: string;
  why: string;
  before?: string;
}

/** What the page to print shows. */
interface Printed {
  title: string;
  sentence: string;
  notes: string[];
  cards: Card[];
  version: string;
  time: string;
  link: string;
  credits: string[];
}

/** Fills a room of the page with its content. */
type Draw = (content: any, room: any, send: Send, unanswered: () => Changes) => void;
