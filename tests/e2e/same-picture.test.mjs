// One complete scene per step: however a reader comes to a step, the picture there is the same.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, needs, theSite } from './browser.mjs';
import { differingPixels } from './pixels.mjs';
import { stepIds } from './seeds.mjs';

const { open } = theSite();
const last = stepIds.at(-1);

/** The picture of every step, each from its own link: what all other ways are measured by. */
const expected = new Map();
test('a link to each step gives its picture', async (t) => {
  const story = await open(t, '', { still: true });
  for (const id of stepIds) {
    await story.page.goto(`${story.url}?lang=en#step=${id}`, { waitUntil: 'domcontentloaded' });
    await story.ready();
    await story.arriveAt(id);
    expected.set(id, await story.scene());
    await story.page.goto('about:blank');
  }
  assert.equal(new Set([...expected.values()].map(String)).size, stepIds.length, 'two steps look alike');
});

const isAt = async (story, id) => {
  await story.arriveAt(id);
  assert.deepEqual(await story.scene(), expected.get(id));
};

test('a slow scroll down and up again ends in it at each step', async (t) => {
  const story = await open(t, '', { still: true });
  for (const id of [...stepIds, ...stepIds.toReversed()]) {
    await story.jumpTo(id);
    await isAt(story, id);
  }
});

test('a fast scroll to the end and back ends in it', async (t) => {
  const story = await open(t);
  await story.wheelTo(last, 2500);
  await isAt(story, last);
  await story.wheelTo(stepIds[0], -2500);
  await isAt(story, stepIds[0]);
});

for (const [leader, wait] of [['the stage', 'stage'], ['the instruments', true]]) {
  test(`a text that rushes past is not run after by ${leader}, and followed where it slows`, async (t) => {
    const story = await open(t, '', { wait, size: PHONE });
    // The first step on the way may be shown: one leap is no rush.
    const seen = await story.rushTo('allies');
    assert.ok(seen.length <= 2, `shown on the way: ${seen}`);
    await story.arriveAt('allies');
  });
}

test('a jump, and Back and Forward from it, end in it', async (t) => {
  const story = await open(t);
  await story.chooseProject('gansu-line');
  await isAt(story, 'gansu-line');
  await story.page.locator('.tally [data-project="jinmeng"]').click();
  await isAt(story, 'jinmeng');
  await story.back();
  await isAt(story, 'gansu-line');
  await story.back();
  await isAt(story, stepIds[0]);
  await story.forward();
  await isAt(story, 'gansu-line');
});

test('a hundred fast steps back and forth end in it', async (t) => {
  const story = await open(t);
  // Always the same walk, so that a failure can be repeated.
  let seed = 20250331;
  let at = 0;
  for (let i = 0; i < 100; i += 1) {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    at = seed % stepIds.length;
    await story.jumpTo(stepIds[at]);
    await story.nextFrames(1);
  }
  await isAt(story, stepIds[at]);
});

test('fifty quick clicks of the stepper end in it', async (t) => {
  const story = await open(t);
  await story.page.evaluate(() => {
    const [back, next] = document.querySelectorAll('.stepper a');
    for (let i = 0; i < 50; i += 1) (i % 5 === 4 ? back : next).click();
  });
  // Three steps forward for every five clicks reach the end, and the fiftieth click leads back from it.
  await isAt(story, stepIds.at(-2));
});

test('a choice in the middle of a flight ends in the picture of the choice', async (t) => {
  const story = await open(t);
  const from = await story.camera();
  await story.jumpTo('sanjili');
  await story.page.waitForFunction((view) => document.querySelector('#map svg.rings').getAttribute('viewBox') !== view, from);
  await story.page.locator('.tally [data-project="zone-a"]').click();
  await isAt(story, 'zone-a');
});

test('choosing events and letting go of them leaves nothing behind', async (t) => {
  const story = await open(t);
  for (const event of ['jinmeng-filing', 'green-operation', 'surge']) await story.chooseEvent(event);
  await story.page.keyboard.press('Escape');
  await isAt(story, 'announcement');
});

test('a window resized in the middle of a flight shows the same picture', async (t) => {
  const story = await open(t);
  const place = () => story.onMap('sanjili').evaluate((mark) => mark.getBoundingClientRect().left);
  const from = await place();
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.page.waitForFunction((left) => document.querySelector('#map [data-project="sanjili"]').getBoundingClientRect().left !== left, from);
  await story.page.setViewportSize(PHONE);
  await story.page.setViewportSize(DESK);
  await story.readTo('sanjili');
  await isAt(story, 'sanjili');
});

