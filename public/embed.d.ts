/**
 * The host script of Spring Surge, version 1.
 *
 *   <script async src="https://…/embed.js"></script>
 *   <spring-surge step="zone-a" lang="en" theme="auto"></spring-surge>
 *
 *   const story = SpringSurge.attach("iframe#story");
 *   story.on("step", ({ step, number }) => console.log(step, number));
 *   story.goTo("gansu-line");
 */
export interface StoryEvents {
  /** The story responds. */
  ready: { step: string };
  /** Another step is shown; `number` counts from 1. */
  step: { step: string; number: number };
  /** The frame has a new height, px. */
  height: { height: number; layout: "player" | "part" | "flow" | "pinned" };
  /** The reader took something out for a closer look. */
  choice: { kind: "event" | "project" | "place" | "facility"; id: string };
}
export interface Story {
  readonly version: 1;
  readonly frame: HTMLIFrameElement;
  /** Calls back at each event; the function that is returned ends it. Throws a TypeError for an event that there is not. */
  on<K extends keyof StoryEvents>(type: K, call: (event: StoryEvents[K]) => void): () => void;
  /** To a step, by key; an unknown one changes nothing. */
  goTo(step: string): void;
  /** `en` or `zh`. */
  setLang(lang: string): void;
  setTheme(theme: "light" | "dark" | "auto"): void;
  /** Takes the frame away, and everything that was tied to it. */
  destroy(): void;
}
/** `src`, `step`, `part`, `lang`, `theme` and `title` as attributes; the events above as DOM events, their data in `detail`. */
export interface SpringSurgeElement extends HTMLElement {
  story: Story | null;
}
declare global {
  const SpringSurge: { readonly version: 1; attach(target: HTMLIFrameElement | string): Story };
  interface HTMLElementTagNameMap {
    "spring-surge": SpringSurgeElement;
  }
}
