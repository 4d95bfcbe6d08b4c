// Guests of others: articles whose own style, scripts and frames stand in the way. Whatever they do, the story is read
// through, its picture beside the words, and no window of it is blank.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clickWithin, needs, theSite } from './browser.mjs';
import { article, plain, script, serveArticles, visitArticle, words } from './hosts.mjs';
import { textsOnPages } from './paper.mjs';

const { site, browser } = theSite();
const pages = {};
let hosts;
before(async () => { hosts = await serveArticles(pages); });
after(() => hosts?.close());

const SIZE = { width: 1000, height: 800 };
const element = (attributes = '') => (base) => `<spring-surge ${attributes}></spring-surge>${script(base)}`;
const frame = (attributes = '') => (base) => `<iframe data-spring-surge title="Story" src="${base}?mode=embed" width="100%" height="640" ${attributes}></iframe>${script(base)}`;
const isLive = () => performance.getEntriesByName('instruments-ready').length > 0;

/** Opens an article and gives its story once it is there. */
async function visit(t, path, body, { head = '', size, prepare, until = isLive, whole = article } = {}) {
  pages[path] = whole(body(site().url), head);
  const { page, errors } = await visitArticle(t, browser(), hosts.url + path, { size, prepare });
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
  const { step, window, heading, picture } = await placed(page, story, id);
  // Beside the picture words are read higher up than below it.
  const share = heading.right < picture.left + 3 ? 0.3 : 0.66;
  await page.evaluate(([by, windowOver]) => { eval(windowOver).scroller.scrollTop += by; }, [step.top - window.top - share * (window.bottom - window.top), windowOver]);
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
      assert.ok(layout === 'player' || next[0] > end[1] - 60 || /row$|grid/.test(does), `${next} under ${end}`);
      assert.deepEqual(errors, []);
    });
  }
}

test('a header that stays over the article covers nothing of the story', async (t) => {
  const bar = '<header style="position: sticky; top: 0; z-index: 9; height: 60px; background: #eee">A header</header>';
  const whole = (body, head) => article(body, head).replace('<body>', `<body>${bar}`);
  for (const [kind, body, layout] of [
    ['element', element('offset="60"'), 'pinned'],
    ['frame', frame('data-offset="60"'), 'flow'],
    ['attached', (base) => `<iframe title="Story" src="${base}?mode=embed" width="100%" height="640"></iframe>${script(base)}<script>SpringSurge.attach('iframe', { offset: 60 });</script>`, 'flow'],
  ]) {
    const { page, story } = await visit(t, `/header-${kind}`, body, { whole });
    if (kind === 'attached') await page.evaluate(() => document.querySelector('iframe').setAttribute('offset', '60'));
    await inLayout(story, layout);
    for (const id of ['posture', 'sanjili', 'chain']) await readTo(page, story, id);
  }
});

/** A script that is put into the article only when the story is there. */
const addScript = (page) => page.evaluate((src) => document.body.append(Object.assign(document.createElement('script'), { src })), `${site().url}embed.js`);
const grows = (page, least = 4000) => page.waitForFunction((least) => document.querySelector('iframe').getBoundingClientRect().height > least, least);

test('our script may come after the frame, and more than once', async (t) => {
  const { page, story, errors } = await visit(t, '/late-script', (base) => `<iframe data-spring-surge title="Story" src="${base}?mode=embed" width="100%" height="640"></iframe>`);
  await inLayout(story, 'player');
  await addScript(page);
  await inLayout(story, 'flow');
  await grows(page);
  await addScript(page);
  for (const id of ['posture', 'zone-a']) await readTo(page, story, id);
  assert.deepEqual(errors, []);
});

test('a frame of a part and one that begins at a step get their heights from a script that comes late', async (t) => {
  for (const [path, query, is] of [['part', '&part=system#step=zone-a', (px) => px > 200 && px !== 640], ['step', '#step=zone-a', (px) => px === 560]]) {
    const { page } = await visit(t, `/late-${path}`, (base) => `<iframe data-spring-surge title="Story" src="${base}?mode=embed${query}" width="100%" height="640"></iframe>`);
    await addScript(page);
    await page.waitForFunction((is) => eval(is)(document.querySelector('iframe').getBoundingClientRect().height), `(${is})`);
  }
});

test('frames that come later, or are named later, are found', async (t) => {
  const { page, story } = await visit(t, '/late-frame', (base) => `<div id="late"></div>${frame()(base)}`);
  await inLayout(story, 'flow');
  await page.evaluate((src) => {
    const frame = Object.assign(document.createElement('iframe'), { src, title: 'Another', id: 'second' });
    frame.dataset.springSurge = '';
    document.getElementById('late').append(frame);
    frame.scrollIntoView();
  }, `${site().url}?mode=embed&part=system#step=zone-a`);
  await page.waitForFunction(() => document.getElementById('second').getBoundingClientRect().height > 160);
  await page.evaluate((src) => {
    document.getElementById('late').append(Object.assign(document.createElement('iframe'), { src, title: 'A third', id: 'third', height: 100 }));
    document.getElementById('third').dataset.springSurge = '';
    document.getElementById('third').scrollIntoView();
  }, `${site().url}?mode=embed&part=map#step=zone-a`);
  await page.waitForFunction(() => document.getElementById('third').getBoundingClientRect().height > 500);
});

