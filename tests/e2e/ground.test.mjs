// The ground under the story: relief, rivers and towns come after the text, look the same in every drawing, and are missed by nobody
// who has to read without them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DESK, DIST, PHONE, theSite } from './browser.mjs';
import { stepIds } from './seeds.mjs';

const { open } = theSite();
const laid = (page) => page.waitForFunction(() => document.getElementById('ground-board'));

test('the ground comes after the story is ready, once, and within 60 KiB', async (t) => {
  const asked = [];
  const story = await open(t, '', { still: true, prepare: (page) => page.on('request', (request) => asked.push([new URL(request.url()).pathname.slice(1), Date.now()])) });
  await laid(story.page);
  const ready = await story.page.evaluate(() => performance.timeOrigin + performance.getEntriesByName('story-ready')[0].startTime);
  const files = asked.filter(([name]) => /^(ground|relief)-/.test(name));
  const kinds = files.map(([name]) => name.replace(/-[0-9a-f]{16}/, ''));
  assert.deepEqual([...new Set(kinds)].sort(), ['ground-en.svg', 'ground.css', 'ground.js', 'relief.webp']);
  assert.deepEqual(files.filter(([, when]) => when < ready - 1).map(([name]) => name), []);
  const bytes = [...new Set(files.map(([name]) => name))].map((name) => readFileSync(join(DIST, existsSync(join(DIST, `${name}.br`)) ? `${name}.br` : name)).length);
  const whole = bytes.reduce((a, b) => a + b);
  assert.ok(whole > 20_000 && whole <= 60 * 1024, `${whole} bytes`);
});

for (const [size, named, steps] of [[DESK, 5, 3], [PHONE, 2, 1]]) {
  test(`the river has its name, and towns stand on the map, ${size.width} px wide`, async (t) => {
    const story = await open(t, '', { size, still: true });
    await laid(story.page);
    let most = 0, rivers = 0;
    for (const step of stepIds) {
      await story.page.evaluate((id) => { location.hash = `step=${id}`; }, step);
      await story.arriveAt(step);
      const seen = await story.page.evaluate(() => [...document.querySelectorAll('.ground-names .label')].filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => [e.classList[0], e.textContent]));
      most = Math.max(most, seen.filter(([kind]) => kind === 'town').length);
      rivers += seen.filter(([kind, words]) => kind === 'water' && words === 'Yellow River').length > 0;
    }
    assert.ok(most >= named, `${most} towns at most`);
    assert.ok(rivers >= steps, `the river is named at ${rivers} steps`);
  });
}

test('where the ground does not come, the story is led and nobody is alarmed', async (t) => {
  const story = await open(t, '', { still: true, prepare: (page) => page.route('**/ground-*', (route) => route.abort()) });
  await story.page.evaluate(() => { location.hash = 'step=gansu-line'; });
  await story.arriveAt('gansu-line');
  await story.ready();
  assert.equal(await story.page.locator('#broken').isVisible(), false);
  assert.equal(await story.page.locator('#map .river').count(), 0);
});

test('every language has a ground of its own, and the licence of the rivers lies beside it', () => {
  const names = readdirSync(DIST);
  for (const lang of ['en', 'zh-Hans']) {
    const drawing = names.find((name) => name.startsWith(`ground-${lang}-`) && name.endsWith('.svg'));
    assert.match(readFileSync(join(DIST, drawing), 'utf8'), /LGPL-3\.0-or-later: see data\/gshhg\//);
  }
  for (const name of ['COPYING', 'COPYING.LESSER']) assert.ok(existsSync(join(DIST, 'data/gshhg', name)), name);
});
