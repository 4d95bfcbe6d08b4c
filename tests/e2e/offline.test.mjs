// After one visit the page can be read without a network, and a lesson held after one lesson.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, needs, theSite } from './browser.mjs';
import { shows, wordsCame } from './lesson-page.mjs';
import { inLanguage, ui } from './seeds.mjs';

const { open } = theSite();

/** A copy of the site that can be corrected; a second site, so that its worker is its own. */
const dir = mkdtempSync(join(tmpdir(), 'site '));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
cpSync(DIST, dir, { recursive: true, filter: (name) => !/\/(pictures|data|cite|step|oembed)$/.test(name) });
const { open: openCopy } = theSite({ dir });


/** Until the worker of this version is there and has kept its files; each pattern names one that has to be among them. */
async function isKept(page, ...patterns) {
  // A cache can only be asked, and the driver waits for no answer that comes later, so the page asks by itself.
  await page.evaluate(async (patterns) => {
    await navigator.serviceWorker.ready;
    for (;;) {
      const names = await caches.keys();
      const urls = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)));
      if (patterns.every((pattern) => urls.flat().some((url) => new RegExp(pattern).test(url)))) return;
      await new Promise(requestAnimationFrame);
    }
  }, patterns);
}

test('the page opens and responds without a network after one visit, in both languages', needs('offline'), async (t) => {
  const story = await open(t, '', { worker: true, still: true });
  await isKept(story.page, 'instruments-.*\\.wasm$');
  await story.page.context().setOffline(true);
  await story.page.reload();
  await story.ready();
  await story.readTo('allies');
  await story.page.goto(`${story.url}zh-Hans/`);
  await story.ready();
  assert.equal(await story.page.locator('h1').textContent(), inLanguage('zh-Hans', 'story').title);
});

test('a lesson goes on without a network once there was one', needs('offline'), async (t) => {
  const story = await open(t, '?mode=present', { worker: true, still: true });
  await wordsCame(story.page);
  // A browser lists the files of one order as it writes them, so each is waited for.
  const files = ['classroom-en-\\w+\\.json$', 'lesson-\\w+\\.css$', 'lesson-\\w+\\.js$', 'lesson-\\w+\\.wasm$', 'handout/$', 'zh-Hans/handout/$'];
  await isKept(story.page, ...files);
  await story.page.context().setOffline(true);
  await story.page.reload();
  await story.ready();
  await wordsCame(story.page);
  await story.page.keyboard.press('End');
  await shows(story.page, { step: 'method' });
});

/** Publishes a correction: other words in every page, and so another worker. */
function correct(words) {
  for (const page of ['index.html', 'zh-Hans/index.html', 'handout/index.html']) {
    writeFileSync(join(dir, page), readFileSync(join(DIST, page), 'utf8').replace(/(<h1[^>]*>)/, `$1${words}: `));
  }
  const worker = readFileSync(join(DIST, 'sw.js'), 'utf8');
  const version = worker.match(/["`]([0-9a-f]{16})["`]/)[1];
  writeFileSync(join(dir, 'sw.js'), worker.replace(version, Buffer.from(words).toString('hex').padEnd(16, '0').slice(-16)));
}

/** A visit to the copy with a worker that has kept it. */
async function kept(t, words, address) {
  correct(words);
  const story = await openCopy(t, address, { worker: true, still: true });
  if (address.includes('present')) await wordsCame(story.page);
  await isKept(story.page, 'instruments-.*\\.wasm$', 'zh-Hans/$', ...(address.includes('present') ? ['handout/$'] : []));
  return story;
}

for (const [lang, folder] of [['en', ''], ['zh-Hans', 'zh-Hans/']]) {
  test(`who comes back after a correction is told of it and offered it, in ${lang}`, needs('offline'), async (t) => {
    const story = await kept(t, `${lang} one`, `${folder}#step=chain`);
    const { page } = story;
    const { newer, newer_load: load } = inLanguage(lang, 'ui');
    const title = () => page.locator('h1').first().textContent();
    assert.equal(await page.locator('#newer').count(), 0, 'a first visit is as new as can be');
    correct(`${lang} two`);
    // The tools are held back: what is said needs none of them. The worker has them, so it is not asked.
    await page.addInitScript(() => {
      const { fetch } = window;
      window.fetch = (address, ...more) => (/instruments-/.test(address) ? new Promise(() => {}) : fetch(address, ...more));
    });
    await page.reload();
    await story.guided();
    const line = page.locator('#newer', { hasText: newer });
    await line.waitFor();
    assert.match(await title(), new RegExp(`^${lang} one: `), 'the page that was kept shows meanwhile');
    assert.equal(await line.evaluate((e) => e.getAttribute('role')), 'status');
    assert.equal(await line.isVisible(), true);
    await line.locator('button', { hasText: load }).click();
    await page.waitForFunction((words) => document.querySelector('h1').textContent.startsWith(words), `${lang} two: `);
    await story.guided();
    assert.equal(await page.locator('#newer').count(), 0, 'it is not said again');
    assert.equal(await page.evaluate(() => performance.getEntriesByName('instruments-ready').length), 0, 'the tools were there');
    assert.match(await story.address(), /step=chain/, 'and the reader is where they were');
    assert.deepEqual(story.ownTroubles(), []);
  });
}

