// The page as one file, from a stick: everything in it, nobody asked.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';
import { opened, shows, wordsCame } from './lesson-page.mjs';
import { inLanguage, stepIds } from './seeds.mjs';
import { fromStick } from './stick.mjs';

const { browser } = theSite();

test('it opens, reads and responds from a file, and makes not one request', async (t) => {
  const { story, asked } = await fromStick(browser(), t);
  await story.ready();
  await story.readTo('sanjili');
  await story.readTo('allies');
  assert.equal(await story.page.evaluate(() => document.querySelector('.world-drawing use')?.getBoundingClientRect().width > 100), true, 'the world is not drawn');
  assert.equal(await story.page.evaluate(() => document.fonts.check('16px Newsreader')), true);
  assert.deepEqual(asked, []);
  assert.deepEqual(story.troubles, []);
});

test('it holds every language and the hand-outs', async (t) => {
  const { story, asked } = await fromStick(browser(), t, '?lang=zh-Hans#step=jinmeng');
  await story.ready();
  await story.arriveAt('jinmeng');
  assert.equal(await story.page.locator('h1').first().textContent(), inLanguage('zh-Hans', 'story').title);
  await story.page.locator('a[data-lang="en"]').click();
  await story.page.waitForFunction(() => document.documentElement.lang === 'en');
  await story.ready();
  for (const lang of ['en', 'zh-Hans']) {
    await story.page.goto(`${story.url}?mode=handout&lang=${lang}`);
    await story.page.waitForSelector('#sheet-zone-a');
    assert.equal(await story.page.locator('.sheet:has(.paper-map)').count(), stepIds.length + 1);
    assert.equal(await story.page.locator('#sheet-zone-a h2').textContent(), inLanguage(lang, 'story').steps['zone-a'].title);
  }
  assert.deepEqual(asked, []);
});

test('a lesson in two windows from a file, each loaded again once', async (t) => {
  const { story, asked } = await fromStick(browser(), t, '?mode=present');
  await story.ready();
  await wordsCame(story.page);
  const speaker = await opened(story.page, () => story.page.keyboard.press('s'));
  await shows(speaker.page, { together: 'connected' });
  await speaker.page.keyboard.press('7');
  await speaker.page.keyboard.press('Enter');
  await shows(story.page, { step: 'jinmeng' });
  await story.page.keyboard.press('q');
  await shows(speaker.page, { question: inLanguage('en', 'classroom').questions['jinmeng-sum'].ask });
  await story.page.reload();
  await story.ready();
  await wordsCame(story.page);
  await speaker.page.keyboard.press('Escape');
  await shows(story.page, { question: null, step: 'jinmeng' });
  await speaker.page.reload();
  await speaker.ready();
  await shows(speaker.page, { step: 'jinmeng', together: 'connected' });
  await story.page.keyboard.press('k');
  await story.page.waitForSelector('.for-phones');
  assert.equal(await story.page.locator('.code').count(), 0, 'no phone can reach a file');
  assert.deepEqual(asked, []);
});

test('no link of it leads to a file beside it', async (t) => {
  const { story } = await fromStick(browser(), t);
  await story.ready();
  const links = await story.page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')).filter((href) => !/^([#?]|https?:)/.test(href)));
  assert.deepEqual(links, []);
});

test('a lesson from a file keeps its language when it begins, in both windows, and when it is left', async (t) => {
  const { story } = await fromStick(browser(), t, '?lang=zh-Hans#step=zone-a');
  await story.ready();
  await story.page.keyboard.press('f');
  await story.page.waitForURL(/mode=present/);
  await story.ready();
  await wordsCame(story.page);
  const language = (page) => page.evaluate(() => document.documentElement.lang);
  assert.equal(await language(story.page), 'zh-Hans');
  const speaker = await opened(story.page, () => story.page.keyboard.press('s'));
  await shows(speaker.page, { together: 'connected', step: 'zone-a' });
  assert.equal(await language(speaker.page), 'zh-Hans');
  // Changed in one it changes in both, here as on the web.
  await speaker.page.keyboard.press('?');
  await speaker.page.locator('.keys .others button').click();
  for (const each of [speaker, story]) {
    await each.page.waitForFunction(() => document.documentElement.lang === 'en');
    await each.ready();
    await wordsCame(each.page);
  }
  await shows(speaker.page, { together: 'connected' });
  // Both have the lesson as it was before they were loaded again, the open help among it.
  await story.page.locator('.teach-panel').waitFor();
  await story.page.keyboard.press('Escape');
  await shows(speaker.page, { panel: null });
  await story.page.keyboard.press('Escape');
  await story.page.keyboard.press('Escape');
  await story.page.waitForFunction(() => !location.search.includes('mode='));
  assert.equal(await language(story.page), 'en');
});

test('keys that are pressed while the file opens are not lost', async (t) => {
  const { story } = await fromStick(browser(), t, '?mode=present#step=posture');
  await story.page.keyboard.press('PageDown');
  await story.ready();
  await wordsCame(story.page);
  await shows(story.page, { step: 'chain' });
});
