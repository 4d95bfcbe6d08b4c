// The hand-out on paper: what is chosen, for whom, and nothing parted between two sheets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { inLanguage, stepIds } from './seeds.mjs';

const { open } = theSite();
/** Height of what can be printed on a sheet with margins of 15 mm, px. */
const SHEETS = { A4: { width: 680, height: 1009 }, Letter: { width: 703, height: 942 } };

for (const folder of ['', 'zh-Hans/']) {
  for (const version of ['for-pupils', 'for-teachers']) {
    for (const [format, size] of Object.entries(SHEETS)) {
      test(`${folder}handout ${version} on ${format}: no block is parted, none is empty, all is black on white`, needs('pdf', 'print media'), async (t) => {
        const story = await open(t, `${folder}handout/`, { wait: false, until: 'load', size });
        const { page } = story;
        await page.check(`#${version}`);
        await page.emulateMedia({ media: 'print' });
        const faults = await page.evaluate((height) => {
          const found = [];
          for (const sheet of document.querySelectorAll('.sheet')) {
            const box = sheet.getBoundingClientRect();
            if (!box.height) { if (!sheet.matches('.for-teacher')) found.push(`${sheet.id} is empty`); continue; }
            if (box.height > height && !sheet.matches('.is-long')) found.push(`${sheet.id} is ${box.height} px high`);
            if (getComputedStyle(sheet).breakInside === 'auto' && !sheet.matches('.is-long')) found.push(`${sheet.id} may be parted`);
          }
          for (const ask of document.querySelectorAll('.handout-ask')) if (getComputedStyle(ask).breakInside !== 'avoid') found.push('a question may be parted');
          for (const text of document.querySelectorAll('.sheet p, .sheet td, .sheet li')) {
            if (!text.checkVisibility()) continue;
            const rgb = getComputedStyle(text).color.match(/[\d.]+/g).map(Number);
            if (Math.max(...rgb.slice(0, 3)) > 80) found.push(`grey: ${text.textContent.slice(0, 30)}`);
          }
          if (document.documentElement.scrollWidth > innerWidth) found.push('it is too wide');
          return found;
        }, size.height);
        assert.deepEqual(faults, []);
        assert.ok((await page.pdf({ format })).length > 20_000);
      });
    }
  }
}

test('each tick names what it takes', async (t) => {
  for (const [folder, language] of [['', 'en'], ['zh-Hans/', 'zh-Hans']]) {
    const { page } = await open(t, `${folder}handout/`, { wait: false, until: 'load' });
    const { handout_step, closing } = inLanguage(language, 'classroom').words;
    const ticks = await page.$$eval('.take', (labels) => labels.map((label) => label.textContent.trim()));
    assert.deepEqual(ticks, [...stepIds.map((_, i) => `${handout_step} ${i + 1}`), closing]);
  }
});

test('pupils get blanks, teachers get dates, notes and answers', async (t) => {
  const { page } = await open(t, 'handout/', { wait: false, until: 'load' });
  const text = () => page.locator('#sheet-zone-a').innerText();
  const words = inLanguage('en', 'classroom');
  const plain = (s) => s.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  const pupil = await text();
  assert.ok(!pupil.includes('October 15, 2024') && !pupil.includes(plain(words.notes['zone-a'][0])));
  assert.ok(await page.locator('#sheet-zone-a .blank').first().isVisible());
  await page.check('#for-teachers');
  const teacher = await text();
  assert.ok(teacher.includes('October 15, 2024') && teacher.includes(plain(words.notes['zone-a'][0])) && teacher.includes(plain(words.questions['zone-a-order'].answer[1])));
});

test('a step that is not ticked is not printed', needs('print media'), async (t) => {
  const { page } = await open(t, 'handout/', { wait: false, until: 'load' });
  assert.deepEqual(await page.$$eval('.sheet[id]', (all) => all.map((s) => s.id)), [...stepIds.map((id) => `sheet-${id}`), 'sheet-closing']);
  await page.uncheck('#sheet-posture .take input');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('#sheet-posture').isVisible(), false);
  assert.equal(await page.locator('#sheet-chain').isVisible(), true);
  assert.equal(await page.locator('.handout-choices').isVisible(), false);
});

test('the address of the mode leads to it, and it needs no script', async (t) => {
  const story = await open(t, '?mode=handout', { wait: false, until: 'load' });
  await story.page.waitForURL(/handout\/$/);
  const bare = await open(t, 'handout/', { script: false });
  assert.equal(await bare.page.locator('.paper-map').count(), stepIds.length);
  await bare.page.check('#for-teachers');
  assert.ok(await bare.page.locator('.solution').first().isVisible());
});
