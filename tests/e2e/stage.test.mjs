// The stage is there with the page and follows the story; the instruments come when they are wanted, and
// go on where it stood.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { DESK, LAPTOP, PHONE, TABLET, WALL, holdBack, theSite } from './browser.mjs';
import { overlaps, overlapsInTime } from './overlaps.mjs';
import { ofGuide } from './scene.mjs';
import { events, stepIds } from './seeds.mjs';

const { open } = theSite();
const INSTRUMENTS = '**/instruments-*';
const WITHIN_KIB = 100;

/** A page whose instruments wait behind a door. */
async function guided(t, address = '', wishes = {}) {
  let release;
  const story = await open(t, address, { wait: 'stage', prepare: async (page) => { release = await holdBack(page, INSTRUMENTS); }, ...wishes });
  return { story, release };
}

/** However slow the machine, this reader does not rest. */
function withoutRest() {
  const soon = setTimeout;
  self.setTimeout = (call, ms, ...rest) => (ms > 2000 ? 0 : soon(call, ms, ...rest));
}

const hasTools = (story) => story.page.evaluate(() => performance.getEntriesByName('instruments-ready').length > 0);

test('all that is needed to follow the story is small', async (t) => {
  const came = [];
  const story = await open(t, '', {
    wait: 'stage',
    prepare: async (page) => page.on('response', (response) => came.push(response)),
  });
  const ready = await story.page.evaluate(() => performance.timeOrigin + performance.getEntriesByName('story-ready')[0].startTime);
  // What comes after this moment is not asked for its body, which might not have come when the page is closed.
  const bodies = await Promise.all(came.filter((response) => response.request().timing().startTime < ready).map(async (response) => [response.url(), await response.body()]));
  const sizes = bodies.map(([url, body]) => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    return [url.split('/').at(-1) || 'page', url.endsWith('.woff2') ? body.length : brotliCompressSync(body, { params }).length];
  });
  const sum = sizes.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(sum <= WITHIN_KIB * 1024, `${sum} bytes until the story is ready: ${sizes.map(([name, size]) => `${name} ${size}`).join(', ')}`);
});

test('the stage shows each step as the instruments do', async (t) => {
  const whole = await open(t, '', { still: true });
  const { story } = await guided(t, '', { still: true });
  for (const id of [...stepIds.slice(1), stepIds[0]]) {
    await whole.readTo(id);
    await story.readTo(id);
    assert.deepEqual(ofGuide(await story.scene()), ofGuide(await whole.scene()), id);
  }
  assert.equal(await hasTools(story), false);
  assert.deepEqual(story.ownTroubles(), []);
});

for (const [name, size] of [['a phone', PHONE], ['a desk', DESK]]) {
  test(`who goes somewhere before all of the page is laid out arrives there, on ${name}`, async (t) => {
    const { story } = await guided(t, '', { size, still: true, wait: false, prepare: (page) => page.addInitScript(() => { self.requestIdleCallback = () => 0; }) });
    await story.page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
    assert.equal(await story.page.evaluate(() => document.documentElement.dataset.sparse), '', 'nothing was left out');
    await story.page.evaluate(() => document.querySelector('.tally a[href*="gansu"], a[href="#step=gansu-line"]').click());
    await story.arriveAt('gansu-line');
  });
}

test('a flight ends in the same picture, however the reader came', async (t) => {
  const { story } = await guided(t);
  for (const id of ['zone-a', 'sanjili', 'posture', 'jinmeng', 'announcement', 'gansu-line']) {
    await story.jumpTo(id);
    await story.nextFrames(3);
  }
  await story.arriveAt('gansu-line');
  const { story: calm } = await guided(t, '#step=gansu-line', { still: true });
  await calm.arriveAt('gansu-line');
  assert.deepEqual(ofGuide(await story.scene()), ofGuide(await calm.scene()));
});

test('links, the stepper, Back and the address lead through the story', async (t) => {
  const { story } = await guided(t);
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.arriveAt('sanjili');
  await story.addressSays('#step=sanjili');
  await story.page.locator('.stepper [rel="next"]').click();
  await story.arriveAt('gansu-line');
  assert.match(await story.page.locator('#announcer').textContent(), /6/);
  await story.back();
  await story.arriveAt('sanjili');
  await story.back();
  await story.arriveAt(stepIds[0]);
  assert.equal(await hasTools(story), false);
});

