// What the browser's modules share with each other, with Leaflet and with the page, beside the messages.
import type * as Leaflet from "leaflet";

declare global {
  interface Window {
    /** What tests look into. */
    standpoint?: Record<string, unknown>;
    map?: Leaflet.Map;
    /** The page's scripts by their addresses, each loading or ready. */
    standpointScripts?: Map<string, Run | Promise<Run>>;
    standpointRenewing?: Promise<void>;
  }

  interface WindowEventMap {
    "standpoint:cited": CustomEvent<{ text: string; copied: boolean }>;
    "standpoint:map": CustomEvent;
    "standpoint:tiles": CustomEvent<boolean>;
    "standpoint:view": CustomEvent;
  }

  /** A rectangle on the map's plane, in px, y downwards; and a line. */
  interface Box {
    left: number;
    top: number;
    right: number;
    bottom: number;
    /** Whose symbol it is; whether what it is of comes and goes. */
    group?: Group;
    passing?: boolean;
  }
  interface Line {
    x0: number;
    y0: number;
    x1: number;
    y1: number;
  }

  type Changes = Asked["set"];

  /** Asks for changes of the link, or for what is typed to find a value. */
  type Send = (changes: { set?: Changes; find?: Asked["find"] }) => void;

  type Run = (component: Component) => void;

  /** What Streamlit gives a component's script. */
  interface Component {
    data: Message;
    parentElement: (HTMLElement | ShadowRoot) & { standpointLatest?: Component };
    setTriggerValue: (name: "ask", value: Asked) => void;
  }
}

declare module "leaflet" {
  interface Renderer {
    initialize(options?: RendererOptions): void;
    getEvents(): Record<string, LeafletEventHandlerFn>;
    _update(): void;
  }
  interface CRS {
    R: number;
  }
  interface Map {
    _loaded?: boolean;
    _animatingZoom?: boolean;
    _latLngToNewLayerPoint(at: LatLngExpression, zoom: number, centre: LatLng): Point;
  }
  interface Handler {
    moved(): boolean;
    moving(): boolean;
  }
  interface Circle {
    vast: boolean;
  }
  interface GeoJSON {
    /** A band's share of an area's full tone. */
    share: number;
  }
  interface GeoJSONOptions {
    renderer?: Renderer;
  }
}