/** From `hold()` to `release()` a page waits for nothing that takes a good part of a flight. */
function holdTimers() {
  const [soon, never] = [setTimeout, clearTimeout];
  let held, last = 0;
  self.setTimeout = (call, ms = 0, ...rest) => {
    if (!held || ms < 100 || ms > 1000) return soon(call, ms, ...rest);
    held.set(last -= 1, () => call(...rest));
    return last;
  };
  self.clearTimeout = (id) => held?.delete(id) || never(id);
  self.hold = () => { held = new Map(); };
  self.release = () => {
    const waiting = held;
    held = undefined;
    waiting.forEach((call) => call());
  };
}

for (const [leader, wait] of [['the stage', 'stage'], ['the instruments', true]]) {
  test(`who turns back in the middle of a flight, in a window of another size, is led back by ${leader}`, async (t) => {
    const story = await open(t, '', { wait, prepare: (page) => page.addInitScript(holdTimers) });
    await story.readTo('posture');
    await story.readTo('announcement');
    await story.page.evaluate(() => self.hold());
    await story.jumpTo('sanjili');
    await story.page.locator('#map .is-flown').waitFor({ state: 'attached' });
    await story.page.setViewportSize({ width: DESK.width - 200, height: DESK.height });
    await story.page.locator('#map .is-flown').waitFor({ state: 'detached' });
    await story.jumpTo('announcement');
    await story.page.evaluate(() => self.release());
    // In a frame of another size labels may lie elsewhere; the view is that of the step.
    await story.arriveAt('announcement');
  });
}

test('a window that is turned keeps the step that was being read', async (t) => {
  const story = await open(t, '#step=jinmeng', { size: PHONE, still: true });
  await isAt(story, 'jinmeng');
  await story.page.setViewportSize({ width: PHONE.height, height: PHONE.width });
  await story.nextFrames(4);
  await story.page.setViewportSize(PHONE);
  await story.nextFrames(4);
  await isAt(story, 'jinmeng');
});

/**
 * Lays the mouse on the map and moves it to and fro until the land is drawn for it; where it is then. The map does not
 * come to rest meanwhile, however slow the machine is, until `letRest`.
 */
async function holdMap(story) {
  await story.page.evaluate(() => {
    window.later = window.setTimeout;
    window.setTimeout = () => 0;
  });
  const map = await story.page.locator('#map').boundingBox();
  const [x, y] = [Math.round(map.x + map.width / 3), Math.round(map.y + map.height / 3)];
  await story.page.mouse.move(x, y);
  await story.page.mouse.down();
  for (let i = 1; !(await story.page.locator('.land.is-moving').count()); i++) await story.page.mouse.move(x + 10 * (i % 2), y);
  return [x, y];
}

const letRest = (story) => story.page.evaluate(() => { window.setTimeout = window.later; });

for (const [name, wishes] of Object.entries({ 'on a desk': {}, 'on a phone': { size: PHONE } })) {
  test(`the land looks the same under a hand as at rest, ${name}`, async (t) => {
    // Without inertia.
    const story = await open(t, '#step=zone-a', { ...wishes, still: true });
    await story.arriveAt('zone-a');
    const [x, y] = await holdMap(story);
    await letRest(story);
    await story.page.mouse.move(x + 24, y + 12);
    await story.page.mouse.up();
    await story.restOnMap();
    const still = await story.page.screenshot();
    // What was drawn last under the hand is what came to rest.
    await story.page.evaluate(() => document.querySelector('.land').classList.add('is-moving'));
    const held = await story.page.screenshot();
    // Edges of rivers are rounded otherwise.
    assert.ok(await differingPixels(story.page, still, held) < 900);
    await story.page.evaluate(() => document.querySelector('.held-land').remove());
    assert.ok(await differingPixels(story.page, still, await story.page.screenshot()) > 3000, 'the drawing at rest was not hidden');
  });
}

test('under a hand the page only moves what is there', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.arriveAt('zone-a');
  const [x, y] = await holdMap(story);
  await story.page.evaluate(() => {
    window.written = [];
    new MutationObserver((all) => window.written.push(...all.map(({ target, type, attributeName }) => `${target.className.baseVal ?? target.className} ${attributeName ?? type}`))).observe(document.getElementById('map'), { subtree: true, childList: true, attributes: true, characterData: true });
  });
  for (let i = 1; i <= 12; i++) await story.page.mouse.move(x + 2 * i, y);
  const written = await story.page.evaluate(() => window.written);
  assert.ok(written.includes('held-land style'), written.join());
  assert.deepEqual(written.filter((what) => !what.endsWith(' style')), []);
  // Nor is the state told before the hand rests, and with it all that follows.
  assert.ok(await story.page.locator('.home').evaluate((home) => home.classList.contains('away')));
  await story.page.mouse.up();
});

