// Before the page is first drawn: how it is shown, and a box for what a host says before the engine
// is there. It stands in the page, where the site's policy knows it by its sum; what starts the engines
// fetches it where a host's own policy forbids that.
// Hosts append to an address without looking what it has, so that it may have several question marks.
// Page builders run scripts once more when the page is there; by then all of this is said.
if (document.documentElement.dataset.begun === undefined) {
  const root = document.documentElement.dataset, query = new URLSearchParams(location.search.replaceAll("?", "&"));
  root.begun = "";
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
  if (root.mode === "embed") {
    root.layout = root.part ? "part" : "player";
    // The looks of a frame are fetched by frames alone. What is written here is waited for like the page's own.
    const looks = `<link rel="stylesheet" href="${new URL("EMBED_STYLE", document.querySelector("link[as=font]").href)}">`;
    if (document.readyState === "loading") document.write(looks);
    else document.head.insertAdjacentHTML("beforeend", looks);
  } else delete root.part;
  if (root.layout && parent !== self) {
    const mail = (self.springSurgeMail = []);
    addEventListener("message", (event) => {
      if (event.source === parent && self.springSurgeMail && mail.length < 50) mail.push(event);
    });
    parent.postMessage({ springSurge: 1, type: "hello" }, "*");
    // The frame's address as its host wrote it: another language's page has another.
    const from = (self.springSurgeFrom = query.get("from") || location.href);
    // A page that follows another one in its frame is laid out as that was (see platform/languages).
    const [layout, top, height] = (query.get("layout") || "").split("_");
    if (!root.part && /^(flow|pinned)$/.test(layout)) {
      root.layout = layout;
      delete root.sparse;
      document.documentElement.style.cssText = `--win-top:${parseInt(top)};--win-height:${parseInt(height)}`;
    }
    // A frame adds nothing to the history of its host. Who else answers a click does so before the window.
    addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#'], a[data-lang]");
      if (!link || event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const to = new URL(link.getAttribute("href"), location);
      if (link.dataset.lang) to.searchParams.set("from", from);
      location.replace(to);
    });
  }
}
