// The host script of Spring Surge, version 1: <spring-surge step="…"> and iframe[data-spring-surge].
// No dependency, no cookie, no request but the frame itself. Types and an example: embed.d.ts.
(() => {
  if (self.SpringSurge) return;
  const script = document.currentScript || document.querySelector('script[src*="embed.js"]');
  const base = script ? new URL("./", script.src).href : "./";
  const attached = new Map(), ended = new WeakSet();
  const EVENTS = ["ready", "step", "height", "choice"];
  // A sheet of the article may be a few px off its place, and what follows a frame may reach into its margin.
  const SLIP = 2, OVERLAP = 50;
  // Things of the article move while it loads and unfolds, ms.
  const SETTLED = 300;
  const px = (value) => value + "px";
  const above = (element) => element.assignedSlot || element.parentElement || element.getRootNode().host;
  const overflow = (element) => getComputedStyle(element).overflowY;

  /** Looks after one frame. `room` is the element around it that may grow as high as the story; null for a frame alone. */
  function attach(frame, options = {}, room = null) {
    if (attached.has(frame)) return attached.get(frame);
    ended.delete(frame);
    const outer = room || frame, calls = {}, before = [];
    for (const type of EVENTS) calls[type] = [];
    let height = 0, paper = 0, layout = "", asked = 0, checking = 0, last = "", prints = false;
    // What scrolls the frame, if it is not the window; whether it can stay in the window, and whether it failed to; how
    // high it may be; how wide the window is.
    let scroller = null, sticks = true, slipped = false, most = Infinity, wide = innerWidth;
    // Where the frame stood in the window before the article was printed, px.
    let stood = 0;

    /** Styles an element against the article's own sheets, and keeps what to give back. */
    const put = (element, css) => {
      for (const name in css) {
        if (!before.some((kept) => kept[0] === element && kept[1] === name)) {
          before.push([element, name, element.style.getPropertyValue(name), element.style.getPropertyPriority(name)]);
        }
        element.style.setProperty(name, css[name], "important");
      }
    };
    // Both, so that no flex box makes it smaller.
    const high = (element, value) => put(element, { height: value, "min-height": value, "max-height": "none" });
    const send = (message) => frame.contentWindow && frame.contentWindow.postMessage({ springSurge: 1, ...message }, "*");
    /** Px of the window to a px of the frame: the article may zoom or scale it. */
    const scale = (box) => box.width / outer.offsetWidth || 1;
    const offset = () => Number(room ? room.getAttribute("offset") : frame.dataset.offset) || options.offset || 0;

    /** What of the window the frame can be seen in: its upper and its lower edge. */
    function sight() {
      const box = scroller && scroller.getBoundingClientRect();
      let top = box ? box.top + scroller.clientTop : 0, bottom = box ? top + scroller.clientHeight : innerHeight;
      if (bottom - top > innerHeight) [top, bottom] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
      return [top + offset(), bottom];
    }

    function lookAround() {
      scroller = null;
      sticks = true;
      for (let e = above(outer); e && e !== document.documentElement && !scroller; e = above(e)) {
        const flow = overflow(e);
        // The overflow of a body is the window's, unless the root has one of its own.
        if (/visible|clip/.test(flow) || (e === document.body && overflow(document.documentElement) === "visible")) continue;
        if (/auto|scroll/.test(flow) && e.scrollHeight > e.clientHeight + 1) scroller = e;
        else sticks = false;
      }
    }

    /** How high the frame can be before the article cuts it off or goes on under it, px. */
    function limit() {
      const box = outer.getBoundingClientRect();
      for (let e = outer; e && e !== document.body; e = above(e)) {
        const at = e.getBoundingClientRect(), style = getComputedStyle(e);
        if (e !== outer && /auto|scroll/.test(style.overflowY)) break;
        const clips = style.overflowY !== "visible" || /paint|content|strict/.test(style.contain);
        // What it was scrolled to, if only by a link into it, it may be scrolled back from.
        if (e !== outer && clips && at.bottom < box.bottom - SLIP) return at.bottom - box.top - e.scrollTop;
        // What is taken out of the flow has nothing under it.
        for (let next = /static|relative|sticky/.test(style.position) && e; next && (next = next.nextElementSibling); ) {
          const { top, bottom, left, right } = next.getBoundingClientRect();
          const isUnder = bottom > top && right > left && top >= box.top && top < box.bottom - OVERLAP && left < box.right - SLIP && right > box.left + SLIP;
          if (isUnder && /static|relative/.test(getComputedStyle(next).position)) return top - box.top;
        }
      }
      return Infinity;
    }

    const tell = () => {
      asked = 0;
      const box = outer.getBoundingClientRect();
      // A frame that is not shown has no window over it.
      if (!box.width || !innerHeight || prints) return;
      const k = scale(box), [top, bottom] = sight();
      if (layout === "pinned") {
        high(frame, px(Math.min((bottom - top) / k, height)));
        put(frame, { top: px(offset() / k) });
        const isWithin = box.top < top - SLIP && box.bottom > bottom + SLIP;
        if (!slipped && isWithin && Math.abs(frame.getBoundingClientRect().top - top) > SLIP) {
          // Something in the article does not let it stay in the window: it becomes as high as the story instead.
          slipped = true;
          return hello();
        }
      }
      const now = { top: (top - box.top) / k, height: (bottom - top) / k };
      if (now.top + " " + now.height !== last) send({ type: "window", ...now });
      last = now.top + " " + now.height;
    };
    const ask = () => { asked = asked || requestAnimationFrame(tell); };
    const hello = () => {
      last = "";
      lookAround();
      send({ type: "hello", follow: most < Infinity ? "player" : room && sticks && !slipped ? "pinned" : "flow" });
      ask();
    };
    const check = () => {
      const box = outer.getBoundingClientRect(), free = limit(), stuck = sticks;
      // What had nothing to scroll before the story was there may scroll it now.
      if (layout === "flow" && room && !slipped && most === Infinity) {
        lookAround();
        if (sticks && !stuck) return hello();
      }
      // What is folded up says nothing of the room that there will be.
      if (!box.width || prints || free > box.height || free < OVERLAP) return;
      most = free / scale(box);
      if (/flow|pinned/.test(layout)) hello();
      else fit();
    };
    const checkSoon = () => {
      clearTimeout(checking);
      checking = setTimeout(check, SETTLED);
    };
    function fit() {
      if (!height || prints) return;
      const isPinned = layout === "pinned";
      if (!isPinned) high(frame, px(Math.min(height, most)));
      if (room) high(room, isPinned ? px(height) : "auto");
      last = "";
      ask();
      checkSoon();
    }
    /** On paper a frame is as high as its step, and stands where it is. */
    const print = ({ type }) => {
      const top = () => outer.getBoundingClientRect().top;
      prints = type === "beforeprint" && paper > 0;
      if (prints) stood = top();
      if (room) put(frame, { position: prints ? "static" : "sticky" });
      if (!prints) {
        fit();
        // Some browsers keep what follows the frame in its place instead of the frame.
        const back = () => (scroller || self).scrollBy({ top: top() - stood, behavior: "instant" });
        back();
        return requestAnimationFrame(() => requestAnimationFrame(back));
      }
      high(frame, px(paper));
      if (room) high(room, "auto");
    };
    const anew = () => {
      // A phone's window changes its height with its bars, and the article nothing.
      if (wide !== innerWidth) most = Infinity;
      wide = innerWidth;
      hello();
    };
    const moved = () => {
      ask();
      checkSoon();
    };
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow || !data || data.springSurge !== 1) return;
      const { type } = data;
      if (type === "hello") return hello();
      if (type === "height") {
        if (!(data.height > 0 && data.height < 1e6)) return;
        paper = data.paper || 0;
        if (height === data.height && layout === data.layout) return;
        height = data.height;
        layout = data.layout;
        fit();
        // What was found too low meanwhile has no room for it.
        if (most < Infinity && /flow|pinned/.test(layout)) hello();
      } else if (type === "scroll" && data.top >= 0) {
        const box = outer.getBoundingClientRect();
        (scroller || self).scrollBy({ top: box.top + data.top * scale(box) - sight()[0], behavior: "instant" });
        last = "";
        ask();
      }
      if (calls[type]) for (const call of calls[type]) call(data);
    };
    const listens = [[self, "message", hear], [self, "resize", anew], [frame, "load", hello], [self, "beforeprint", print], [self, "afterprint", print]];
    for (const [target, type, call] of listens) target.addEventListener(type, call);
    addEventListener("scroll", ask, { capture: true, passive: true });
    const seen = new ResizeObserver(moved);
    // What grows above the frame moves it.
    for (const element of [outer, document.body]) if (element) seen.observe(element);
    put(frame, { width: "100%", border: "0", padding: "0", "max-height": "none", "min-height": "0" });
    const story = {
      version: 1,
      frame,
      on: (type, call) => {
        if (!calls[type]) throw new TypeError(`Spring Surge: there is no event "${type}"`);
        calls[type].push(call);
        return () => { calls[type] = calls[type].filter((other) => other !== call); };
      },
      goTo: (step) => send({ type: "goTo", step }),
      setLang: (lang) => send({ type: "setLang", lang }),
      setTheme: (theme) => send({ type: "setTheme", theme }),
      destroy: () => {
        for (const [target, type, call] of listens) target.removeEventListener(type, call);
        removeEventListener("scroll", ask, { capture: true });
        cancelAnimationFrame(asked);
        clearTimeout(checking);
        seen.disconnect();
        // A frame of the article's own stays in it, as it was.
        if (room) frame.remove();
        else send({ type: "hello", follow: "player" });
        for (const [element, name, value, priority] of before) element.style.setProperty(name, value, priority);
        attached.delete(frame);
        ended.add(frame);
      },
    };
    attached.set(frame, story);
    hello();
    return story;
  }

  /** The address of an element's frame. */
  function addressOf(element) {
    const given = (name) => element.getAttribute(name) || "";
    const url = new URL(given("src") || base, document.baseURI), lang = given("lang");
    const query = { mode: "embed", part: given("part"), theme: given("theme"), lang: lang === "en" ? "" : lang };
    for (const name in query) if (query[name]) url.searchParams.set(name, query[name]);
    if (given("step")) url.hash = `step=${encodeURIComponent(given("step"))}`;
    return url.href;
  }

  if (!customElements.get("spring-surge")) customElements.define("spring-surge", class extends HTMLElement {
    static observedAttributes = ["src", "part", "step", "lang", "theme", "title"];
    // Whether the page in the frame hears what is said to it.
    #hears = false;
    connectedCallback() {
      // Elsewhere in the article a frame begins anew, from the address that it has then.
      if (this.story) return this.#go();
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("title") || "Spring Surge";
      frame.loading = "lazy";
      frame.src = addressOf(this);
      const style = { display: "block", position: "relative", "min-height": "0", "max-height": "none", padding: "0", "box-sizing": "border-box" };
      for (const name in style) this.style.setProperty(name, style[name], "important");
      // Apart from the article's own style.
      const root = this.shadowRoot || this.attachShadow({ mode: "open" });
      root.append(frame);
      // Where the article centres what it has, it would be as narrow as any frame: two dots on a line as long as the window make
      // room, and can be broken. What the article says of its width wins.
      try {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(":host{width:100%}:host::before{content:'· ·';display:block;height:0;overflow:hidden;word-spacing:100vw}");
        root.adoptedStyleSheets = [sheet];
      } catch {
        if (!this.style.width) this.style.width = "100%";
      }
      const css = { display: "block", position: "sticky", top: "0", height: "640px", margin: "0" };
      for (const name in css) frame.style.setProperty(name, css[name], "important");
      this.story = attach(frame, {}, this);
      for (const type of EVENTS) {
        this.story.on(type, (detail) => {
          this.#hears = true;
          this.dispatchEvent(new CustomEvent(type, { detail }));
        });
      }
    }
    disconnectedCallback() {
      if (this.isConnected || !this.story) return;
      this.story.destroy();
      this.story = null;
    }
    attributeChangedCallback(name, before, value) {
      if (!this.story || before === value) return;
      const { story } = this, { frame } = story;
      if (name === "title") frame.title = value || "Spring Surge";
      else if (!this.#hears) this.#go();
      else if (name === "step" && value) story.goTo(value);
      else if (name === "theme") story.setTheme(value || "auto");
      else if (name === "lang") {
        this.#hears = false;
        story.setLang(value || "en");
      } else this.#go();
    }
    /** To the address that the element asks for, in place of the page that is there: the article's history gets no entry. */
    #go() {
      const { frame } = this.story, address = addressOf(this);
      this.#hears = false;
      let isEmpty = false;
      try {
        isEmpty = frame.contentWindow.location.href === "about:blank";
      } catch {}
      if (!isEmpty) frame.contentWindow.location.replace(address);
      else if (frame.src !== address) frame.src = address;
    }
  });

  const find = () => {
    for (const frame of document.querySelectorAll("iframe[data-spring-surge]")) if (!ended.has(frame)) attach(frame);
  };
  self.SpringSurge = {
    version: 1,
    attach: (target, options) => {
      const frame = typeof target === "string" ? document.querySelector(target) : target;
      if (!frame) throw new TypeError(`Spring Surge: there is no frame "${target}"`);
      return attach(frame, options);
    },
  };
  find();
  // Frames may come at any time.
  new MutationObserver(find).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-spring-surge"] });
})();
