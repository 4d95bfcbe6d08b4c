// What comes from outside stays text: in a language whose every text tries to be more, in addresses and in messages of a
// host nothing runs and nothing is fetched.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { theSite } from './browser.mjs';
import { HOSTILE, NAUGHTY, SPOILING } from './hostile.mjs';
import { none } from './none.mjs';

const dir = fileURLToPath(new URL('../../target/hostile/dist', import.meta.url));
assert.ok(existsSync(dir), 'the site with hostile text is missing: cargo xtask test --file hostile makes it');
// Without the policy, which would stop what was let through.
const { open } = theSite({ dir });

/** Pages, each with what shows that its part which needs a script is there. */
const PAGES = [
  ['', '.tools'], ['#step=in-common', '.tools'], ['#step=zone-a&as=table', '.tools'], ['?mode=embed&part=map', '.tools'], ['?mode=present', '.teach-bar'],
  ['?mode=speaker', '.speaker'], ['handout/', 'h1'], ['step/zone-a/', 'h1'], ['embed/', 'main'],
];

/** How many there are of each kind of element that can do something by itself, and of attributes that can. */
const powers = () => {
  const able = ['base', 'details', 'embed', 'form', 'iframe', 'img', 'link', 'math', 'meta', 'object', 'script', 'style', 'template'];
  const counts = Object.fromEntries(able.map((tag) => [tag, document.getElementsByTagName(tag).length]));
  const all = [...document.querySelectorAll('*')];
  counts.handlers = all.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on')).length;
  counts.scripted = all.filter(({ href, src, action }) => [href, src, action].some((address) => /^\s*(javascript|data:text|vbscript)/i.test(address?.baseVal ?? address ?? ''))).length;
  counts.foreign = all.filter(({ src }) => typeof src === 'string' && src.includes('hostile.example')).length;
  return counts;
};

/** What scripts of such strings do, but for what is ours to name, is to ask for a box of the browser's. */
const watchBoxes = (page) => page.addInitScript(() => {
  for (const box of ['alert', 'confirm', 'prompt', 'print']) {
    globalThis[box] = () => {
      globalThis.injected = box;
    };
  }
});

/** Addresses that are asked for of anyone but the site. */
const foreignRequests = (page) => {
  const asked = [];
  page.on('request', (request) => new URL(request.url()).hostname === '127.0.0.1' || request.url().startsWith('data:') || asked.push(request.url()));
  return asked;
};

for (const [address, sign] of PAGES) {
  test(`nothing of it becomes markup or runs: ${address || 'the page'}`, async (t) => {
    const seen = async (lang) => {
      let foreign;
      const prepare = async (page) => {
        foreign = foreignRequests(page);
        await watchBoxes(page);
      };
      const { page } = await open(t, `${lang}${address}`, { wait: false, prepare });
      if (!['h1', 'main'].includes(sign)) {
        await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
        await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
      }
      await page.locator(sign).first().waitFor({ state: 'attached' });
      const found = await page.evaluate(powers);
      assert.equal(await page.evaluate(() => globalThis.injected), undefined);
      assert.deepEqual(foreign, []);
      return { found, text: await page.evaluate(() => document.body.textContent) };
    };
    const [plain, hostile] = [await seen(''), await seen(`${HOSTILE}/`)];
    assert.deepEqual(hostile.found, plain.found);
    // It is there to be read, or nothing would have been tried.
    assert.ok(SPOILING.filter((text) => text.length > 20 && hostile.text.includes(text)).length > 3);
  });
}

test('every text of the content was tried as such a string', (t) => {
  const texts = (value) => (typeof value === 'string' ? [value] : Object.values(value ?? {}).flatMap(texts));
  const folder = fileURLToPath(new URL(`../../target/hostile/seeds/text/${HOSTILE}/`, import.meta.url));
  const all = readdirSync(folder).flatMap((file) => {
    // How numbers and lines are written is a choice among few, not text.
    const { direction, numerals, dates, ...words } = JSON.parse(readFileSync(`${folder}${file}`, 'utf8'));
    return texts(words);
  });
  const spoilt = all.filter((text) => SPOILING.some((string) => text.endsWith(` ${string}`)));
  none(all, (text) => !spoilt.includes(text), 500);
  t.diagnostic(`counted: ${SPOILING.length} strings in ${spoilt.length} texts of the content`);
});

test('the page as one file, which carries it all, runs none of it', async (t) => {
  const { page } = await open(t, 'spring-surge.html', { wait: false });
  await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
  assert.equal(await page.evaluate(() => globalThis.injected), undefined);
  assert.ok((await page.content()).includes(HOSTILE));
});

