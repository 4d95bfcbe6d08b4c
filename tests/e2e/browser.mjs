// Starts what every journey needs: the built site on a local address and one browser for the file.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium, firefox } from 'playwright-core';
import { serve } from './server.mjs';
import { StoryPage } from './story-page.mjs';

export const DIST = process.env.SPRING_SURGE_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** Paths of the built files, from dist/. */
export const built = () => readdirSync(DIST, { withFileTypes: true, recursive: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(DIST, join(entry.parentPath ?? entry.path, entry.name)));

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 768, height: 1024 };
export const LAPTOP = { width: 1280, height: 720 };
export const DESK = { width: 1440, height: 900 };
export const WALL = { width: 1920, height: 1080 };

/** The engine that the journeys run in. */
export const ENGINE = process.env.SPRING_SURGE_ENGINE ?? 'chromium';
/** What the driver of an engine cannot do, not the engine, nor the story. */
const CANNOT = {
  chromium: [],
  // Over WebDriver BiDi.
  firefox: ['devtools', 'print media', 'pdf', 'offline', 'fingers', 'double clicks', 'keys in frames', 'script switched off', 'more contrast', 'forced colours'],
};

/** Options of a test that needs something of its driver: where that is missing, it says so and is left out. */
export function needs(...wanted) {
  const missing = wanted.filter((what) => CANNOT[ENGINE].includes(what));
  return missing.length ? { skip: `the driver of ${ENGINE} has no ${missing.join(', no ')}` } : {};
}

/** Clicks within a frame of another origin, which the driver of Firefox does not bring its mouse into. */
export const clickWithin = (locator) => (ENGINE === 'firefox' ? locator.evaluate((element) => element.click()) : locator.click());

const ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Firefox keeps processes ready for pages that no journey opens. */
const NO_SPARE_PROCESSES = { 'dom.ipc.processPrelaunch.enabled': false };

/**
 * A browser. Firefox takes wishes for its looks as preferences, so that each look is a browser of its own.
 */
function launch({ dark, still }) {
  if (ENGINE === 'chromium') return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });
  const looks = { 'ui.prefersReducedMotion': Number(still), 'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1 };
  return firefox.launch({ channel: 'moz-firefox', executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', firefoxUserPrefs: { ...looks, ...NO_SPARE_PROCESSES } });
}

/**
 * The site and the browser for one file of journeys. `open(t, address, wishes)` gives a page of the
 * story in a context of its own that is closed with the test. Wishes: `size`, `dark`, `still`
 * (reduced motion), `script: false`, `prepare(page)` before the address is opened, and
 * `wait: false` to return before an engine is there, `wait: 'stage'` before the instruments are, `worker` to let the page keep itself, and
 * `touch` for a screen that feels fingers, and `until` for how much of the document must have come.
 */
export function theSite({ prefix = '/', dir = DIST, policed = false, headers = {} } = {}) {
  const world = { browsers: new Map() };
  const browserFor = (looks) => {
    const key = ENGINE === 'chromium' ? 'any' : JSON.stringify(looks);
    if (!world.browsers.has(key)) world.browsers.set(key, launch(looks));
    return world.browsers.get(key);
  };
  before(async () => {
    world.site = await serve(dir, { prefix, policed, headers });
    world.browser = await browserFor({ dark: false, still: false });
  });
  after(async () => {
    for (const browser of world.browsers.values()) await (await browser).close();
    await world.site?.close();
  });
  const open = async (t, address = '', wishes = {}) => {
    const { size = DESK, dark = false, still = false, script = true, prepare, wait = script, worker = false, touch = false, until = script ? 'domcontentloaded' : 'load' } = wishes;
    const context = await (await browserFor({ dark, still })).newContext({
      viewport: size,
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: still ? 'reduce' : 'no-preference',
      javaScriptEnabled: script,
      hasTouch: touch,
      serviceWorkers: worker ? 'allow' : 'block',
    });
    t.after(() => context.close());
    if (script && ENGINE === 'chromium') await context.addInitScript(withoutGhost);
    const story = new StoryPage(await context.newPage(), world.site.url);
    await prepare?.(story.page);
    // The engine is not part of the page's loading, so the journey waits for its mark instead. Without
    // script nothing holds the document back until its style has come, so that is waited for.
    await story.page.goto(world.site.url + address, { waitUntil: until });
    if (wait === 'stage') await story.guided();
    else if (wait) await story.ready();
    return story;
  };
  return { open, site: () => world.site, browser: () => world.browser };
}

/** When a page is closed with its mouse, Chromium may tell the next page of one that moves in its corner. */
function withoutGhost() {
  const quiet = (event) => event.isTrusted && !event.clientX && !event.clientY && event.stopImmediatePropagation();
  for (const name of ['pointerover', 'pointermove', 'mouseover', 'mousemove']) addEventListener(name, quiet, true);
}

/** A door for requests: those that match wait in front of it until it is opened. */
export async function holdBack(page, pattern) {
  let open;
  const opened = new Promise((resolve) => { open = resolve; });
  await page.route(pattern, async (route) => {
    await opened;
    // A page that was closed meanwhile has no use for the answer.
    await route.continue().catch(() => {});
  });
  return open;
}
