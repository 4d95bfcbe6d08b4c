// The grid of what is seen (a third of it, where SPRING_SURGE_GRID does not ask for the whole): windows of 280 to 1,920 by 300 to 1,200 px, in all three modes, both languages, by day and by
// night, with letters of 100, 150 and 200 %. In each of them every step is looked at by the rules of `seen.mjs`. Sizes and
// wishes are paired, so that each meets each other, not all of them all others; the rest of the labels' grid is native
// (`tests/labels.rs`).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { focusFault, look } from './seen.mjs';
import { events, stepIds } from './seeds.mjs';

const { open } = theSite();
const EN = '', ZH = 'zh-Hans/';
const sizes = (text) => text.split(' ').map((size) => size.split('x').map(Number)).map(([width, height]) => ({ width, height }));

/** The years that events lie in whole, by their ids. */
const DATES = Object.fromEntries(events.filter(({ date }) => /^\d{4}(-\d\d){0,2}~?$/.test(date) && Number(date.slice(5, 7) || 1) <= 12).map(({ id, date }) => [id, Number(date.slice(0, 4))]));

const GRID = [
  { mode: 'page', lang: EN, sizes: sizes('280x640 320x568 360x740 390x844 430x932 560x1200 600x900 768x1024 899x700 1024x768 1280x720 1440x900 1920x1080') },
  { mode: 'page', lang: ZH, dark: true, tools: true, sizes: sizes('300x700 320x1200 360x640 412x823 560x300 680x480 820x1180 900x600 1100x560 1200x1200 1680x1050 1920x600') },
  { mode: 'page', lang: ZH, letters: 24, sizes: sizes('360x740 768x1024 1280x800 1920x1080') },
  { mode: 'page', lang: EN, letters: 32, dark: true, tools: true, sizes: sizes('320x740 390x844 820x1180 1440x900 1920x1200') },
  { mode: 'embed', lang: EN, sizes: sizes('280x560 320x640 390x640 559x700 640x560 680x640 700x420 720x640 890x560 900x560 1100x600 1400x640 1920x640') },
  { mode: 'embed', lang: ZH, dark: true, sizes: sizes('300x600 360x640 480x300 600x560 680x560 699x600 800x640 1000x640 1280x560 1600x480 1920x1200') },
  { mode: 'embed', lang: EN, letters: 24, dark: true, sizes: sizes('360x640 680x640 900x640 1280x720') },
  { mode: 'embed', lang: ZH, letters: 32, sizes: sizes('390x800 720x800 1100x640 1920x900') },
  { mode: 'present', lang: EN, dark: true, sizes: sizes('800x600 1024x768 1280x720 1440x900 1920x1080') },
  { mode: 'present', lang: ZH, sizes: sizes('768x1024 1280x800 1366x768 1600x900 1920x1200') },
];
/** A third of the windows of each row, and every row, unless all are asked for. */
const isWhole = process.env.SPRING_SURGE_GRID === 'whole';
for (const [at, row] of GRID.entries()) if (!isWhole) row.sizes = row.sizes.filter((_, i) => i % 3 === at % 3);

const MODES = { page: 'on the page', embed: 'in an article', present: 'in front of a class' };

/** Letters of another size than the usual 16 px, as a reader sets them in the browser. */
const withLetters = (px) => async (page) => {
  if (px) await (await page.context().newCDPSession(page)).send('Page.setFontSizes', { fontSizes: { standard: px } });
};

/** What was looked at in all rows together. */
const inAll = { pictures: 0, looked: {} };

async function lead(story, step) {
  await story.page.evaluate((id) => { location.hash = `step=${id}`; }, step);
  await story.arriveAt(step);
  await story.nextFrames(2);
}

