// What the modules of the map share: its data as components/map/world.py gives it, and what is made of it.
// Places, statements, sides and arcs are named by their positions.

interface Place {
  id: string;
  name: string;
  kind: string;
  lat: number;
  lon: number;
  precision: number;
  uncertainty: number | null;
}

/** A reading of a vague area: bands that lie on each other, each with its share of the full tone. */
interface AreaReading {
  place: number;
  reading: string;
  default: boolean;
  label: string;
  note: string;
  bands: { weight: number; geometry: import("geojson").Geometry }[];
}

interface Arc {
  from: number;
  to: number;
  /** Points as longitude, latitude. */
  path: [number, number][];
}

interface BaseMap {
  key: string;
  label: string;
  attribution: { text: string; href: string | null }[];
  url?: string;
  maxZoom?: number;
  subdomains?: string | string[];
}

interface World {
  places: Place[];
  sides: Side[];
  statements: { side: number[]; about: number[][]; said: number[][] };
  areas: AreaReading[];
  arcs: Arc[];
  home: [number, number][];
  unwrap: number | null;
  basemap: BasemapFiles;
  bases: BaseMap[];
  palette: { light: Record<string, string>; dark: Record<string, string> };
  policy: string;
  credit: string;
}

/** A file of the base map: its address, or in a page of one file what is in it. */
type Given<T> = string | T;

interface BasemapFiles {
  cell?: number;
  world?: Given<BasemapWorld>;
  names?: Given<{ labels: GroundName[]; towns: Town[] }>;
  detail?: Record<string, Given<BasemapCell>>;
  divisions?: Given<{ lines: import("geojson").GeoJSON; labels?: GroundName[] }>[];
}

type Features = import("geojson").FeatureCollection;
type Disputed = import("geojson").Feature<import("geojson").Polygon, { note?: string }>;

interface BasemapWorld {
  countries: Features;
  coast: import("geojson").GeoJSON;
  borders: import("geojson").GeoJSON;
  disputed: Features;
  disputed_areas: Features;
  rivers: import("geojson").GeoJSON;
  lakes: import("geojson").GeoJSON;
  labels: GroundName[];
  together: string[][];
}

interface BasemapCell {
  land: Record<string, import("geojson").GeoJSON>;
  coast: import("geojson").GeoJSON;
  borders: import("geojson").GeoJSON;
  disputed: import("geojson").GeoJSON;
  towns: Town[];
}

/** A name on the ground, from zoom `min` to zoom `max`. */
interface GroundName {
  kind: string;
  name: string;
  lat: number;
  lon: number;
  min: number;
  max?: number;
  iso?: string;
  short?: string;
}

/** Name, latitude, longitude, the zoom from which it stands, and whether it is a capital. */
type Town = [string, number, number, number, number];

/** A name with its point in the world's square. */
interface GroundLabel extends GroundName {
  x: number;
  y: number;
}