const LISTENERS = {
  Datawrapper: (m) => m['datawrapper-height']?.embed,
  AMP: (m) => m.sentinel === 'amp' && m.height,
  Medium: (m) => typeof m === 'string' && JSON.parse(m).context === 'iframe.resize' && JSON.parse(m).height,
  WordPress: (m) => m.message === 'height' && m.secret === 'Ab12' && m.value,
};
test('hosts that begin to listen late are told, each in its dialect, and not again and again', async (t) => {
  const { page, story } = await visit(t, '/late-listeners', plain('#?secret=Ab12'));
  await inLayout(story, 'player');
  for (const [host, reads] of Object.entries(LISTENERS)) {
    const height = await page.evaluate((reads) => new Promise((told) => {
      addEventListener('message', ({ data }) => { if (eval(reads)(data)) told(eval(reads)(data)); });
    }), `(${reads})`);
    assert.ok(height >= 560 && height <= 720, `${host}: ${height}`);
  }
  // Each time after a longer while.
  const spoken = await page.evaluate(() => new Promise((counted) => {
    const at = [];
    addEventListener('message', ({ data }) => {
      if (data.sentinel !== 'amp') return;
      at.push(performance.now());
      if (at.length === 4) counted(at);
    });
  }));
  assert.ok(spoken[3] - spoken[2] > spoken[1] - spoken[0], spoken.join());
});

test('who turns to the frame is told at once', async (t) => {
  const { page, story } = await visit(t, '/attention', plain());
  await inLayout(story, 'player');
  const told = page.evaluate(() => new Promise((told) => { addEventListener('message', ({ data }) => data.sentinel === 'amp' && told(data.height)); }));
  await story.evaluate(() => dispatchEvent(new Event('pageshow')));
  assert.ok(await told >= 560);
});

test('what the element says may change and go, and the story follows', async (t) => {
  const { page, story, errors } = await visit(t, '/attributes', element('step="chain" theme="dark" lang="zh"'));
  const entries = await page.evaluate(() => history.length);
  const set = (changes) => page.evaluate((changes) => {
    const story = document.querySelector('spring-surge');
    for (const [name, value] of Object.entries(changes)) if (value === null) story.removeAttribute(name); else story.setAttribute(name, value);
  }, changes);
  const is = (wanted) => story.waitForFunction(({ step, ...wanted }) => {
    const { dataset, lang } = document.documentElement;
    const now = { part: dataset.part ?? '', theme: dataset.theme ?? '', lang };
    return Object.keys(wanted).every((key) => now[key] === wanted[key]) && document.querySelector('[aria-current="step"]')?.dataset.step === step && performance.getEntriesByName('instruments-ready').length > 0;
  }, wanted, { polling: 50 });
  await is({ step: 'chain', theme: 'dark', lang: 'zh-Hans', part: '' });
  await set({ step: 'zone-a' });
  await is({ step: 'zone-a', theme: 'dark' });
  await set({ theme: null });
  await is({ step: 'zone-a', theme: '' });
  await set({ lang: null });
  await is({ step: 'zone-a', lang: 'en' });
  await set({ part: 'system', step: 'sanjili' });
  await is({ step: 'sanjili', part: 'system', lang: 'en' });
  await set({ part: null, title: 'The works' });
  await is({ step: 'sanjili', part: '' });
  assert.equal(await page.evaluate(() => document.querySelector('spring-surge').shadowRoot.querySelector('iframe').title), 'The works');
  await set({ step: null });
  await is({ step: 'announcement', part: '' });
  await inLayout(story, 'pinned');
  assert.equal(await page.evaluate(() => history.length), entries);
  assert.deepEqual(errors, []);
});

test('attached, ended and attached again, as React does, a frame stays the article’s own', async (t) => {
  const body = (base) => `<div id="root"><iframe id="own" title="Story" src="${base}?mode=embed" style="height: 640px; width: 100%"></iframe></div>${script(base)}`;
  const { page, story, errors } = await visit(t, '/strict', body);
  // The script was there at once, but attached to nothing.
  const high = await page.evaluate(() => document.getElementById('own').offsetHeight);
  const [kept, style] = await page.evaluate(() => {
    const frame = document.getElementById('own'), before = frame.getAttribute('style');
    SpringSurge.attach(frame).destroy();
    const kept = frame.isConnected && frame.parentElement.id === 'root', style = [before, frame.style.height, frame.style.width];
    window.story = SpringSurge.attach(frame);
    return [kept, style];
  });
  assert.deepEqual([kept, ...style.slice(1)], [true, '640px', '100%']);
  await inLayout(story, 'flow');
  await grows(page);
  for (const id of ['posture', 'zone-a']) await readTo(page, story, id);
  // At its end it is a player again, in a frame as the article has it.
  await page.evaluate(() => window.story.destroy());
  await inLayout(story, 'player');
  assert.equal(await page.evaluate(() => document.getElementById('own').offsetHeight), high);
  await stepThroughFrom(story);
  assert.deepEqual(errors, []);
});

