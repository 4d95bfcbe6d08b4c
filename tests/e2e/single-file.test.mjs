// The page as one file, from a stick: everything in it, nobody asked.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DIST, theSite } from './browser.mjs';
import { opened, shows, wordsCame } from './lesson-page.mjs';
import { inLanguage, stepIds } from './seeds.mjs';
import { StoryPage } from './story-page.mjs';

const { browser } = theSite();

/** The file alone in a folder with a blank in its name, opened without a network; every request is counted. */
async function fromStick(t, address = '') {
  const folder = mkdtempSync(join(tmpdir(), 'a stick '));
  copyFileSync(join(DIST, 'spring-surge.html'), join(folder, 'spring-surge.html'));
  const context = await browser().newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 720 }, offline: true });
  t.after(async () => {
    await context.close();
    rmSync(folder, { recursive: true });
  });
  const asked = [];
  const file = pathToFileURL(join(folder, 'spring-surge.html')).href;
  context.on('request', (request) => { if (!request.url().startsWith('data:') && request.url().split(/[?#]/)[0] !== file) asked.push(request.url()); });
  const story = new StoryPage(await context.newPage(), file);
  await story.page.goto(file + address);
  return { story, asked };
}

test('it opens, reads and responds from a file, and makes not one request', async (t) => {
  const { story, asked } = await fromStick(t);
  await story.ready();
  await story.readTo('sanjili');
  await story.readTo('allies');
  assert.equal(await story.page.evaluate(() => document.querySelector('.world-drawing use')?.getBoundingClientRect().width > 100), true, 'the world is not drawn');
  assert.equal(await story.page.evaluate(() => document.fonts.check('16px Newsreader')), true);
  assert.deepEqual(asked, []);
  assert.deepEqual(story.troubles, []);
});

test('it holds every language and the hand-outs', async (t) => {
  const { story, asked } = await fromStick(t, '?lang=zh-Hans#step=jinmeng');
  await story.ready();
  await story.arriveAt('jinmeng');
  assert.equal(await story.page.locator('h1').first().textContent(), inLanguage('zh-Hans', 'story').title);
  await story.page.locator('a[data-lang="en"]').click();
  await story.page.waitForFunction(() => document.documentElement.lang === 'en');
  await story.ready();
  for (const lang of ['en', 'zh-Hans']) {
    await story.page.goto(`${story.url}?mode=handout&lang=${lang}`);
    await story.page.waitForSelector('#sheet-zone-a');
    assert.equal(await story.page.locator('.paper-map').count(), stepIds.length);
    assert.equal(await story.page.locator('#sheet-zone-a h2').textContent(), inLanguage(lang, 'story').steps['zone-a'].title);
  }
  assert.deepEqual(asked, []);
});

test('a lesson in two windows from a file, each loaded again once', async (t) => {
  const { story, asked } = await fromStick(t, '?mode=present');
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
  const { story } = await fromStick(t);
  await story.ready();
  const links = await story.page.$$eval('a[href]', (all) => all.map((a) => a.getAttribute('href')).filter((href) => !/^([#?]|https?:)/.test(href)));
  assert.deepEqual(links, []);
});
