// A frame of any size: the current step's heading and its first line can be read, beside or below the picture, and
// nothing lies on them or is to be had sideways only.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { DIST, ENGINE } from './browser.mjs';
import { serve } from './server.mjs';
import { stepIds } from './seeds.mjs';

const WIDTHS = [280, 320, 390, 479, 559, 560, 640, 699, 700, 890, 899, 900, 1100, 1400, 1920];
const HEIGHTS = [300, 420, 480, 560, 640, 900, 1200];
/** The reader's letters, px: as usual, half as large again, twice as large. */
const LETTERS = [16, 24, 32];
const skip = ENGINE === 'chromium' ? {} : { skip: 'the size of letters is a setting of Chromium here' };

let site;
before(async () => { site = await serve(DIST); });
after(() => site?.close());

/** A frame of the story, in a browser whose reader has letters of a size. */
async function framed(t, letters, address) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', `--blink-settings=defaultFontSize=${letters}`],
  });
  t.after(() => browser.close());
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.goto(site.url + address);
  await page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
  assert.equal(await page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize)), letters);
  return page;
}

/** What is wrong with what a reader of the current step sees; runs in the page. */
function wrong() {
  const found = [], step = document.querySelector('[aria-current="step"]');
  const see = (what, element, { left, top, width, height, right }) => {
    const x = left + Math.min(width / 2, 20), y = top + height / 2;
    const on = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight ? document.elementFromPoint(x, y) : null;
    if (!on || !(element.contains(on) || on.contains(element)) || top < -1 || top + height > innerHeight + 1) found.push(`${what} at ${Math.round(x)},${Math.round(y)}: ${on ? `${on.tagName}.${on.getAttribute('class')}` : 'outside'}`);
    if (left < -1 || right > innerWidth + 1) found.push(`${what} is cut`);
  };
  const heading = step.querySelector('h2'), text = step.querySelector('h2 ~ p');
  see('the heading', heading, heading.getBoundingClientRect());
  const first = document.createRange(), node = document.createTreeWalker(text, NodeFilter.SHOW_TEXT).nextNode();
  first.setStart(node, 0);
  first.setEnd(node, Math.min(3, node.data.length));
  see('the first line', text, first.getClientRects()[0]);
  for (const element of [document.documentElement, document.body, document.querySelector('main')]) {
    if (element.scrollWidth > element.clientWidth + 1) found.push(`${element.tagName} is ${element.scrollWidth - element.clientWidth} px wider than the frame`);
  }
  const map = document.getElementById('map').getBoundingClientRect();
  // The picture has room to be seen, or gives all of it to the words.
  if (map.height && map.height < 55) found.push(`the map is ${map.height} px high`);
  return found;
}

async function resize(page, width, height) {
  await page.setViewportSize({ width, height });
  await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  await page.evaluate(() => { document.querySelector('main').scrollTop = 0; });
}

for (const lang of ['', 'zh-Hans/']) {
  for (const letters of LETTERS) {
    test(`heading and first line are seen in a frame of any size: ${lang || 'en/'} with letters of ${letters} px`, skip, async (t) => {
      const page = await framed(t, letters, `${lang}?mode=embed`);
      const found = [];
      let looked = 0;
      for (const id of [stepIds[0], stepIds[5], stepIds.at(-1)]) {
        await page.evaluate((id) => { location.hash = `#step=${id}`; }, id);
        await page.waitForFunction((id) => document.querySelector('[aria-current="step"]').dataset.step === id, id);
        for (const width of WIDTHS) {
          for (const height of HEIGHTS) {
            await resize(page, width, height);
            found.push(...(await page.evaluate(wrong)).map((what) => `${id} in ${width} × ${height}: ${what}`));
            looked += 1;
          }
        }
      }
      assert.equal(looked, 3 * WIDTHS.length * HEIGHTS.length);
      assert.deepEqual(found, []);
    });
  }
}

test('every step is seen in the frames that articles have', skip, async (t) => {
  const page = await framed(t, 16, '?mode=embed');
  const found = [];
  for (const id of stepIds) {
    await page.evaluate((id) => { location.hash = `#step=${id}`; }, id);
    await page.waitForFunction((id) => document.querySelector('[aria-current="step"]').dataset.step === id, id);
    for (const [width, height] of [[320, 640], [390, 720], [680, 560], [720, 640], [1100, 600], [1400, 640]]) {
      await resize(page, width, height);
      found.push(...(await page.evaluate(wrong)).map((what) => `${id} in ${width} × ${height}: ${what}`));
    }
  }
  assert.deepEqual(found, []);
});

test('picture and text stand side by side from 560 px on, and the picture has the height that it needs', skip, async (t) => {
  const page = await framed(t, 16, '?mode=embed#step=zone-a');
  for (const width of WIDTHS) {
    for (const height of [480, 560, 640]) {
      await resize(page, width, height);
      const [text, picture, map] = await page.evaluate(() => ['main', '.picture', '#map'].map((s) => document.querySelector(s).getBoundingClientRect()).map(({ left, top, right, bottom, height }) => ({ left, top, right, bottom, height })));
      const where = `${width} × ${height}: ${JSON.stringify([text, picture, map])}`;
      if (width >= 560) assert.ok(text.right <= picture.left + 1, where);
      else assert.ok(picture.bottom <= text.top + 1 || text.right <= picture.left + 1, where);
      assert.ok(map.height >= (width < 560 ? 110 : 150), where);
    }
  }
});

test('a part of the story lies on none of its words, whatever the size of its frame', skip, async (t) => {
  let looked = 0;
  for (const [part, step] of [['step', 'zone-a'], ['map', 'zone-a'], ['timeline', 'zone-a'], ['system', 'zone-a'], ['laboratory', 'capacity']]) {
    const page = await framed(t, 16, `?mode=embed&part=${part}#step=${step}`);
    for (const width of WIDTHS) {
      for (const height of [300, 640, 1200]) {
        await resize(page, width, height);
        const found = await page.evaluate(() => {
          const wrong = [], seen = (e) => e && e.checkVisibility() && e.getBoundingClientRect().height > 0;
          if (document.documentElement.scrollWidth > innerWidth + 1) wrong.push('sideways');
          const heading = [...document.querySelectorAll('[aria-current="step"] h2')].find(seen), stage = document.getElementById('stage');
          if (heading && seen(stage) && stage.getBoundingClientRect().bottom > heading.getBoundingClientRect().top + 1) wrong.push('the stage reaches over the heading');
          if (heading) {
            heading.scrollIntoView({ block: 'center' });
            const { left, top, height } = heading.getBoundingClientRect();
            const on = document.elementFromPoint(left + 10, top + height / 2);
            if (!heading.contains(on)) wrong.push(`${on?.tagName}.${on?.getAttribute('class')} lies on the heading`);
          }
          if (![...document.querySelectorAll('#map, .timeline, figure')].some(seen)) wrong.push('nothing is shown');
          scrollTo(0, 0);
          return wrong;
        });
        assert.deepEqual(found, [], `${part} in ${width} × ${height}`);
        looked += 1;
      }
    }
  }
  assert.equal(looked, 5 * WIDTHS.length * 3);
});