/** Opens a page of the site that nobody spoilt, and says what it can do by itself. */
const openWatched = async (t, address) => {
  let foreign;
  const story = await open(t, address, { prepare: async (page) => {
    foreign = foreignRequests(page);
    await watchBoxes(page);
  } });
  await story.page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
  await story.page.locator('.tools').first().waitFor({ state: 'attached' });
  return { story, foreign, before: await story.page.evaluate(powers) };
};

test(`none of ${NAUGHTY.length} strings of a public list runs from the fragment of an address`, async (t) => {
  const { story, foreign, before } = await openWatched(t, '');
  const { page } = story;
  await page.evaluate(async (strings) => {
    const turn = (fragment) => new Promise((resolve) => {
      if (location.hash === fragment) return resolve();
      addEventListener('hashchange', resolve, { once: true });
      location.hash = fragment;
    });
    for (const [i, text] of strings.entries()) {
      const keys = ['step', 'project', 'place', 'event', 'projects', 'stages', 'layers', 'view', 'from', 'to', 'show'];
      // Each begins otherwise than the one before, or nothing would turn.
      await turn(`#n${i % 2}=&${keys[i % keys.length]}=${encodeURIComponent(text.toWellFormed?.() ?? text)}`);
      await turn(`#${text.replace(/\s/gu, '')}${i % 2}`);
    }
  }, NAUGHTY);
  assert.equal(await page.evaluate(() => globalThis.injected), undefined);
  assert.deepEqual(foreign, []);
  await story.jumpTo('sanjili');
  assert.deepEqual(await page.evaluate(powers), before);
  t.diagnostic(`counted: ${NAUGHTY.length} strings of a public list tried as fragments, each in two ways`);
});

test('nor from what the address asks for', async (t) => {
  const sharp = NAUGHTY.filter((text) => /[<"]/u.test(text)).map((text) => text.toWellFormed?.() ?? text);
  const { story, foreign, before } = await openWatched(t, '');
  const keys = ['lang', 'theme', 'mode', 'part', 'step', 'start'];
  for (let i = 0; i < sharp.length; i += keys.length) {
    const query = keys.map((key, k) => `${key}=${encodeURIComponent(sharp[(i + k) % sharp.length])}`).join('&');
    await story.page.goto(new URL(`?${query}`, story.page.url()).href, { waitUntil: 'domcontentloaded' });
    assert.equal(await story.page.evaluate(() => globalThis.injected), undefined, query);
    const found = await story.page.evaluate(powers);
    // What the instruments bring is not there yet.
    for (const what of ['handlers', 'scripted', 'foreign', 'iframe', 'object', 'embed', 'base']) assert.equal(found[what], before[what], `${what}: ${query}`);
  }
  assert.ok(sharp.length > 60, `${sharp.length} strings`);
  t.diagnostic(`counted: ${sharp.length} strings of a public list tried as values in queries`);
  assert.deepEqual(foreign, []);
});

test('nor from the messages of a host, in whatever dialect', async (t) => {
  const { story, foreign } = await openWatched(t, '');
  const { page } = story;
  const heard = await page.evaluate(async (strings) => {
    const frame = document.createElement('iframe');
    const told = (kind, what = () => true) => new Promise((resolve) => {
      addEventListener('message', function hear({ data, source }) {
        if (source !== frame.contentWindow || data?.springSurge !== 1 || data.type !== kind || !what(data)) return;
        removeEventListener('message', hear);
        resolve(data);
      });
    });
    const ready = told('ready');
    frame.src = `${location.pathname}?mode=embed`;
    document.body.append(frame);
    await ready;
    const host = frame.contentWindow;
    const count = () => host.document.querySelectorAll('script, iframe, img, object, embed, base, [onload], [onerror], [onclick]').length;
    const before = count();
    // Each in one of the dialects: beyond 480 in a second nothing is heard at all.
    for (const [i, text] of strings.entries()) {
      const dialects = [
        text, { springSurge: 1, type: 'goTo', step: text }, { springSurge: 1, type: 'setLang', lang: text }, { springSurge: 1, type: 'setTheme', theme: text },
        { springSurge: 1, type: text }, { [text]: text }, `pymxPYMx0xPYMx${text}xPYMx${text}`, `[iFrameSizer]${text}:${text}`, JSON.stringify({ type: text, context: text }),
      ];
      host.postMessage(dialects[i % dialects.length], '*');
    }
    const arrived = told('step', ({ step }) => step === 'sanjili');
    host.postMessage({ springSurge: 1, type: 'goTo', step: 'sanjili' }, '*');
    await arrived;
    return { injected: host.injected ?? globalThis.injected, grown: count() - before, lang: host.document.documentElement.lang, title: host.document.querySelector('h1')?.textContent };
  }, NAUGHTY);
  assert.deepEqual(heard, { injected: undefined, grown: 0, lang: 'en', title: await page.locator('h1').first().textContent() });
  assert.deepEqual(foreign, []);
  t.diagnostic(`counted: ${NAUGHTY.length} strings of a public list tried in messages of a host`);
});
