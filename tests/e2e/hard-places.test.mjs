// Articles that make it hard: hidden, moved, lazy and hostile places, and networks that fail half-way.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clickWithin, needs, theSite } from './browser.mjs';
import { article, serveArticles } from './hosts.mjs';
import { ui } from './seeds.mjs';

const { site, browser } = theSite();
const pages = {};
let hosts;
before(async () => { hosts = await serveArticles(pages); });
after(() => hosts?.close());

async function read(t, path, body, { head = '', prepare } = {}) {
  pages[path] = article(body(site().url), head);
  const context = await browser().newContext({ viewport: { width: 1000, height: 800 } });
  t.after(() => context.close());
  const page = await context.newPage();
  await prepare?.(page);
  await page.goto(hosts.url + path);
  return page;
}

const live = (frame) => frame.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0, undefined, { polling: 50 });
const step = (frame) => frame.evaluate(() => document.querySelector('[aria-current="step"]').dataset.step);
const atStep = (frame, id) => frame.waitForFunction((id) => document.querySelector('[aria-current="step"]')?.dataset.step === id, id);
const element = (base) => `<spring-surge></spring-surge><script src="${base}embed.js"></script>`;
const plain = (base) => `<iframe title="Story" src="${base}?mode=embed" style="width:100%;height:640px;border:0"></iframe>`;
/** The frame once it is there; it may come late. */
async function frameOf(page) {
  await page.waitForFunction(() => [...document.querySelectorAll('iframe, spring-surge')].some((e) => e.tagName === 'IFRAME' || e.shadowRoot?.querySelector('iframe')));
  let frame;
  while (!(frame = page.frames().find((f) => f.url().startsWith(site().url)))) await page.evaluate(() => new Promise(requestAnimationFrame));
  await live(frame);
  return frame;
}

/** Scrolls the article until a step's text lies in the window, and expects the story to show that step. */
async function follows(page, frame, id) {
  const y = await frame.evaluate((id) => document.getElementById(`step-${id}`).getBoundingClientRect().top + scrollY, id);
  await page.evaluate((y) => {
    const box = document.querySelector('spring-surge').getBoundingClientRect();
    // Well below the picture, where the step is being read.
    scrollTo(0, box.top + scrollY + y - innerHeight * 0.7);
  }, y);
  await atStep(frame, id);
}

test('inside a transformed parent the story scrolls with the article', async (t) => {
  const page = await read(t, '/transformed', (base) => `<div style="transform: translateX(0)"><div style="will-change: transform">${element(base)}</div></div>`);
  await page.locator('spring-surge').scrollIntoViewIfNeeded();
  const frame = await frameOf(page);
  await page.waitForFunction(() => document.querySelector('spring-surge').getBoundingClientRect().height > 4000);
  await follows(page, frame, 'sanjili');
  await follows(page, frame, 'chain');
});

test('a parent that is hidden at first costs nothing, and shows the story when it is shown', async (t) => {
  for (const body of [element, plain]) {
    const page = await read(t, `/hidden-${body.name}`, (base) => `<div id="later" style="display: none">${body(base)}</div>`);
    await page.evaluate(() => {
      document.getElementById('later').style.display = '';
      document.getElementById('later').scrollIntoView();
    });
    const frame = await frameOf(page);
    await frame.waitForFunction(() => document.getElementById('map').getBoundingClientRect().height > 50);
    if (body === element) await follows(page, frame, 'sanjili');
    else {
      await clickWithin(frame.locator('.stepper [rel="next"]'));
      await atStep(frame, 'posture');
    }
  }
});

test('a story that is put into the article later, and moved, works', async (t) => {
  const page = await read(t, '/late', (base) => `<div id="first"></div><div id="second"></div><script src="${base}embed.js"></script>`);
  await page.evaluate(() => {
    const story = document.createElement('spring-surge');
    story.setAttribute('part', 'step');
    story.setAttribute('step', 'jinmeng');
    document.getElementById('first').append(story);
    story.scrollIntoView();
  });
  assert.equal(await step(await frameOf(page)), 'jinmeng');
});

test('a lazy frame far below is fetched when the reader comes near, and not before', async (t) => {
  const asked = [];
  const page = await read(t, '/lazy', (base) => `<div style="height: 9000px"></div><iframe loading="lazy" title="Story" src="${base}?mode=embed" style="width:100%;height:640px"></iframe>`, {
    prepare: async (page) => page.on('request', (request) => asked.push(request.url())),
  });
  assert.equal(asked.some((url) => url.startsWith(site().url)), false);
  await page.locator('iframe').scrollIntoViewIfNeeded();
  assert.equal(await step(await frameOf(page)), 'announcement');
});

test('hostile style of the article reaches neither the element nor what is in it', async (t) => {
  const head = `<style>
    * { font-size: 3px !important; color: red !important; }
    iframe { display: none !important; height: 1px !important; max-height: 1px !important; width: 10px !important; position: fixed !important; }
    spring-surge { max-height: 20px; overflow: visible; position: static; }
  </style>`;
  const page = await read(t, '/hostile', element, { head });
  await page.locator('spring-surge').scrollIntoViewIfNeeded();
  const frame = await frameOf(page);
  await page.waitForFunction(() => document.querySelector('spring-surge').getBoundingClientRect().height > 4000);
  const box = await page.evaluate(() => {
    const { width, height } = document.querySelector('spring-surge').shadowRoot.querySelector('iframe').getBoundingClientRect();
    return { width, height };
  });
  assert.ok(box.width > 600 && box.height > 400, JSON.stringify(box));
  assert.ok(await frame.evaluate(() => parseFloat(getComputedStyle(document.querySelector('#story p')).fontSize)) > 14);
  await follows(page, frame, 'sanjili');
});

