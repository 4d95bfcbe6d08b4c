// What boot.js does late or seldom, in a file of its own, so that a first visit does not wait for it: keeps the
// page for reading without a network, says when a newer one is there, and presses keys again that came too early.

/** What was read once can be read without a network; of a lesson also what only a lesson needs. */
export function keep(lesson) {
  navigator.serviceWorker.register(new URL("sw.js", import.meta.url)).then(() => navigator.serviceWorker.ready).then((kept) => {
    if (lesson) kept.active?.postMessage("lesson");
  }).catch(() => {
    // Where the browser keeps nothing the page is read as before.
  });
}

/** The worker of a newer version took over while an older page is open: says so, in the worker's words, and offers it. */
export function say({ data }) {
  const words = data?.newer?.[document.documentElement.lang];
  if (!words || parent !== self || document.getElementById("newer")) return;
  const line = document.createElement("p"), load = document.createElement("button"), close = document.createElement("button");
  Object.assign(line, { id: "newer", className: "broken" });
  Object.assign(line.style, { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--hairline)" });
  line.setAttribute("role", "status");
  // A reload comes back to where the reader is; the worker that answers it is the new one.
  load.onclick = () => location.reload();
  close.onclick = () => line.remove();
  [load.textContent, close.textContent] = words.slice(1);
  document.body.append(line);
  // Said after it is there, because what comes with its words is not read out.
  line.append(words[0], " ", load, " ", close);
}

/** Presses keys again that the tools own, once these are there; until then `press` listens. */
export function pressAgain(pressed, press) {
  const ready = () => {
    const [there] = performance.getEntriesByName("instruments-ready");
    if (!there) return;
    marks.disconnect();
    removeEventListener("keydown", press);
    for (const { target, key, shiftKey, timeStamp } of pressed.splice(0)) {
      // What was pressed since then they have heard themselves; F5 and the like are the browser's as well.
      if (timeStamp > there.startTime || /^F\d/.test(key)) continue;
      const where = target.isConnected ? target : document.body;
      where.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, bubbles: true, cancelable: true }));
    }
  };
  const marks = new PerformanceObserver(ready);
  marks.observe({ entryTypes: ["mark"] });
  ready();
}
