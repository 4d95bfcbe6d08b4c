// WebKit, driven over W3C WebDriver (https://www.w3.org/TR/webdriver2/): the one engine that the driver
// of the other journeys cannot drive as Debian packs it. Only what journeys here need.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after, before } from 'node:test';
import { DIST } from './browser.mjs';
import { serve } from './server.mjs';

const DRIVER = process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const PROGRAM = process.env.WEBKIT ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
/** Key names of WebDriver, section 17.4.2. */
const KEYS = { Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', ArrowRight: '\uE014', ArrowLeft: '\uE012', End: '\uE010', Home: '\uE011', Space: ' ' };
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** A port that nobody listens on. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Longer than any script may take: a browser that is gone answers nothing, and would be waited for without end. */
const ANSWER_MS = 90_000;

/** One window of WebKit. */
class WebKitPage {
  constructor(session) {
    this.session = session;
  }

  async send(method, path, body) {
    const answer = await fetch(`${this.session}${path}`, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' }, signal: AbortSignal.timeout(ANSWER_MS) });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }

  goto(url) {
    return this.send('POST', '/url', { url });
  }

  /** The value of a function of the page; it may be a promise. */
  async evaluate(act, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve((${act}).apply(null, Array.from(arguments).slice(0, -1))).then((value) => done({ value }), (reason) => done({ reason: String(reason) }));`;
    const { value, reason } = await this.send('POST', '/execute/async', { script, args });
    if (reason) throw new Error(reason);
    return value;
  }

  /** Until a function of the page gives something true; it is asked with every frame. */
  waitFor(act, ...args) {
    return this.evaluate(`async (...args) => { while (!(${act})(...args)) await new Promise((next) => setTimeout(next, 16)); return true; }`, ...args);
  }

  async find(selector) {
    return (await this.send('POST', '/element', { using: 'css selector', value: selector }))[ELEMENT];
  }

  async click(selector) {
    return this.send('POST', `/element/${await this.find(selector)}/click`, {});
  }

  /** Keys, where the focus is. */
  press(...keys) {
    const actions = keys.flatMap((key) => ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[key] ?? key })));
    return this.send('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  resize({ width, height }) {
    return this.send('POST', '/window/rect', { width, height });
  }

  /** Until map, timeline and steps follow the story, and all can be taken in hand. */
  async ready() {
    await this.waitFor(() => performance.getEntriesByName('story-ready').length > 0);
    await this.evaluate(() => { document.dispatchEvent(new Event('spring-surge:want')); });
    await this.waitFor(() => performance.getEntriesByName('instruments-ready').length > 0);
  }

  /** Until a step is the current one and the picture rests. */
  arriveAt(step) {
    return this.waitFor((step) => document.querySelector('[aria-current="step"]')?.dataset.step === step && !document.querySelector('#map .is-moving'), step);
  }

  close() {
    return this.send('DELETE', '');
  }
}

/** The site, under the policy that dist/ asks its hosts for, and a window of WebKit for each test of a file. */
export function theSiteInWebKit() {
  const world = {};
  before(async () => {
    world.site = await serve(DIST, { policed: true });
    const port = await freePort();
    world.driver = spawn(DRIVER, [`--port=${port}`], { stdio: 'ignore' });
    world.url = `http://127.0.0.1:${port}`;
    while (!(await fetch(`${world.url}/status`).catch(() => undefined))?.ok) await new Promise((next) => setImmediate(next));
  });
  after(async () => {
    world.driver?.kill();
    await world.site?.close();
  });
  const open = async (t, address, { size = { width: 1280, height: 900 }, as } = {}) => {
    const args = ['--automation', ...(as ? [`--user-agent=${as}`] : [])];
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', timeouts: { script: 30000 }, 'webkitgtk:browserOptions': { binary: PROGRAM, args } } };
    const answer = await fetch(`${world.url}/session`, { method: 'POST', body: JSON.stringify({ capabilities }) });
    const { value } = await answer.json();
    if (!value.sessionId) throw new Error(`WebKit did not start: ${JSON.stringify(value)}`);
    const page = new WebKitPage(`${world.url}/session/${value.sessionId}`);
    t.after(() => page.close());
    await page.resize(size);
    await page.goto(/^\w+:/.test(address) ? address : world.site.url + address);
    return page;
  };
  return { open, site: () => world.site };
}
