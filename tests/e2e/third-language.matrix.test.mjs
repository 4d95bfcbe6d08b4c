// A further language, written from right to left, needs data alone: the same program shows a made-up one.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { DESK, PHONE, theSite } from './browser.mjs';
import { stepIds, words } from './seeds.mjs';
import { MADE_UP, spelt } from './third-language.mjs';

const dir = fileURLToPath(new URL('../../target/third-language/dist', import.meta.url));
assert.ok(existsSync(dir), 'the site with a made-up language is missing: cargo xtask test --file third-language makes it');
const { open } = theSite({ dir });

for (const [name, size] of [['on a desk', DESK], ['on a phone', PHONE]]) {
  test(`a made-up language is told from right to left, ${name}`, async (t) => {
    const story = await open(t, `${MADE_UP}/`, { size, still: true });
    assert.deepEqual(await story.page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]), [MADE_UP, 'rtl']);
    for (const id of stepIds) {
      await story.readTo(id);
      assert.equal(await story.step(id).locator('h2').textContent(), spelt(words.steps[id].title));
    }
    const faults = await story.page.evaluate(() => {
      const found = [];
      if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
      const text = document.querySelector('.step p').getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('.step h2'));
      const lines = [...range.getClientRects()];
      if (!lines.every((line) => Math.abs(line.right - text.right) < 2)) found.push('headlines do not begin at the right');
      return found;
    });
    assert.deepEqual(faults, []);
    assert.deepEqual(story.ownTroubles(), []);
  });
}

test('marks stand where the same marks stand in English', async (t) => {
  const places = async (address) => {
    const story = await open(t, `${address}#step=in-common`, { still: true });
    await story.arriveAt('in-common');
    return story.page.$$eval('#map .disc b, #map .plant', (all) => {
      const map = document.querySelector('#map').getBoundingClientRect();
      return all.map((mark) => { const box = mark.getBoundingClientRect(); return [Math.round(box.x - map.x), Math.round(box.y - map.y)]; });
    });
  };
  assert.deepEqual(await places(`${MADE_UP}/`), await places(''));
});

test('the map is not mirrored, and the text does not lie over it', async (t) => {
  const [left, right] = [await open(t, '#step=in-common', { still: true }), await open(t, `${MADE_UP}/#step=in-common`, { still: true })];
  const east = async (story) => {
    await story.arriveAt('in-common');
    return story.page.evaluate(() => {
      const x = (project) => document.querySelector(`#map [data-project="${project}"] b`).getBoundingClientRect().x;
      const [map, text] = ['#map', '.step[aria-current] p'].map((s) => document.querySelector(s).getBoundingClientRect());
      return { distance: Math.round(x('sanjili') - x('gansu-line')), apart: map.right <= text.left + 1 || text.right <= map.left + 1 };
    });
  };
  const [one, other] = [await east(left), await east(right)];
  assert.ok(one.distance > 0 && Math.abs(one.distance - other.distance) < 3, JSON.stringify([one, other]));
  assert.ok(one.apart && other.apart, JSON.stringify([one, other]));
});
