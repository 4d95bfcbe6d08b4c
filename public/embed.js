// The host script of Spring Surge, version 1: <spring-surge step="…"> and iframe[data-spring-surge].
// No dependency, no cookie, no request but the frame itself. Types and an example: embed.d.ts.
(() => {
  if (self.SpringSurge) return;
  const base = document.currentScript ? new URL("./", document.currentScript.src).href : "./";
  const frames = new Set();
  const important = (element, css) => {
    for (const name in css) element.style.setProperty(name, css[name], "important");
  };
  // A frame that is to stay in the window needs ancestors that let it.
  const stays = (element) => {
    for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) {
      if (!/^(visible|clip)$/.test(getComputedStyle(above).overflowY)) return false;
    }
    return true;
  };

  /** Looks after one frame. `room` is the element that may grow as high as the story; null for a frame alone. */
  function attach(frame, room = null) {
    for (const known of frames) if (known.frame === frame) return known.handle;
    const calls = { ready: [], step: [], height: [], choice: [] };
    let height = 0, layout = "", asked = 0, last = "";
    const send = (message) => frame.contentWindow && frame.contentWindow.postMessage({ springSurge: 1, ...message }, "*");
    const tell = () => {
      asked = 0;
      const box = (room || frame).getBoundingClientRect();
      // A frame that is not shown has no window over it.
      if (!box.width || !innerHeight) return;
      if (layout === "pinned") important(frame, { height: Math.min(innerHeight, height) + "px" });
      const now = -box.top + " " + innerHeight;
      if (now !== last) send({ type: "window", top: -box.top, height: innerHeight });
      last = now;
    };
    const ask = () => { asked = asked || requestAnimationFrame(tell); };
    const hello = () => {
      last = "";
      send({ type: "hello", follow: room && stays(room) ? "pinned" : "flow" });
      ask();
    };
    const fit = () => {
      important(frame, { height: (layout === "pinned" ? Math.min(innerHeight, height) : height) + "px" });
      if (room) important(room, { height: layout === "pinned" ? height + "px" : "auto" });
      last = "";
      ask();
    };
    const hear = ({ source, data }) => {
      if (source !== frame.contentWindow || !data || data.springSurge !== 1) return;
      const { type } = data;
      if (type === "hello") hello();
      else if (type === "height" && data.height > 0 && data.height < 1e6) {
        height = data.height;
        layout = data.layout;
        fit();
      } else if (type === "scroll" && data.top >= 0) {
        scrollBy(0, (room || frame).getBoundingClientRect().top + data.top);
        last = "";
        ask();
      }
      if (calls[type]) for (const call of calls[type]) call(data);
    };
    addEventListener("message", hear);
    addEventListener("scroll", ask, { capture: true, passive: true });
    addEventListener("resize", ask);
    frame.addEventListener("load", hello);
    const seen = new ResizeObserver(ask);
    seen.observe(room || frame);
    important(frame, { width: "100%", border: "0", "max-height": "none", "min-height": "0" });
    const entry = {
      frame,
      handle: {
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
          removeEventListener("message", hear);
          removeEventListener("scroll", ask, { capture: true });
          removeEventListener("resize", ask);
          cancelAnimationFrame(asked);
          seen.disconnect();
          frame.remove();
          if (room) room.style.removeProperty("height");
          frames.delete(entry);
        },
      },
    };
    frames.add(entry);
    hello();
    return entry.handle;
  }

  customElements.define("spring-surge", class extends HTMLElement {
    static observedAttributes = ["step", "lang", "theme"];
    connectedCallback() {
      if (this.story) return;
      const at = (name) => encodeURIComponent(this.getAttribute(name) || "");
      const lang = this.getAttribute("lang") || "en";
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("title") || "Spring Surge";
      frame.loading = "lazy";
      frame.src = (this.getAttribute("src") || base) + "?mode=embed" + ["part", "theme"].map((name) => at(name) && `&${name}=${at(name)}`).join("")
        + (lang === "en" ? "" : `&lang=${at("lang")}`) + (at("step") && `#step=${at("step")}`);
      important(this, { display: "block", position: "relative", "min-height": "0", "max-height": "none" });
      // Apart from the article's own style.
      (this.shadowRoot || this.attachShadow({ mode: "open" })).append(frame);
      important(frame, { display: "block", position: "sticky", top: "0", height: "640px", margin: "0" });
      this.story = attach(frame, this);
      for (const type of ["ready", "step", "height", "choice"]) {
        this.story.on(type, (detail) => this.dispatchEvent(new CustomEvent(type, { detail })));
      }
    }
    disconnectedCallback() {
      if (this.isConnected || !this.story) return;
      this.story.destroy();
      this.story = null;
    }
    attributeChangedCallback(name, before, value) {
      if (!this.story || before === value) return;
      if (name === "step") this.story.goTo(value);
      else if (name === "lang") this.story.setLang(value);
      else this.story.setTheme(value || "auto");
    }
  });

  const find = () => document.querySelectorAll("iframe[data-spring-surge]").forEach((frame) => attach(frame));
  self.SpringSurge = { version: 1, attach: (target) => attach(typeof target === "string" ? document.querySelector(target) : target) };
  find();
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", find);
})();
