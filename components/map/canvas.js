/* A canvas of the map’s view and a margin, painted anew where a movement ends or leads out of it. */
/** @type {new (paint: (context: CanvasRenderingContext2D, shown: Window_) => void) => L.Renderer} */
export const Canvas = L.Renderer.extend({
  options: { padding: 0.3, pane: "standpoint-base" },
  /** @param {(context: CanvasRenderingContext2D, shown: Window_) => void} paint */
  initialize(paint) {
    L.Renderer.prototype.initialize.call(this);
    this._paint = paint;
  },
  getEvents() {
    return { ...L.Renderer.prototype.getEvents.call(this), move: this._onMove };
  },
  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
  },
  /** Draw again while a flight or a long drag leads out of what is drawn. */
  _onMove() {
    const map = this._map;
    if (map._animatingZoom) return;
    const shown = L.bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    const flying = map.getZoom() !== this._zoom;
    if (flying ? performance.now() - this._drawn > 3 * this._cost : !this._bounds.contains(shown)) this._update();
  },
  _update() {
    if (!this._map?._loaded) return;
    L.Renderer.prototype._update.call(this);
    const began = performance.now();
    const { min } = this._bounds;
    const size = this._bounds.getSize();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, min);
    const width = Math.round(size.x * ratio),
      height = Math.round(size.y * ratio);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const origin = this._map.getPixelOrigin().add(min);
    const scale = 256 * 2 ** this._map.getZoom();
    this._paint(context, { scale, x: origin.x, y: origin.y, width: size.x, height: size.y, ratio });
    this._drawn = performance.now();
    this._cost = this._drawn - began;
  },
});
