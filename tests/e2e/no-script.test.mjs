// The server's HTML is the whole article: without script, or when the engine fails, nothing is lost but the movement.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, needs, theSite } from './browser.mjs';
import { misplaced } from './positions.mjs';
import { claims, events, projects, sources, stepIds, ui, words } from './seeds.mjs';

const { open } = theSite();
const plain = (markup) => markup.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
const shown = (story, selector) => story.page.$$eval(selector, (all) => all.filter((e) => {
  const box = e.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility === 'visible';
}).length);

test('every word of the narrative is in the page', async (t) => {
  const story = await open(t, '', { script: false });
  for (const id of stepIds) {
    // The numbers of the notes stand between the words.
    const text = await story.step(id).evaluate((section) => {
      const copy = section.cloneNode(true);
      copy.querySelectorAll('.ref').forEach((ref) => ref.remove());
      return copy.textContent;
    });
    for (const part of [words.steps[id].title, ...words.steps[id].body.map(plain)]) assert.ok(text.includes(part), `${id} lacks: ${part}`);
  }
});

for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
  test(`the map and the timeline are drawn, on ${name}`, async (t) => {
    const story = await open(t, '', { script: false, size });
    assert.equal(await shown(story, '#map [data-project]'), projects.length, 'projects on the map');
    assert.equal(await shown(story, '#timeline [data-event] .mark'), events.length, 'events on the timeline');
    assert.ok(await shown(story, '#map .land path') > 5, 'the land is not drawn');
    assert.ok(await shown(story, '#map circle.ring.is-subject[r]:not([r="0.0"])') > 0, 'no ring is drawn');
    assert.deepEqual(await story.page.evaluate(misplaced, (await story.atlas()).places), []);
  });
}

test('notes and sources are in the page', async (t) => {
  const story = await open(t, '', { script: false });
  assert.equal(await shown(story, '#notes li[id]'), claims.length);
  assert.equal(await shown(story, '#sources li[id]'), sources.length);
});

test('a link to a step opens at its text', async (t) => {
  for (const size of [DESK, PHONE]) {
    const story = await open(t, '#step=jinmeng', { script: false, size });
    const heading = await story.page.locator('#title-jinmeng').boundingBox();
    const stage = await story.page.locator('#stage').boundingBox();
    const top = stage.width > size.width * 0.7 && size === PHONE ? stage.y + stage.height : 0;
    assert.ok(heading.y >= top && heading.y < size.height, `its headline lies at ${heading.y} of ${size.height}`);
  }
});

test('what would do nothing without script is not offered', needs('script switched off'), async (t) => {
  const story = await open(t, '', { script: false });
  assert.equal(await shown(story, '.stepper'), 0);
  assert.equal(await shown(story, '#broken'), 0);
});

const FAILURES = {
  'the engine cannot be fetched': (page) => page.route('**/*.wasm', (route) => route.abort()),
  'the glue cannot be fetched': (page) => page.route('**/stage-*.js', (route) => route.abort()),
  'the engine is damaged': (page) => page.route('**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: 'not an engine' })),
  'the page carries a damaged storyboard': (page) => page.route((url) => url.pathname === '/', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('\npanel\tannouncement', '\npanel') });
  }),
};

for (const [name, prepare] of Object.entries(FAILURES)) {
  test(`when ${name}, a notice says so and the article stays`, async (t) => {
    const story = await open(t, '', { prepare, wait: false });
    await story.page.locator('#broken').waitFor({ state: 'visible', timeout: 8000 });
    assert.equal(await story.page.locator('#broken span').textContent(), ui.broken);
    assert.equal(await shown(story, '#map [data-project]'), projects.length);
    assert.equal(await shown(story, '#story section.step'), stepIds.length);
  });
}
