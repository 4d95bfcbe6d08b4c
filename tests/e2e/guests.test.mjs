// Guests of others: articles whose own style, scripts and frames stand in the way. Whatever they do, the story is read
// through, its picture beside the words, and no window of it is blank.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clickWithin, theSite } from './browser.mjs';
import { article, serveArticles, words } from './hosts.mjs';

const { site, browser } = theSite();
const pages = {};
let hosts;
before(async () => { hosts = await serveArticles(pages); });
after(() => hosts?.close());

const SIZE = { width: 1000, height: 800 };
const script = (base) => `<script src="${base}embed.js"></script>`;
const element = (attributes = '') => (base) => `<spring-surge ${attributes}></spring-surge>${script(base)}`;
const frame = (attributes = '') => (base) => `<iframe data-spring-surge title="Story" src="${base}?mode=embed" width="100%" height="640" ${attributes}></iframe>${script(base)}`;
const plain = (query = '', attributes = '') => (base) => `<iframe title="Story" src="${base}?mode=embed${query}" style="width:100%;height:640px;border:0" ${attributes}></iframe>`;
const isLive = () => performance.getEntriesByName('instruments-ready').length > 0;

/** Opens an article and gives its story once it is there. */
async function visit(t, path, body, { head = '', size = SIZE, prepare, until = isLive, whole = article } = {}) {
  pages[path] = whole(body(site().url), head);
  const context = await browser().newContext({ viewport: size, reducedMotion: 'reduce' });
  t.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await prepare?.(page);
  await page.goto(hosts.url + path, { waitUntil: 'domcontentloaded' });
  return { page, errors, story: await storyIn(page, until) };
}

/** The frame of the story, brought into the window. */
async function storyIn(page, until = isLive) {
  await page.waitForFunction(() => {
    const outer = document.querySelector('spring-surge, iframe');
    outer?.scrollIntoView({ block: 'center' });
    return outer && (outer.shadowRoot ? outer.shadowRoot.querySelector('iframe') : outer.tagName === 'IFRAME');
  });
  let story;
  while (!(story = page.frames().find((f) => f.url().startsWith(site().url)))) await page.evaluate(() => new Promise(requestAnimationFrame));
  await story.waitForFunction(until, null, { polling: 50 });
  return story;
}

const inLayout = (story, layout) => story.waitForFunction((layout) => document.documentElement.dataset.layout === layout, layout, { polling: 50 });
const atStep = (story, id) => story.waitForFunction((id) => document.querySelector('[aria-current="step"]')?.dataset.step === id, id, { polling: 50 });
const stepOf = (story) => story.evaluate(() => document.querySelector('[aria-current="step"]').dataset.step);

/** What of the article a reader sees the story through: the window, or a box of the article that is scrolled. */
const windowOver = `(() => {
  const outer = document.querySelector('spring-surge, iframe');
  for (let e = outer.parentElement; e && e !== document.documentElement; e = e.parentElement) {
    const how = getComputedStyle(e).overflowY;
    if (/auto|scroll/.test(how) && e.scrollHeight > e.clientHeight + 1) {
      const { top } = e.getBoundingClientRect();
      return { outer, scroller: e, top: Math.max(top, 0), bottom: Math.min(top + e.clientHeight, innerHeight) };
    }
  }
  return { outer, scroller: document.scrollingElement, top: Number(outer.getAttribute('offset') ?? outer.dataset.offset ?? 0), bottom: innerHeight };
})()`;

/** Where things of the story lie in the article's window, px: those of the frame as the article scales and cuts it. */
async function placed(page, story, id) {
  const inFrame = await story.evaluate((id) => {
    const box = (element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    };
    const step = document.getElementById(`step-${id}`);
    return { heading: box(step.querySelector('h2')), picture: box(document.querySelector('.picture')), step: box(step), width: innerWidth, scrolled: scrollY };
  }, id);
  return page.evaluate(([inFrame, windowOver]) => {
    const { outer, top, bottom } = eval(windowOver);
    const frame = outer.shadowRoot?.querySelector('iframe') ?? outer;
    const box = frame.getBoundingClientRect(), k = box.width / inFrame.width;
    const out = (b) => ({ left: box.left + b.left * k, top: box.top + b.top * k, right: box.left + b.right * k, bottom: box.top + b.bottom * k });
    const heading = out(inFrame.heading), x = heading.left + 4, y = (heading.top + heading.bottom) / 2;
    return {
      window: { top, bottom }, frame: { top: box.top, bottom: box.bottom }, heading, picture: out(inFrame.picture), step: out(inFrame.step), k,
      // Whatever lies on top of the heading in the article is the story's frame.
      isOnTop: [outer, frame].includes(document.elementFromPoint(x, y)),
    };
  }, [inFrame, windowOver]);
}

/** Scrolls the article until a step is read, and expects its heading and the picture in the window. */
async function readTo(page, story, id) {
  const { step, window } = await placed(page, story, id);
  await page.evaluate(([by, windowOver]) => { eval(windowOver).scroller.scrollTop += by; }, [step.top - window.top - 0.66 * (window.bottom - window.top), windowOver]);
  await atStep(story, id);
  let at, last;
  do {
    last = JSON.stringify(at);
    at = await placed(page, story, id);
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  } while (JSON.stringify(at) !== last);
  assert.ok(at.picture.top > at.window.top - 3 && at.picture.bottom < at.window.bottom + 3, `${id}: the picture is not in the window: ${JSON.stringify(at)}`);
  assert.ok(at.picture.bottom - at.picture.top > 0.2 * (at.window.bottom - at.window.top), `${id}: the picture is low: ${JSON.stringify(at)}`);
  assert.ok(at.heading.top > at.window.top && at.heading.bottom < at.window.bottom, `${id}: the heading is not in the window: ${JSON.stringify(at)}`);
  assert.ok(at.heading.top > at.picture.bottom - 3 || at.heading.right < at.picture.left + 3, `${id}: the picture lies on the heading: ${JSON.stringify(at)}`);
  assert.ok(at.isOnTop, `${id}: something of the article lies on the heading: ${JSON.stringify(at)}`);
}

