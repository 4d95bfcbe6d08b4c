// The file looks as the site does: every element's computed style, compared. `cargo xtask test --all` runs this.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, theSite } from './browser.mjs';
import { wordsCame } from './lesson-page.mjs';
import { fromStick } from './stick.mjs';

const { browser, open } = theSite();

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
        const prepare = (page) => page.route((url) => url.pathname.endsWith('/') || /style-.*\.css$/.test(url.pathname), async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: (await response.text()).replace('font-display:optional', 'font-display:block') });
        });
        const web = await open(t, inSite(folder), { size, still: true, prepare, wait: !paper, until: paper ? 'load' : 'domcontentloaded' });
        const { story: file } = await fromStick(browser(), t, inFile(lang), size);
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
