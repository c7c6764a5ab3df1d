// Fetches the page's script once and hands every run on to it, the latest one at the least.
window.standpointScripts ??= new Map();
const scripts = window.standpointScripts;

// Streamlit's own script tells where the app stands, also under a path and behind a proxy.
function appRoot() {
  /** @type {HTMLScriptElement | null} */
  const own = document.querySelector('script[type="module"][src*="static/js/"]');
  return own ? new URL("../../", own.src) : new URL("./", document.baseURI);
}

// The app was renewed meanwhile; the link opens on the same view, once there is room for that.
async function renew() {
  const answer = await fetch(new URL("health/ready", appRoot())).catch(() => ({ status: 503 }));
  if (answer.status === 503) window.setTimeout(renew, 5000);
  else window.location.reload();
}

/** @param {Component} component */
export default function (component) {
  const { script } = component.data;
  const ready = scripts.get(script);
  if (typeof ready === "function") {
    ready(component);
    return;
  }
  if (!ready && scripts.size > 0) {
    window.standpointRenewing ??= renew();
    return;
  }
  const root = component.parentElement;
  const waiting = root.standpointLatest !== undefined;
  root.standpointLatest = component;
  if (waiting) return;
  const loading = ready ?? import(new URL(script, appRoot()).href).then((module) => module.run);
  scripts.set(script, loading);
  loading
    .then((run) => {
      scripts.set(script, run);
      root.replaceChildren();
      run(root.standpointLatest ?? component);
    })
    .catch((reason) => {
      console.error("standpoint: the page's script could not be loaded:", reason);
      scripts.delete(script); // the next run tries again
      root.textContent = "This part of the page could not be loaded. Reload the page to try again.";
    })
    .finally(() => {
      delete root.standpointLatest;
    });
}