/** A line of the ground in the world's square, x and y by turns, with the box that it fills. */
interface Ring {
  xy: Float64Array;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A part of the world's square as a canvas shows it, in px. */
interface Window_ {
  scale: number;
  x: number;
  y: number;
  width: number;
  height: number;
  ratio: number;
}

interface Frame extends Box {
  scale: number;
  x: number;
  y: number;
}

/** A frame on one of the copies of the world that are side by side. */
interface TurnedFrame extends Frame {
  turn: number;
}

type Stretches = [number, number][];

interface Sight {
  rows: Map<number, Stretches>;
  area: number;
  widest: number;
  x: number;
  y: number;
}

interface NameStyle {
  font: number;
  spacing: number;
  upper: boolean;
}

interface Size {
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

/** A way to write a name, in one line or two. */
interface NameForm extends Size {
  lines: string[];
}

/** A name that stands on the map; `dot` is where a town lies. */
interface MapName extends Point {
  key: string;
  kind: string;
  name: string;
  lines: string[];
  box: Box;
  dot?: Point;
}

type Measure = (text: string, kind: string) => number;

/** What names are chosen from. */
interface Naming {
  zoom: number;
  frame: Frame;
  /** The rings of each country by its code, for each cell. */
  layers: Map<string, Ring[]>[];
  countries: GroundLabel[];
  /** Names that stand together or not at all. */
  together: string[][];
  labels: GroundLabel[];
  taken: Box[];
  told: Set<string>;
  measure: Measure;
}

/** A place to be arranged, by its true point. */
interface Item extends Point {
  id: number;
  weight: number;
}

/** A symbol of one place or of several: its true point, and where it is drawn. */
interface Group extends Item {
  members: number[];
  half: number;
  atX: number;
  atY: number;
  moved: boolean;
  into?: Group;
  grown?: boolean;
}

interface Label {
  box: Box;
  align: string;
  line: OwnLine | null;
}

/** A line to a label or a symbol that stands aside; `own` is the symbol that it leads from. */
interface OwnLine extends Line {
  own?: Group;
}

interface Labelled extends Group, Size {
  box: Box;
  label: Label | null;
}

/** A symbol as it stands on the map. */
interface Standing extends Labelled {
  about: Described;
}

interface Described {
  counts: Together;
  several: boolean;
  name: string;
  detail: string;
  kind: string;
  chosen: boolean;
  lit: boolean;
  shape: string;
}

/** What a symbol is drawn from. */
interface Picture {
  shape: string;
  diameter: number;
  parts: { colour: string; count: number }[];
  text?: string;
  tail?: boolean;
  several?: boolean;
}

type Index = ReturnType<typeof import("./counting.js").index>;
type Counts = ReturnType<typeof import("./counting.js").count>;
type Together = ReturnType<typeof import("./counting.js").distinct>;

/** What the map tells the page. */
interface ToPage {
  standpoint: "ready" | "place" | "ground" | "view" | "tiles" | "trouble";
  id?: string | null;
  value?: string;
  of?: string | null;
  text?: string;
  missing?: boolean;
}

/** What the page tells the map. */
interface ToMap {
  standpoint: "state" | "covered" | "go" | "bounds" | "theme";
  state?: MapState;
  /** Boxes of what floats over the map: left, top, right, bottom, and 1 for what comes and goes. */
  covered?: number[][];
  boxes?: number[][];
  dark?: boolean | null;
  restore?: boolean;
  view?: string;
  bounds?: number[][];
}

/** What is chosen, as the map has it. */
interface MapChosen {
  at: number | null;
  arc: number[] | null;
  statement: number | null;
  layers: Set<string>;
  base: string;
  readings: Record<string, string>;
}

interface Way {
  centre: L.LatLng;
  zoom: number;
}

/** What a layer does; what lays out first has the room. */
interface Layer {
  layOut?: () => void;
  paint: () => void;
  /** Draw anew in the colours of another theme. */
  recolour?: () => void;
  /** Mark what is chosen, before all else is laid out anew. */
  mark?: () => void;
  /** Let go of what was spread. */
  fold?: () => void;
  /** The bounds of what the layer draws for a place. */
  boundsOf?: (place: number) => L.LatLngBounds | null;
  /** What stands on the map now, for tests. */
  standing?: () => Standing[];
}

/** The map's main program, by which its parts know each other. */
interface App {
  map: L.Map;
  data: World;
  /** The address of the data, by which the page knows whose view it is told. */
  source: string | null;
  index: Index;
  state: MapChosen;
  mask: Mask;
  counts: Counts;
  sides: Side[];
  /** The names of two sides that are compared. */
  compared: string[] | null;
  /** Boxes that places, their labels and the controls occupy, in px of the map's layer. */
  taken: Box[];
  /** Names that the labels of places show. */
  told: Set<string>;
  /** Where the symbol of a place stands. */
  spot: (place: number) => Standing | null;
  /** Places of the chosen statement. */
  lit: Set<number>;
  dark: boolean | null;
  /** Something changed that is not painted yet. */
  stale: boolean;
  started: boolean;
  /** Some symbols stand for several places; some arcs are left out. */
  gathers: boolean;
  arcsCut: boolean;
  pending: { at: number | null; arc: number[] | null; until: number } | null;
  waiting: ToMap | null;
  last: ToMap | null;
  packed: string;
  send: (message: ToPage) => void;
  reducedMotion: () => boolean;
  colour: (name: string) => string;
  paint: () => void;
  paintSoon: () => void;
  choose: (place: number) => void;
  chooseArc: (from: number, to: number) => void;
  ground: () => void;
  camera: ReturnType<typeof import("./camera.js").camera>;
  tip: ReturnType<typeof import("./tip.js").tip>;
  basemap: ReturnType<typeof import("./basemap.js").basemap>;
  names: { paint: () => MapName[] };
  policy: { button: HTMLButtonElement };
  tiles: ReturnType<typeof import("./tiles.js").tiles>;
  legend: ReturnType<typeof import("./legend.js").legend>;
  discs: ReturnType<typeof import("./discs.js").discs>;
  layers: Record<string, Layer>;
  groups: Record<string, L.FeatureGroup>;
}

/** A side of a symbol on which its label may stand. */
interface LabelSide extends Point {
  align: string;
}

/** What arranging takes: what is in view, what is taken already, how large a symbol is. */
interface Arranging {
  view: Box;
  blocked: Box[];
  half: (group: Group) => number;
  /** Fixes the grid to the ground. */
  origin?: Point;
  /** What is not to be gathered. */
  apart?: Set<number>;
}

/** The box of a symbol at a point, where it has room. */
type Free = (group: Group, x: number, y: number, inView: boolean) => Box | null;
type Taken = import("./room.js").Taken;

/** A view, by its zoom and its centre in px at that zoom. */
interface Stand {
  zoom: number;
  point: L.Point;
}

/** What the built-in map draws of the world or of a cell. */
interface Ground {
  countries: Map<string, Ring[]>;
  towns: GroundLabel[];
  land: Ring[];
  coast: Ring[];
  borders: Ring[];
  disputed: Ring[];
}

/** Arcs between the same two symbols, drawn as one line. */
interface Bundle {
  key: number;
  arcs: number[];
  count: number;
  from: Standing | null;
  to: Standing | null;
  own: boolean;
}

interface Curve extends L.Polyline {
  setPath(d: string): void;
}

interface DrawnArc {
  line: Curve;
  mark: Curve;
  touch: Curve;
  parts: L.FeatureGroup;
  bundle: Bundle;
  points: L.Point[];
}

interface DrawnArea {
  area: AreaReading;
  layer: L.FeatureGroup;
  toned: string;
}

interface DrawnPlace {
  id: number;
  button: HTMLButtonElement;
  label: HTMLElement;
  name: HTMLElement;
  detail: HTMLElement;
  spot: Standing;
  half: number;
  key: string;
}

/** A country that is in sight, and its own point where that is. */
interface Member {
  country: GroundLabel;
  sight: Sight | null;
  own: Point | null;
  area: number;
}