for (const [name, size] of Object.entries({ 'a phone': PHONE, 'a tablet': TABLET, 'a laptop': LAPTOP, 'a desk': DESK, 'a wall': WALL })) {
  test(`no label lies on another or on a mark, on ${name}`, async (t) => {
    for (const address of ['', 'zh-Hans/']) {
      const { story } = await guided(t, address, { size, still: true });
      for (const id of stepIds) {
        await story.readTo(id);
        assert.deepEqual([...await overlaps(story.page), ...await overlapsInTime(story.page)], [], `${address} ${id}`);
      }
    }
  });
}

test('the instruments take over at any step without a jump', async (t) => {
  for (const size of [DESK, PHONE]) {
    const { story, release } = await guided(t, '', { size });
    await story.page.evaluate(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((e) => { window.shifts += e.value; })).observe({ type: 'layout-shift' });
    });
    await story.readTo('jinmeng');
    const [scene, y] = [ofGuide(await story.scene()), await story.scrollY()];
    release();
    await story.ready();
    await story.arriveAt('jinmeng');
    assert.deepEqual(ofGuide(await story.scene()), scene);
    assert.equal(await story.scrollY(), y);
    assert.equal(await story.page.evaluate(() => window.shifts), 0);
    assert.ok(await story.page.locator('.flown-land').count() <= 1, 'there is one canvas for flights');
    assert.deepEqual(story.ownTroubles(), []);
  }
});

test('what is chosen under the stage is open once the instruments are there', async (t) => {
  for (const choose of [(s) => s.chooseProject('gansu-line'), (s) => s.chooseEvent(events.find((e) => e.project === 'gansu-line').id)]) {
    const { story, release } = await guided(t);
    await choose(story);
    await story.arriveAt('gansu-line');
    release();
    await story.ready();
    await story.page.locator('.card').waitFor({ state: 'visible' });
    await story.arriveAt('gansu-line');
  }
});

test('a hand on the map calls the instruments, and so does rest; scrolling alone does not', async (t) => {
  const story = await open(t, '', { wait: 'stage' });
  assert.equal(await hasTools(story), false);
  await story.page.locator('#map').hover();
  await story.page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
  const resting = await open(t, '', { wait: 'stage' });
  await resting.page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
});

test('a page that comes up under a mouse at rest has not been reached for', async (t) => {
  const { page } = await open(t, '', { wait: 'stage', prepare: (page) => page.addInitScript(withoutRest) });
  // What a browser says of a mouse that a page comes up or scrolls away under.
  await page.locator('#map svg').first().dispatchEvent('pointerover', { pointerType: 'mouse' });
  assert.equal(await page.locator('link[href*="/tools-"]').count(), 0);
  await page.locator('#map').hover();
  await page.locator('link[href*="/tools-"]').waitFor({ state: 'attached' });
});

test('what draws a flight is fetched with the first scroll, also where no hand scrolls', async (t) => {
  const prepare = (page) => page.addInitScript(withoutRest);
  const { page } = await open(t, '', { wait: 'stage', prepare });
  assert.equal(await page.locator('.flown-land').count(), 0);
  await page.evaluate(() => scrollBy(0, 20));
  await page.locator('.flown-land').waitFor({ state: 'attached' });
  assert.equal(await page.locator('link[href*="/tools-"]').count(), 0);
});

test('a page for frames that nobody frames keeps its instruments for a hand, too', async (t) => {
  const asked = [];
  const prepare = async (page) => {
    page.on('request', (request) => asked.push(request.url()));
    await page.addInitScript(withoutRest);
  };
  const story = await open(t, '?mode=embed#step=zone-a', { still: true, wait: 'stage', prepare });
  await story.arriveAt('zone-a');
  await story.page.evaluate(() => { location.hash = '#step=sanjili'; });
  await story.arriveAt('sanjili');
  const scene = ofGuide(await story.scene());
  assert.equal(asked.some((url) => url.includes('/instruments-')), false);
  await story.page.locator('#map').hover();
  await story.page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
  await story.arriveAt('sanjili');
  assert.deepEqual(ofGuide(await story.scene()), scene);
});

