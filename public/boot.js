// Starts the engines. The stage shows the picture and follows the story; it is small enough to be there
// with the page. The instruments lead it when a reader reaches for them, or rests. A lesson has an engine of
// its own. Without any of them the page stays as it was sent.
const { search, hash } = location, lesson = /[?&]mode=(present|speaker)\b/.test(search);
const ENGINES = {
  stage: ["STAGE_JS", "STAGE_BIN", "STAGE_SUM"],
  instruments: ["ENGINE_JS", "ENGINE_BIN", "ENGINE_SUM"],
  lesson: ["LESSON_JS", "LESSON_BIN", "LESSON_SUM"],
};
const REST = 3000;
const root = document.documentElement, stage = document.getElementById("stage"), notice = document.getElementById("broken");

/** What came damaged may have been kept by the browser so, and is not to be had from there again. */
const asked = (integrity = "") => ({ integrity, cache: tries ? "reload" : "default" });

/** Keeps a browser from remembering that a module did not come. */
const again = () => tries ? `?${tries}` : "";

/** What the page leaves beside it, because reading needs none of it. */
async function fillAtlas() {
  const atlas = document.getElementById("atlas");
  if (!atlas || atlas.textContent) return;
  const answer = await fetch(atlas.dataset.src, asked(atlas.dataset.sum));
  if (!answer.ok) throw new Error(`${atlas.dataset.src}: ${answer.status}`);
  atlas.textContent = await answer.text();
}

/** Resolves when what only the engine shows has its looks; without them it still works. */
const dress = (name) => new Promise((dressed) => {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL(name, import.meta.url);
  sheet.onload = sheet.onerror = dressed;
  document.head.append(sheet);
});

// What stands in the page may be forbidden by a host with a policy of its own; it lies beside the page too.
if (!document.querySelector("style")?.sheet) dress("READING_STYLE");
const begun = root.dataset.begun === undefined && import("MODE_JS");

/** Starts an engine, when what has to be there before it is. */
async function start([glue, wasm, integrity], version, before) {
  const bytes = fetch(new URL(wasm, import.meta.url), asked(integrity));
  // The glue waits for it; if the glue fails first, nobody does.
  bytes.catch(() => {});
  const [engine] = await Promise.all([import(glue + version), before]);
  await engine.default({ module_or_path: bytes });
}

function complain(reason) {
  if (notice && !notice.hidden) return;
  console.error("Spring Surge VERSION: the engine did not start:", reason);
  // A frame that shows one step at a time needs an engine; without any the whole text is there to scroll.
  if (root.dataset.live === undefined) delete root.dataset.layout;
  if (notice) notice.hidden = false;
}

const instruments = () => ENGINES[lesson ? "lesson" : "instruments"];

let laid;
/** The ground under the story comes when the text is there, and before the instruments, which write its names. */
const ground = () => laid ??= import("GROUND_JS").then((it) => it.lay()).catch(console.warn).then(() => performance.mark("ground-laid"));

// What only the instruments can show is theirs from the beginning.
if (/[?&](part|lang|layout|mode=(?!embed\b))/.test(search)) stage.dataset.led = "";
let staged;
/** Starts the stage, once; after a failure again. */
const begin = () => staged ??= start(ENGINES.stage, again(), begun).catch((reason) => {
  staged = undefined;
  tries += 1;
  throw reason;
});

let wanted;
/** Fetches the instruments, once; after a failure again. */
function want() {
  if (stopped) return;
  wanted ??= start(instruments(), again(), Promise.all([begin(), fillAtlas(), ground(), dress("TOOLS_STYLE"), lesson && dress("LESSON_STYLE")])).then(keep, (reason) => {
    wanted = undefined;
    // A stage that did not come has been counted.
    if (staged) tries += 1;
    const atlas = document.getElementById("atlas");
    if (atlas?.dataset.src) atlas.textContent = "";
    broke(reason) || complain(reason);
  });
}

/** What is done late or seldom; without it the page is read as before. */
const later = (act) => import("KEEP_JS").then(act, () => {});
// In a frame of somebody's article nothing is kept.
const worker = parent === self && navigator.serviceWorker;
const keep = () => worker && later((it) => it.keep(lesson));
// A worker says when it has a newer page; whoever listens only later has missed it.
if (worker) worker.onmessage = (event) => later((it) => it.say(event));