test('a hand without the worker leads to the same picture', async (t) => {
  const pictures = [];
  for (const prepare of [undefined, (page) => page.route('**/land-*.js', (route) => route.abort())]) {
    const story = await open(t, '#step=zone-a', { still: true, prepare });
    await story.arriveAt('zone-a');
    const map = await story.page.locator('#map').boundingBox();
    await story.page.mouse.move(map.x + 200, map.y + 200);
    await story.page.mouse.down();
    await story.page.mouse.move(map.x + 280, map.y + 240, { steps: 4 });
    await story.page.mouse.up();
    await story.page.waitForFunction(() => location.hash.includes('at='));
    await story.restOnMap();
    await story.page.mouse.move(1, 1);
    pictures.push(await story.page.screenshot());
  }
  const story = await open(t, '', { script: false });
  assert.ok(await differingPixels(story.page, ...pictures) < 20);
});

for (const [name, wishes] of Object.entries({ 'on a desk': {}, 'on a phone': { size: PHONE }, 'in the dark': { dark: true } })) {
  test(`the land looks the same in flight as at rest, ${name}`, async (t) => {
    const story = await open(t, '', wishes);
    // Where no outline is drawn: dashes may begin elsewhere.
    await story.flownTo('zone-a');
    // Names are not in it.
    await story.page.evaluate(() => { for (const names of document.querySelectorAll('.province-names, .ground-names')) names.style.display = 'none'; });
    const still = await story.page.screenshot();
    // What was drawn last in flight is what came to rest.
    await story.page.evaluate(() => document.querySelector('.land').classList.add('is-moving', 'is-flown'));
    const flown = await story.page.screenshot();
    // Edges of a ring's dashes and of rivers are rounded otherwise.
    assert.ok(await differingPixels(story.page, still, flown) < 900);
    await story.page.evaluate(() => document.querySelector('.flown-land').remove());
    assert.ok(await differingPixels(story.page, still, await story.page.screenshot()) > 3000, 'the drawing at rest was not hidden');
  });
}

test('in flight the page has nothing to draw', async (t) => {
  const story = await open(t);
  await story.flownTo('sanjili');
  const seen = await story.page.evaluate(async () => {
    const mark = document.querySelector('#map [data-project="gansu-line"]').closest('.at');
    const until = async (share) => {
      while (!mark.getAnimations().some((a) => a.effect.getComputedTiming().progress > share)) await new Promise(requestAnimationFrame);
    };
    document.querySelector('.tally [data-project="gansu-line"]').click();
    await until(0.3);
    const written = [];
    new MutationObserver((all) => written.push(...all.map(({ target, attributeName }) => `${target.tagName} ${attributeName}`))).observe(document.getElementById('map'), { subtree: true, childList: true, attributes: true, characterData: true });
    await until(0.6);
    return { written, rings: getComputedStyle(document.querySelector('#map svg.rings')).visibility, flown: document.querySelector('.land').classList.contains('is-flown') };
  });
  assert.deepEqual(seen, { written: [], rings: 'hidden', flown: true });
  await story.arriveAt('gansu-line');
  await isAt(story, 'gansu-line');
});

test('a flight without its worker ends in the same picture', async (t) => {
  const story = await open(t, '', { prepare: (page) => page.route('**/land-*.js', (route) => route.abort()) });
  await story.readTo('sanjili');
  await isAt(story, 'sanjili');
  assert.equal(await story.page.locator('.is-flown').count(), 0);
});

test('on paper each step has the same picture, and the page without script lists all that it shows', needs('print media'), async (t) => {
  const story = await open(t, '', { still: true });
  const plain = await open(t, '', { script: false });
  const listed = await plain.page.evaluate(() => ({
    events: [...document.querySelectorAll('#chronology [data-event]')].map((e) => e.dataset.event),
    projects: [...document.querySelectorAll('#places [data-project]')].map((e) => e.dataset.project),
    facilities: [...document.querySelectorAll('.matrix [data-row]')].map((e) => e.dataset.row),
  }));
  for (const id of stepIds) {
    await story.readTo(id);
    const screen = await story.scene();
    await story.page.emulateMedia({ media: 'print' });
    assert.deepEqual(await story.scene(), screen, id);
    await story.page.emulateMedia({ media: null });
    // The page has to be a screen again for a frame: on paper a step may lie on the line that is the next one
    // on the screen, and to an observer that sees both in one frame nothing has changed.
    await story.nextFrames(2);
    const shown = await story.page.evaluate(() => ({
      events: [...document.querySelectorAll('#timeline [data-event]:not(:has(> .is-hidden))')].map((e) => e.dataset.event),
      projects: [...document.querySelectorAll('#map .badge:not(.is-hidden) [data-project]')].map((e) => e.dataset.project),
      facilities: [...document.querySelectorAll('#map .plant[data-facility]')].map((e) => e.dataset.facility),
    }));
    for (const kind of ['events', 'projects', 'facilities']) {
      assert.deepEqual(shown[kind].filter((one) => !listed[kind].includes(one)), [], `${id}: ${kind}`);
    }
  }
});
