// The page as one file, from a stick: everything in it, nobody asked.
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DESK, DIST, PHONE, theSite } from './browser.mjs';
import { opened, shows, wordsCame } from './lesson-page.mjs';
import { inLanguage, stepIds } from './seeds.mjs';
import { StoryPage } from './story-page.mjs';

const { browser, open } = theSite();

/** The file alone in a folder with a blank in its name, opened without a network; every request is counted. */
async function fromStick(t, address = '', size = { width: 1280, height: 720 }) {
  const folder = mkdtempSync(join(tmpdir(), 'a stick '));
  copyFileSync(join(DIST, 'spring-surge.html'), join(folder, 'spring-surge.html'));
  const context = await browser().newContext({ reducedMotion: 'reduce', viewport: size, offline: true });
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
    assert.equal(await story.page.locator('.sheet:has(.paper-map)').count(), stepIds.length + 1);
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

/** Every element of the body with its looks, as numbers; what only one of the two carries is left out. */
function looks() {
  const skip = 'script, template, style, link, canvas, desc, .defs, .defs *';
  const elements = [document.documentElement, document.body, ...document.body.querySelectorAll('*')].filter((e) => !e.matches(skip));
  window.looked = elements;
  return elements.map((element) => {
    const style = getComputedStyle(element);
    // A link that leads out of the file is none there.
    const bare = element.matches('a:not([href])') || element.closest('a:not([href])');
    let hash = 0;
    // In an order of ours: custom properties come in that of the sheets.
    for (const name of [...style].sort()) {
      const text = `${name}:${style.getPropertyValue(name)};`;
      for (let i = 0; i < text.length; i += 1) hash = (hash * 31 + text.charCodeAt(i)) | 0;
    }
    const classes = element.getAttribute('class');
    return { name: element.localName + (element.id ? `#${element.id}` : '') + (classes ? `.${classes.trim().split(/\s+/).join('.')}` : ''), hash, bare: Boolean(bare) };
  });
}

/** What of an element's looks is what, by its position. */
const looksOf = (page, at) => page.evaluate((at) => {
  const style = getComputedStyle(window.looked[at]);
  return Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]));
}, at);

/** The three pages of the site that are in the file, by the address in the site and in the file. */
const PAGES = {
  'the page': [(folder) => folder, (lang) => `?lang=${lang}`],
  'a lesson': [(folder) => `${folder}?mode=present`, (lang) => `?lang=${lang}&mode=present`],
  'the hand-out': [(folder) => `${folder}handout/`, (lang) => `?lang=${lang}&mode=handout`],
};
for (const [name, [inSite, inFile]] of Object.entries(PAGES)) {
  for (const [lang, folder] of [['en', ''], ['zh-Hans', 'zh-Hans/']]) {
    test(`${name} looks the same in the file as on the web, in ${lang}, element by element`, async (t) => {
      for (const size of [DESK, PHONE]) {
        const paper = name === 'the hand-out';
        // The face of the file is always there; on the web it is taken if it comes in time, so here it is waited for.
        const prepare = (page) => page.route('**/style-*.css', async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace('font-display:optional', 'font-display:block') });
        });
        const web = await open(t, inSite(folder), { size, still: true, prepare, wait: !paper, until: paper ? 'load' : 'domcontentloaded' });
        const { story: file } = await fromStick(t, inFile(lang), size);
        if (!paper) await file.ready();
        else await file.page.waitForSelector('.handout');
        for (const { page } of [web, file]) {
          if (name === 'a lesson') await wordsCame(page);
          await page.evaluate(() => document.fonts.load('16px Newsreader').then(() => document.fonts.ready));
          // A face that has come is set in the frame after.
          await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
        }
        const [one, other] = [await web.page.evaluate(looks), await file.page.evaluate(looks)];
        assert.ok(one.length > (paper ? 600 : 2500), `${one.length} elements`);
        t.diagnostic(`${size.width} px: ${one.length} elements`);
        assert.deepEqual(other.map((e) => e.name.replace(/\.keeps-place$/, '')), one.map((e) => e.name.replace(/\.keeps-place$/, '')));
        const faults = [];
        for (let at = 0; at < one.length && faults.length < 10; at += 1) {
          if (one[at].hash === other[at].hash || other[at].bare) continue;
          const [a, b] = [await looksOf(web.page, at), await looksOf(file.page, at)];
          const parts = Object.keys({ ...a, ...b }).filter((key) => a[key] !== b[key]);
          faults.push(`${one[at].name} at ${size.width}: ${parts.slice(0, 4).map((key) => `${key} ${a[key]} and ${b[key]}`).join(', ')}`);
        }
        assert.deepEqual(faults, []);
      }
    });
  }
}

test('a lesson from a file keeps its language when it begins, in both windows, and when it is left', async (t) => {
  const { story } = await fromStick(t, '?lang=zh-Hans#step=zone-a');
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
  await story.page.keyboard.press('Escape');
  await shows(speaker.page, { panel: null });
  await story.page.keyboard.press('Escape');
  await story.page.keyboard.press('Escape');
  await story.page.waitForFunction(() => !location.search.includes('mode='));
  assert.equal(await language(story.page), 'en');
});

test('keys that are pressed while the file opens are not lost', async (t) => {
  const { story } = await fromStick(t, '?mode=present#step=posture');
  await story.page.keyboard.press('PageDown');
  await story.ready();
  await wordsCame(story.page);
  await shows(story.page, { step: 'chain' });
});