test('the line can be put away, and the page is then as it was', needs('offline'), async (t) => {
  const { page } = await kept(t, 'a one', '');
  correct('a two');
  await page.reload();
  const line = page.locator('#newer');
  await line.waitFor();
  await line.locator('button').last().click();
  await line.waitFor({ state: 'detached' });
  assert.match(await page.locator('h1').first().textContent(), /^a one: /);
});

test('a lesson is told, too, in both windows, and goes on where it was with the newer page', needs('offline'), async (t) => {
  const story = await kept(t, 'b one', '?mode=present#step=zone-a');
  const { page } = story;
  await page.keyboard.press('ArrowRight');
  await shows(page, { parts: 1 });
  correct('b two');
  await page.reload();
  await story.ready();
  await wordsCame(page);
  const line = page.locator('#newer', { hasText: ui.newer });
  await line.waitFor();
  assert.equal(await line.isVisible(), true);
  const bar = await page.locator('.teach-bar').boundingBox();
  const box = await line.boundingBox();
  assert.ok(box.y + box.height <= bar.y, 'it lies over the buttons');
  await line.locator('button').first().click();
  await page.waitForFunction(() => document.querySelector('#story h1')?.textContent.startsWith('b two: '));
  await story.ready();
  await wordsCame(page);
  await shows(page, { step: 'zone-a', parts: 1 });
  assert.equal(await page.locator('#newer').count(), 0);
});

test('a lesson that was kept is kept in the newer version, too', needs('offline'), async (t) => {
  const { page } = await kept(t, 'd one', '?mode=present');
  correct('d two');
  // A visit to the page to read is enough.
  await page.goto(page.url().split('?')[0]);
  await page.locator('#newer').waitFor();
  const files = await page.evaluate(async () => {
    const names = await caches.keys();
    return (await (await caches.open(names.at(-1))).keys()).map((request) => request.url);
  });
  for (const pattern of [/\/handout\/$/, /lesson-\w+\.wasm$/, /classroom-en-\w+\.json$/]) assert.ok(files.some((url) => pattern.test(url)), pattern.source);
});

test('a hand-out, which cannot say that it is old, is the newest, and the one that was kept without a network', needs('offline'), async (t) => {
  const { page } = await kept(t, 'c one', '?mode=present');
  correct('c two');
  const site = page.url().split('?')[0];
  await page.goto(`${site}handout/`);
  assert.match(await page.locator('h1').textContent(), /^c two: /);
  await page.context().setOffline(true);
  await page.reload();
  assert.match(await page.locator('h1').textContent(), /^c (one|two): /);
});
