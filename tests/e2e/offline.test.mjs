// After one visit the page can be read without a network, and a lesson held after one lesson.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { shows, wordsCame } from './lesson-page.mjs';
import { inLanguage } from './seeds.mjs';

const { open } = theSite();

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