async function stepThroughFrom(story) {
  const before = await stepOf(story);
  await clickWithin(story.locator('.stepper [rel="next"]'));
  await story.waitForFunction((before) => document.querySelector('[aria-current="step"]').dataset.step !== before, before, { polling: 50 });
}

test('an element fills the width that there is, or the one that the article gives it', async (t) => {
  const { page } = await visit(t, '/width', element(), { head: '<style>body { display: flex; flex-direction: column; align-items: center; }</style>' });
  assert.equal(await page.evaluate(() => document.querySelector('spring-surge').getBoundingClientRect().width), 720);
  await page.evaluate(() => { document.querySelector('spring-surge').style.maxWidth = '500px'; });
  assert.equal(await page.evaluate(() => document.querySelector('spring-surge').getBoundingClientRect().width), 500);
});

/** A finger's stroke over a place of the article, told by the devtools as a screen would. */
async function stroke(page, from, to) {
  const session = await page.context().newCDPSession(page);
  const send = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await send('touchStart', [from]);
  for (let i = 1; i <= 8; i += 1) await send('touchMove', [from.map((at, axis) => at + ((to[axis] - at) * i) / 8)]);
  await send('touchEnd', []);
}

test('a finger turns the page wherever it lies in the frame, and scrolls up and down', needs('devtools', 'fingers'), async (t) => {
  pages['/fingers'] = article(plain('#step=chain')(site().url));
  const context = await browser().newContext({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${hosts.url}/fingers`, { waitUntil: 'domcontentloaded' });
  const story = await storyIn(page);
  await atStep(story, 'chain');
  /** The middle of something in the frame, in the article's window. */
  const middle = async (selector) => {
    const { x, y, width, height } = await story.locator(selector).first().boundingBox();
    return [x + width / 2, y + height / 2];
  };
  let looked = 0;
  for (const [selector, on] of [['main', 'zone-a'], ['#map', 'sanjili'], ['.timeline', 'gansu-line'], ['[aria-current="step"] h2', 'jinmeng']]) {
    const [x, y] = await middle(selector);
    await stroke(page, [x + 80, y], [x - 80, y + 10]);
    await atStep(story, on);
    looked += 1;
  }
  assert.equal(looked, 4);
  const [x, y] = await middle('main');
  await stroke(page, [x - 80, y], [x + 80, y]);
  await atStep(story, 'gansu-line');
  // A stroke upwards scrolls the words and turns nothing.
  await stroke(page, [x, y + 60], [x + 10, y - 60]);
  await story.waitForFunction(() => document.querySelector('main').scrollTop > 20);
  assert.equal(await stepOf(story), 'gansu-line');
});

test('on paper an article has the step and its picture instead of empty pages', needs('pdf'), async (t) => {
  const blank = async (body, path) => {
    pages[path] = article(body);
    const page = await (await browser().newContext({ viewport: SIZE })).newPage();
    t.after(() => page.context().close());
    await page.goto(hosts.url + path);
    return textsOnPages(await page.pdf({ format: 'A4' }));
  };
  const without = await blank('', '/paper-without');
  for (const [kind, body, layout] of [['element', element(), 'pinned'], ['frame', frame(), 'flow']]) {
    const { page, story } = await visit(t, `/paper-${kind}`, body);
    await inLayout(story, layout);
    await page.waitForFunction(() => document.querySelector('spring-surge, iframe').getBoundingClientRect().height > 4000);
    await readTo(page, story, 'sanjili');
    // Its height on paper is told once the step has come.
    await page.waitForFunction(() => new Promise((told) => {
      addEventListener('message', ({ data }) => data.paper > 0 && told(true));
      document.querySelector('spring-surge, iframe').ownerDocument.defaultView.dispatchEvent(new Event('resize'));
    }));
    const texts = textsOnPages(await page.pdf({ format: 'A4' }));
    assert.ok(texts.length <= without.length + 3, `${kind}: ${texts.length} pages, ${without.length} without the story`);
    assert.ok(texts.every((count) => count > 0), `${kind}: empty pages: ${texts}`);
    assert.ok(texts.reduce((a, b) => a + b) > without.reduce((a, b) => a + b), `${kind}: the story printed no words`);
    // And on the screen all is as it was.
    await page.waitForFunction(() => document.querySelector('spring-surge, iframe').getBoundingClientRect().height > 4000);
    await inLayout(story, layout);
    await atStep(story, 'sanjili');
  }
});