for (const { mode, lang, letters, dark = false, tools = mode === 'present', sizes } of GRID) {
  const how = `${MODES[mode]}, in ${lang === EN ? 'English' : 'Chinese'}${letters ? `, with letters of ${letters / 0.16} %` : ''}, ${dark ? 'at night' : 'by day'}`;
  test(`every step is seen whole and rightly named ${how}`, letters ? needs('devtools') : {}, async (t) => {
    const faults = [], looked = {};
    const story = await open(t, lang + (mode === 'page' ? '' : `?mode=${mode}`), { size: sizes[0], dark, still: true, wait: tools ? true : 'stage', prepare: withLetters(letters) });
    for (const size of sizes) {
      await story.page.setViewportSize(size);
      for (const step of stepIds) {
        await lead(story, step);
        const seen = await story.page.evaluate(look, { mode, dates: DATES });
        for (const [rule, count] of Object.entries(seen.looked)) looked[rule] = (looked[rule] ?? 0) + count;
        faults.push(...seen.faults.map(([rule, what]) => `${size.width} × ${size.height}, ${step}: ${rule}: ${what}`));
      }
    }
    t.diagnostic(`${sizes.length * stepIds.length} pictures: ${Object.entries(looked).map(([rule, count]) => `${rule} ${count}`).join(', ')}`);
    inAll.pictures += sizes.length * stepIds.length;
    for (const [rule, count] of Object.entries(looked)) inAll.looked[rule] = (inAll.looked[rule] ?? 0) + count;
    assert.ok(looked.covered >= sizes.length * stepIds.length, `only ${looked.covered} lines were looked at`);
    assert.deepEqual(faults.slice(0, 60), [], `${faults.length} faults`);
  });
}

test('every rule of the grid had something to look at', () => {
  assert.equal(inAll.pictures, GRID.reduce((sum, { sizes }) => sum + sizes.length, 0) * stepIds.length);
  assert.equal(Object.keys(inAll.looked).length, 7);
  // Frames too low for a timeline have no years, and most have dozens of events.
  for (const [rule, count] of Object.entries(inAll.looked)) assert.ok(count >= inAll.pictures, `${rule}: only ${count} were looked at`);
});

test('without script, names on the map are right in every window', needs('script switched off'), async (t) => {
  const faults = [];
  let labels = 0;
  for (const lang of [EN, ZH]) {
    const story = await open(t, lang, { script: false });
    for (const size of sizes('280x600 320x740 390x844 600x900 768x1024 844x390 900x700 1100x600 1280x720 1440x900 1920x1080 1920x1200')) {
      await story.page.setViewportSize(size);
      const seen = await story.page.evaluate(look);
      labels += seen.looked.label;
      faults.push(...seen.faults.filter(([rule]) => ['label', 'over', 'cut'].includes(rule)).map(([rule, what]) => `${lang}${size.width} × ${size.height}: ${rule}: ${what}`));
    }
  }
  assert.ok(labels >= 60, `only ${labels} labels were looked at`);
  assert.deepEqual(faults, []);
});

for (const [address, size] of [['', [320, 640]], ['zh-Hans/', [390, 844]], ['', [640, 800]], ['', [820, 1180]], ['zh-Hans/', [1280, 720]], ['?mode=embed', [680, 560]], ['zh-Hans/?mode=embed', [1100, 600]]]) {
  const [width, height] = size;
  test(`what has the focus is seen whole, there and back, at ${width} × ${height}, ${address || 'the page'}`, async (t) => {
    const story = await open(t, address, { size: { width, height }, still: true });
    const faults = [];
    let looked = 0;
    for (const key of ['Tab', 'Shift+Tab']) {
      // There: the stage and the first steps; back: from a step in the middle.
      if (key === 'Shift+Tab') await story.step('in-common').locator('a').first().focus();
      for (let n = 0; n < 45; n += 1) {
        await story.page.keyboard.press(key);
        await story.nextFrames(2);
        const fault = await story.page.evaluate(focusFault);
        if (fault === null) continue;
        looked += 1;
        if (fault) faults.push(`${key} ${n + 1}: ${fault}`);
      }
    }
    assert.ok(looked >= 40, `only ${looked} stops were looked at`);
    assert.deepEqual(faults, []);
  });
}
