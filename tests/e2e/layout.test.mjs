// The page at the widths it was designed for: nothing overflows, nothing covers what is spoken of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, TABLET, WALL, theSite } from './browser.mjs';
import { none } from './none.mjs';
import { hiddenOrCrossed, misplaced } from './positions.mjs';
import { stepIds } from './seeds.mjs';

const { open } = theSite();
const SIZES = { 'a phone': PHONE, 'a tablet': TABLET, 'a desk': DESK, 'a wall': WALL };

for (const [name, size] of Object.entries(SIZES)) {
  test(`at every step the marks spoken of are in view, on their places and clear of each other, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    const faults = [];
    // The world has no projects of its own on it, only the mark that stands for them.
    for (const id of stepIds.filter((step) => step !== 'allies')) {
      await story.readTo(id);
      const found = [...await story.page.evaluate(hiddenOrCrossed), ...await story.page.evaluate(misplaced, (await story.atlas()).places)];
      faults.push(...found.map((fault) => `${id}: ${fault}`));
    }
    assert.deepEqual(faults, []);
  });

  for (const dark of [false, true]) {
    test(`the document fits its window, on ${name}, ${dark ? 'dark' : 'light'}`, async (t) => {
      const story = await open(t, '', { size, dark, still: true });
      const [inner, full] = await story.page.evaluate(() => [document.documentElement.clientWidth, document.documentElement.scrollWidth]);
      assert.ok(full <= inner, `${full} px in a window of ${inner} px`);
      const paper = await story.page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
      assert.equal(paper[0] < 128, dark, `paper is ${paper}`);
    });
  }

  test(`lines of text are neither too long nor too short to read, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    const letters = await story.page.$$eval('#story .step > p:not(.kicker)', (all) => {
      const lines = (p) => p.getBoundingClientRect().height / parseFloat(getComputedStyle(p).lineHeight);
      const counts = all.map((p) => [p.innerText.length, lines(p)]).filter(([, n]) => n > 1.5);
      // The last line of a paragraph is on average half full.
      return counts.reduce((sum, [n]) => sum + n, 0) / counts.reduce((sum, [, n]) => sum + n - 0.5, 0);
    });
    t.diagnostic(`${letters.toFixed(0)} letters a line at ${size.width} px`);
    assert.ok(letters <= 78 && letters >= 30, `${letters.toFixed(1)} letters a line`);
  });

  test(`the stage stays in the window and clear of text while the story is read, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    for (const id of stepIds) {
      await story.readTo(id);
      const over = await story.page.evaluate(() => {
        const picture = document.querySelector('.picture').getBoundingClientRect();
        const timeline = document.getElementById('timeline').getBoundingClientRect();
        const found = [];
        for (const [what, box] of [['picture', picture], ['timeline', timeline]]) {
          if (box.top < -1 || box.bottom > innerHeight + 1 || box.left < -1 || box.right > innerWidth + 1 || box.height < 60) found.push(`${what} is out of the window: ${JSON.stringify(box)}`);
          for (let i = 1; i < 12; i += 1) {
            for (let k = 1; k < 12; k += 1) {
              const above = document.elementFromPoint(box.left + (box.width * i) / 12, box.top + (box.height * k) / 12);
              if (!above?.closest('#stage')) found.push(`${what} lies under ${above?.tagName} ${above?.className}`);
            }
          }
        }
        return [...new Set(found)];
      });
      assert.deepEqual(over, [], id);
    }
  });
}

test('the way from step to step is large enough for a finger', async (t) => {
  const story = await open(t, '', { size: PHONE, still: true });
  const ways = await story.page.$$eval('.stepper a', (all) => all.map((e) => e.getBoundingClientRect()).map(({ width, height }) => [Math.round(width), Math.round(height)]));
  none(ways, ([width, height]) => !(width >= 44 && height >= 44), 2);
});