/** Steps on with the buttons; each step's heading and the picture are seen in the frame, and the frame in the article. */
async function stepThrough(page, story) {
  for (const id of ['posture', 'chain', 'zone-a']) {
    await clickWithin(story.locator('.stepper [rel="next"]'));
    await atStep(story, id);
    const at = await placed(page, story, id);
    assert.ok(at.heading.top >= at.frame.top && at.heading.bottom <= at.frame.bottom, `${id}: ${JSON.stringify(at)}`);
    assert.ok(at.picture.top >= at.frame.top - 1 && at.picture.bottom <= at.frame.bottom + 1, `${id}: ${JSON.stringify(at)}`);
    assert.ok(at.isOnTop, `${id}: ${JSON.stringify(at)}`);
  }
}

const wide = 'body { max-width: none; }';
/** Articles by what their style does, with the layout that the element and a plain frame get there. */
const HOSTS = [
  ['scrolls its body sideways no more', 'html, body { overflow-x: hidden; }', '', 'flow', 'flow'],
  ['hides what overflows its body alone', 'body { overflow: hidden auto; }', '', 'pinned', 'flow'],
  ['clips its body', 'html { overflow-x: clip; } body { overflow-x: clip; }', '', 'pinned', 'flow'],
  ['scrolls its body', 'html { height: 100%; overflow: hidden; } body { height: 100%; overflow: auto; max-width: none; }', '', 'pinned', 'flow'],
  ['hides what overflows a box', '.box { overflow: hidden; }', '', 'flow', 'flow'],
  ['scrolls a box under a bar', 'html, body { height: 100%; max-width: none; } body { display: flex; flex-direction: column; } h1 { height: 60px; flex: none; } .page { flex: 1; min-height: 0; overflow-y: auto; }', '', 'pinned', 'flow'],
  ['transforms', '.box { transform: translateX(0); } .within { will-change: transform; filter: none; perspective: 100px; }', '', 'pinned', 'flow'],
  ['centres in a column', '.box { display: flex; flex-direction: column; align-items: center; }', '', 'pinned', 'flow'],
  ['is a flex row', '.box { display: flex; } .within { flex: 1; min-width: 0; }', '', 'pinned', 'flow'],
  ['is a flex column of one window', `${wide} .box { display: flex; flex-direction: column; height: 100vh; overflow: auto; } .within { display: contents; }`, '', 'pinned', 'flow'],
  ['is a grid', '.box { display: grid; grid-template-columns: 1fr min(100%, 640px) 1fr; } .within { grid-column: 2; }', '', 'pinned', 'flow'],
  ['contains', '.box { contain: layout paint style; } .within { contain: content; }', '', 'pinned', 'flow'],
  ['is written from right to left', '', ' dir="rtl"', 'pinned', 'flow'],
  ['counts sizes in its own way', '* { box-sizing: content-box; } iframe, spring-surge { max-width: 100%; padding: 12px; border: 3px solid red; aspect-ratio: 16 / 9; height: 315px !important; min-height: 10px; max-height: 400px; }', '', 'pinned', 'flow'],
  ['zooms', '.box { zoom: 1.25; }', '', 'pinned', 'flow'],
  ['scales', '.box { transform: scale(0.9); transform-origin: 0 0; }', '', 'pinned', 'flow'],
  ['scrolls smoothly', 'html { scroll-behavior: smooth; }', '', 'pinned', 'flow'],
  ['has a box of a fixed height', '.box { height: 500px; overflow: hidden; }', '', 'player', 'player'],
  ['keeps a ratio by its padding', '.box { position: relative; height: 0; padding-bottom: 62%; overflow: hidden; } .within, .within iframe { position: absolute; inset: 0; width: 100%; height: 100%; }', '', 'player', 'player'],
  ['has rows of a fixed height', '.box { display: grid; grid-auto-rows: 480px; }', '', 'player', 'player'],
];
for (const [does, head, attributes, ...layouts] of HOSTS) {
  for (const [kind, body, layout] of [['an element', element(), layouts[0]], ['a frame with our script', frame(), layouts[1]]]) {
    test(`an article that ${does} shows the story whole: ${kind}`, async (t) => {
      const whole = (body, head) => `<!doctype html><html lang="en"${attributes}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>An article</title>
        <style>body { margin: 0 auto; max-width: 720px; } h1 { margin: 0; }</style>${head}</head>
        <body><h1>An article</h1><div class="page">${words}<div class="box"><div class="within">${body}</div><p>More of the box.</p></div>${words}</div></body></html>`;
      const { page, story, errors } = await visit(t, `/guest-${encodeURIComponent(does)}-${kind.length}`, body, { head: `<style>${head}</style>`, whole });
      await inLayout(story, layout);
      await page.evaluate(() => document.querySelector('.box').scrollIntoView());
      if (layout === 'player') await stepThrough(page, story);
      else for (const id of ['posture', 'zone-a', 'conclusion', 'chain']) await readTo(page, story, id);
      // What follows in the article lies behind the story and not under it.
      const [end, next] = await page.evaluate(() => [document.querySelector('spring-surge, iframe'), document.querySelector('.box > p')].map((e) => e.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom]));
      assert.ok(layout === 'player' || next[0] > end[1] - 60 || does.includes('row'), `${next} under ${end}`);
      assert.deepEqual(errors, []);
    });
  }
}
