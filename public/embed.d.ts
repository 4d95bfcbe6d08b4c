/**
 * The host script of Spring Surge, version 1.
 *
 *   <script async src="https://…/embed.js"></script>
 *   <spring-surge step="zone-a" lang="en" theme="auto" offset="60"></spring-surge>
 *
 *   const story = SpringSurge.attach("iframe#story", { offset: 60 });
 *   story.on("step", ({ step, number }) => console.log(step, number));
 *   story.goTo("gansu-line");
 *
 * It may come before or after the frames, and they may come at any time. A story that begins at its beginning
 * scrolls with the article; where the article has no room for one so high, it is shown a step at a time.
 */
export interface StoryEvents {
  /** The story responds. */
  ready: { step: string };
  /** Another step is shown; `number` counts from 1. */
  step: { step: string; number: number };
  /** The frame has a new height, px; `paper` is what it needs on paper, or 0. */
  height: { height: number; layout: "player" | "part" | "flow" | "pinned"; paper: number };
  /** The reader took something out for a closer look. */
  choice: { kind: "event" | "project" | "place" | "facility"; id: string };
}
export interface StoryOptions {
  /** Height of what lies over the upper edge of the window, such as a header that stays there, px. */
  offset?: number;
}
export interface Story {
  readonly version: 1;
  readonly frame: HTMLIFrameElement;
  /** Calls back at each event; the function that is returned ends it. Throws a TypeError for an event that there is not. */
  on<K extends keyof StoryEvents>(type: K, call: (event: StoryEvents[K]) => void): () => void;
  /** To a step, by key; an unknown one changes nothing. */
  goTo(step: string): void;
  /** `en` or `zh`. The reader stays at the same place. */
  setLang(lang: string): void;
  setTheme(theme: "light" | "dark" | "auto"): void;
  /** Ends everything that was tied to the frame. One of the article's own stays where it is; an element's is taken away. */
  destroy(): void;
}
/**
 * `src`, `step`, `part`, `lang`, `theme`, `title` and `offset` as attributes, which may change and go; the events above
 * as DOM events, their data in `detail`. `iframe[data-spring-surge]` takes `data-offset`.
 */
export interface SpringSurgeElement extends HTMLElement {
  story: Story | null;
}
declare global {
  const SpringSurge: {
    readonly version: 1;
    /** Looks after a frame of the article's own; twice the same gives the same. */
    attach(target: HTMLIFrameElement | string, options?: StoryOptions): Story;
  };
  interface HTMLElementTagNameMap {
    "spring-surge": SpringSurgeElement;
  }
}