const pressed = [];
/** Keys that the tools own wait for them, so that the first press is not lost. */
function press(event) {
  if (performance.getEntriesByName("instruments-ready").length) return removeEventListener("keydown", press);
  const { key, target } = event, within = (selector) => target.closest?.(selector);
  if (event.repeat || event.shiftKey && event.key.length > 1 || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || within("input, select, textarea")) return;
  // What turns a page in front of a class or in a frame, what leads over map and timeline, and what presents.
  const own = lesson || root.dataset.layout === "player" ? /^(Arrow[LR]|Page)/ : within("#map, .ruler") ? /^(Arrow|Home|End)/ : /^f$/i;
  if (own.test(key)) {
    tries || event.preventDefault();
    want();
  }
  if ((wanted || lesson) && pressed.push(event) < 2) later((it) => it.pressAgain(pressed, press));
}
addEventListener("keydown", press);

let tries = 0, stopped = false;
/** An engine that broke off leaves the page as it was sent, at the reader's place. */
async function putBack(reason) {
  if (stopped) return;
  stopped = true;
  delete root.dataset.live;
  complain(reason);
  const answer = await fetch(location.pathname).catch(() => undefined);
  const sent = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("stage");
  if (sent) stage.replaceChildren(...sent.children);
}
const broke = (reason) => self.WebAssembly && reason instanceof WebAssembly.RuntimeError && (putBack(reason), true);
addEventListener("error", (event) => broke(event.error));
addEventListener("unhandledrejection", (event) => broke(event.reason));

notice?.querySelector("button")?.addEventListener("click", () => {
  // What fails twice may be gone because a newer page has taken its place.
  if (stopped || tries > 1) return location.reload();
  notice.hidden = true;
  want();
});

/** What a first layout left out comes into the page part by part when nothing else is to be done. */
const parts = document.querySelectorAll(".step, .step > figure, .backmatter > section, .notes li");
const idle = self.requestIdleCallback ?? setTimeout;
const layOut = (at) => idle(() => {
  if (!parts[at]) return delete root.dataset.sparse;
  // Each frame costs the page something besides, so that two in one are cheaper. Notes are many and short.
  const end = at + (parts[at].localName === "li" ? 24 : 2);
  while (at < end && parts[at]) parts[at++].style.contentVisibility = "visible";
  layOut(at);
});
addEventListener("load", () => layOut(0));
// Who goes somewhere before that has to arrive there.
for (const name of ["click", "hashchange"]) addEventListener(name, () => delete root.dataset.sparse, true);

// The style sheet shows what the switch says; what an address says of it is known before the instruments come.
const says = document.getElementById("who-says");
if (says && /[#&?]says=all\b/.test(hash)) says.checked = true;

const reach = ["pointermove", "pointerdown", "focusin", "keydown", "wheel"];
const places = [stage, ...document.querySelectorAll(".laboratory, .says-switch")];
const reached = () => {
  for (const place of places) for (const name of reach) place.removeEventListener(name, reached);
  want();
};
for (const place of places) for (const name of reach) place.addEventListener(name, reached, { passive: true });
document.addEventListener("spring-surge:want", want);
let moved, waits;
const rest = () => {
  const left = moved + REST - performance.now();
  waits = left > 0 ? setTimeout(rest, left) : want();
};
// A timer of its own for each scroll would cost more than the rest of what a scroll sets going here.
const move = () => {
  moved = performance.now();
  if (!waits && !wanted) rest();
};
// Whoever framed the page has to hear from the instruments how high it is, with a stage or before a late one.
const framed = root.dataset.mode && parent !== self;
if (framed) setTimeout(() => tries || want(), REST);
// The text is seen before a machine is busy with its instruments. No event is waited for: a frame out of
// sight draws nothing, and a file that hangs holds the page's loading back.
if ("led" in stage.dataset) setTimeout(want, 200);
begin().then(() => {
  idle(ground);
  if (framed) return want();
  move();
  addEventListener("scroll", move, { passive: true });
}, (reason) => broke(reason) || complain(reason));
