// After one visit the page can be read without a network, and a lesson held after one lesson.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { shows, wordsCame } from './lesson-page.mjs';
import { inLanguage } from './seeds.mjs';

const { open } = theSite();

/** Until the worker of this version is there and has kept its files; with `lesson`, those of a lesson too. */
async function isKept(page, pattern) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async (pattern) => {
    const names = await caches.keys();
    const urls = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((r) => r.url)));
    return urls.flat().some((url) => new RegExp(pattern).test(url));
  }, pattern);
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
  await isKept(story.page, 'lesson-\\w+\\.wasm$');
  await story.page.context().setOffline(true);
  await story.page.reload();
  await story.ready();
  await wordsCame(story.page);
  await story.page.keyboard.press('End');
  await shows(story.page, { step: 'method' });
});
