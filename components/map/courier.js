// Carries messages between the page and the map's frame, which may load earlier or later.
// The frame says "ready" once it wants the state; from then on every state is handed over.

const FRAME = 'iframe[title^="streamlit_folium"]';
const couriers = (window.standpointCourier ??= { serial: 0, restore: false });

function frameWindow() {
  return document.querySelector(FRAME)?.contentWindow ?? null;
}

function post(message) {
  frameWindow()?.postMessage({ ...message }, window.location.origin);
}

function isDark() {
  const app = document.querySelector(".stApp");
  return app ? getComputedStyle(app).colorScheme.includes("dark") : null;
}

function deliver() {
  post({
    standpoint: "state",
    state: couriers.state,
    serial: couriers.serial,
    restore: couriers.restore,
    dark: isDark(),
  });
  couriers.restore = false;
}

// The view belongs in the link, but moving the map must not add an entry to the history.
function keepView(view) {
  const url = new URL(window.location.href);
  url.searchParams.set("view", view);
  const query = url.search.replaceAll("%2C", ",");
  window.history.replaceState(window.history.state, "", url.pathname + query + url.hash);
  window.dispatchEvent(new CustomEvent("standpoint:view"));
}

function hear(event) {
  if (event.origin !== window.location.origin || event.source !== frameWindow()) return;
  const message = event.data;
  if (!message || typeof message.standpoint !== "string") return;
  if (message.standpoint === "ready") deliver();
  if (message.standpoint === "view" && typeof message.value === "string") keepView(message.value);
  if (message.standpoint === "place" && typeof message.id === "string") {
    couriers.at = couriers.at === message.id ? null : message.id;
    ask({ at: couriers.at ? [couriers.at] : [], statement: [], tab: [] });
  }
  if (message.standpoint === "ground" && (couriers.at || couriers.state.statement !== null)) {
    couriers.at = null;
    ask({ at: [], statement: [] });
  }
  if (message.standpoint === "tiles-failed") {
    window.dispatchEvent(new CustomEvent("standpoint:tiles-failed"));
  }
}

function ask(set) {
  const view = new URLSearchParams(window.location.search).get("view");
  couriers.send({ set, view });
}

function goBack() {
  const view = new URLSearchParams(window.location.search).get("view");
  couriers.restore = true;
  if (view) post({ standpoint: "go", view });
}

function relay(event) {
  post(event.detail);
}

function follow() {
  post({ standpoint: "theme", dark: isDark() });
}

export default function ({ data, setTriggerValue }) {
  couriers.state = data.state;
  couriers.at = data.at;
  couriers.serial += 1;
  couriers.send = (value) => setTriggerValue("ask", value);
  deliver();
  if (!couriers.listening) {
    couriers.listening = true;
    window.addEventListener("message", hear);
    window.addEventListener("popstate", goBack);
    window.addEventListener("standpoint:map", relay);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      window.setTimeout(follow, 300);
    });
  }
}
