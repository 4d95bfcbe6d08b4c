// Before the page is first drawn: how it is shown, and a box for what a host says before the engine
// is there. A script of its own, because a strict policy forbids inline ones.
const root = document.documentElement.dataset, query = new URLSearchParams(location.search);
const known = { mode: ["embed"], theme: ["light", "dark"], part: ["step", "map", "timeline", "system", "laboratory"] };
for (const name in known) if (known[name].includes(query.get(name))) root[name] = query.get(name);
// A frame without an origin may not download, open windows or keep anything.
if (self.origin === "null") root.opaque = "";
// Who begins at the top, or at one step that stands alone, can do without the heights of what lies below.
if ((root.mode || !query.has("mode") && !location.hash) && performance.getEntriesByType("navigation")[0]?.type === "navigate") root.sparse = "";
// What starts the engines cannot say itself that it did not come.
addEventListener("error", ({ target, filename }) => {
  if (target.type !== "module" && !/boot-/.test(filename)) return;
  const notice = document.getElementById("broken");
  delete root.layout;
  notice.hidden = false;
  notice.onclick = () => location.reload();
}, true);
if (root.mode === "embed") root.layout = root.part ? "part" : "player";
else delete root.part;
if (root.layout && parent !== self) {
  const mail = (self.springSurgeMail = []);
  addEventListener("message", (event) => {
    if (event.source === parent && self.springSurgeMail && mail.length < 50) mail.push(event);
  });
  parent.postMessage({ springSurge: 1, type: "hello" }, "*");
}