test('hostile style on a plain frame with our script leaves it as wide and as high as it must be', async (t) => {
  const head = '<style>iframe { width: 10px; height: 20px !important; max-height: 30px; border: 9px solid red; }</style>';
  const page = await read(t, '/hostile-frame', (base) => `<iframe data-spring-surge title="Story" src="${base}?mode=embed"></iframe><script src="${base}embed.js"></script>`, { head });
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await frameOf(page);
  await page.waitForFunction(() => document.querySelector('iframe').getBoundingClientRect().height > 4000);
  assert.ok(await page.evaluate(() => document.querySelector('iframe').getBoundingClientRect().width) > 600);
});

test('a host that takes every message for JSON goes on, and so does the story', async (t) => {
  const head = `<script>
    window.heights = [];
    addEventListener('message', (event) => {
      // As such hosts do: an object makes this throw, and must harm nobody else.
      const message = JSON.parse(event.data);
      if (message.height) window.heights.push(message.height);
    });
  </script>`;
  const page = await read(t, '/blind', plain, { head });
  await page.locator('iframe').scrollIntoViewIfNeeded();
  const frame = await frameOf(page);
  await page.waitForFunction(() => window.heights.length > 0);
  await clickWithin(frame.locator('.stepper [rel="next"]'));
  await atStep(frame, 'posture');
});

test('when the network fails after the HTML came, the text is there and a line says what is missing', async (t) => {
  for (const address of ['', '?mode=embed']) {
    const context = await browser().newContext({ viewport: { width: 1000, height: 800 } });
    t.after(() => context.close());
    const page = await context.newPage();
    await page.route((url) => url.pathname !== '/' && !url.pathname.endsWith('.css') && !/boot-|mode-/.test(url.pathname), (route) => route.abort());
    await page.goto(site().url + address, { waitUntil: 'domcontentloaded' });
    await page.locator('#broken').waitFor({ state: 'visible' });
    assert.equal(await page.locator('#broken span').textContent(), ui.broken);
    assert.ok(await page.locator('.step:visible').count() > 10);
  }
});

test('without any file but the HTML the text can still be read', async (t) => {
  const context = await browser().newContext({ viewport: { width: 1000, height: 800 } });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.route((url) => url.pathname !== '/', (route) => route.abort());
  await page.goto(site().url, { waitUntil: 'domcontentloaded' });
  assert.ok(await page.locator('.step:visible').count() > 10);
  assert.ok(await page.locator('#notes li:visible').count() > 50);
});

test('on paper the article has the story as the reader saw it last', needs('pdf', 'print media'), async (t) => {
  const page = await read(t, '/paper', element);
  await page.locator('spring-surge').scrollIntoViewIfNeeded();
  const frame = await frameOf(page);
  await page.waitForFunction(() => document.querySelector('spring-surge').getBoundingClientRect().height > 4000);
  await follows(page, frame, 'sanjili');
  await page.emulateMedia({ media: 'print' });
  assert.ok((await page.pdf({ format: 'A4' })).length > 20_000);
  assert.ok(await frame.evaluate(() => document.querySelector('#step-sanjili p').checkVisibility()), 'its words are printed');
  await page.emulateMedia({ media: 'screen' });
  await atStep(frame, 'sanjili');
});

test('a scroll through the article shows the steps that the page itself shows', async (t) => {
  const page = await read(t, '/compared', element);
  await page.locator('spring-surge').scrollIntoViewIfNeeded();
  const frame = await frameOf(page);
  await page.waitForFunction(() => document.querySelector('spring-surge').getBoundingClientRect().height > 4000);
  const alone = await page.context().newPage();
  await alone.setViewportSize({ width: 720, height: 800 });
  await alone.goto(site().url, { waitUntil: 'domcontentloaded' });
  await live(alone.mainFrame());
  const camera = (where) => where.evaluate(() => document.querySelector('#map svg.rings').getAttribute('viewBox'));
  const rest = async (where) => {
    await where.evaluate(() => { delete window.stoodOnMap; });
    await where.waitForFunction(() => {
      const view = document.querySelector('#map svg.rings').getAttribute('viewBox');
      const stood = window.stoodOnMap;
      window.stoodOnMap = { view, frames: stood?.view === view && !document.querySelector('.is-moving') ? stood.frames + 1 : 0 };
      return window.stoodOnMap.frames >= 30;
    }, null, { polling: 'raf' });
  };
  for (const id of ['posture', 'zone-a', 'gansu-line', 'control', 'conclusion', 'sanjili']) {
    await follows(page, frame, id);
    await alone.evaluate((id) => scrollTo(0, document.getElementById(`step-${id}`).getBoundingClientRect().top + scrollY - innerHeight * 0.7), id);
    await atStep(alone.mainFrame(), id);
    await page.bringToFront();
    await rest(frame);
    const inArticle = await camera(frame);
    await alone.bringToFront();
    await rest(alone.mainFrame());
    assert.equal(inArticle, await camera(alone.mainFrame()), id);
  }
});