test('instruments that do not come are asked for again, and the stage goes on meanwhile', async (t) => {
  let refuse = true;
  const story = await open(t, '', {
    wait: 'stage',
    prepare: (page) => page.route(INSTRUMENTS, (route) => (refuse ? route.abort() : route.continue())),
  });
  await story.page.locator('#map').hover();
  await story.page.locator('#broken').waitFor({ state: 'visible' });
  await story.readTo('sanjili');
  refuse = false;
  await story.page.locator('#broken button').click();
  await story.page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
  await story.arriveAt('sanjili');
  assert.equal(await story.page.locator('#broken').isVisible(), false);
});

test('instruments that are there before the stage wait for it', async (t) => {
  let release;
  const story = await open(t, '', { wait: false, still: true, prepare: async (page) => { release = await holdBack(page, '**/stage-*.wasm'); } });
  const come = story.page.waitForEvent('requestfinished', (request) => /\/instruments-\w+\.wasm$/.test(request.url()));
  await story.page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
  await come;
  await story.nextFrames(12);
  assert.equal(await hasTools(story), false);
  release();
  await story.ready();
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.arriveAt('sanjili');
  assert.equal(await story.page.locator('#broken').isVisible(), false);
  assert.deepEqual(story.ownTroubles(), []);
});

test('a stage that does not come is asked for again, with the instruments that lead it', async (t) => {
  let refuse = true;
  const story = await open(t, '', { wait: false, still: true, prepare: (page) => page.route('**/stage-*', (route) => (refuse ? route.abort() : route.continue())) });
  await story.page.locator('#broken').waitFor({ state: 'visible' });
  refuse = false;
  await story.page.locator('#broken button').click();
  await story.ready();
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.arriveAt('sanjili');
  assert.equal(await story.page.locator('#broken').isVisible(), false);
});

test('the picture has one writer: what others put in its place is written on as before', async (t) => {
  const story = await open(t, '', { still: true });
  // Another copy of each element that the stage writes, as a tool that renders a page anew makes them.
  const copied = await story.page.evaluate(() => {
    const slots = [...document.querySelectorAll('#stage [data-slot]')].filter((slot) => !slot.querySelector('[data-slot]'));
    for (const slot of slots) slot.replaceWith(slot.cloneNode(true));
    return slots.length;
  });
  assert.ok(copied > 60, `${copied} elements`);
  const whole = await open(t, '', { still: true });
  for (const id of ['gansu-line', 'allies', 'jinmeng']) {
    for (const one of [story, whole]) {
      await one.jumpTo(id);
      await one.arriveAt(id);
    }
    assert.deepEqual(await story.scene(), await whole.scene(), id);
  }
  assert.deepEqual(story.ownTroubles(), []);
});

test('an engine that breaks off leaves the page as it was sent, where the reader was', async (t) => {
  const { story, release } = await guided(t, '#step=sanjili');
  await story.arriveAt('sanjili');
  const y = await story.scrollY();
  // Others took the marks of the timeline away, and then the engine itself breaks off.
  await story.page.evaluate(() => document.querySelector('#timeline .ruler').replaceChildren());
  release();
  await story.ready();
  await story.page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }));
  await story.page.locator('#broken').waitFor({ state: 'visible' });
  await story.page.waitForFunction((count) => document.querySelectorAll('#timeline [data-event]').length === count, events.length);
  assert.equal(await story.scrollY(), y);
  assert.ok(story.troubles.some((text) => /Spring Surge \d{4}\.\d\d\.\d\d: /.test(text)), 'the version is said');
  await story.page.locator('.tally [data-project="gansu-line"]').click();
  await story.addressSays('#step=gansu-line');
  await story.page.locator('#broken button').click();
  await story.guided();
  assert.equal(await story.page.locator('#broken').isVisible(), false);
  await story.arriveAt('gansu-line');
});
