// Map and timeline in the reader's hand: by mouse, touch and keyboard, and back to the story.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DESK, PHONE, TABLET, WALL, needs, theSite } from './browser.mjs';
import { none } from './none.mjs';
import { overlaps } from './overlaps.mjs';
import { events, projects, stepIds } from './seeds.mjs';

const { open } = theSite();
const SIZES = { 'a phone': PHONE, 'a tablet': TABLET, 'a desk': DESK, 'a wall': WALL };

const spanOf = async (story) => Number((await story.camera()).split(' ')[2]);

/** A point of the map without marks, from its middle, in shares of its size. */
async function onMap(story, dx = 0.2, dy = 0.2) {
  const box = await story.page.locator('#map').boundingBox();
  return [box.x + box.width * (0.5 + dx), box.y + box.height * (0.5 + dy)];
}

/**
 * Until the view is no longer `view`, and rests: what was moved is drawn anew only when nothing moved it for
 * a while, and a slow hand is drawn on its way as well.
 */
async function viewAfter(story, view) {
  await story.page.waitForFunction((old) => {
    const rings = document.querySelector('#map svg.rings');
    const matrix = new DOMMatrix(getComputedStyle(rings).transform);
    const rests = !document.querySelector('#map .is-moving') && matrix.isIdentity && rings.getAttribute('viewBox') !== old;
    window.restedFor = rests ? (window.restedFor ?? 0) + 1 : 0;
    return window.restedFor >= 4;
  }, view, { polling: 'raf' });
  return story.camera();
}

async function drag(story, [x, y], [dx, dy]) {
  await story.page.mouse.move(x, y);
  await story.page.mouse.down();
  await story.page.mouse.move(x + dx, y + dy, { steps: 5 });
  await story.page.mouse.up();
}

test('the land follows the mouse, and the button leads back to the story', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.arriveAt('zone-a');
  const before = await story.camera();
  await drag(story, await onMap(story), [120, 40]);
  const [x0, y0, span] = before.split(' ').map(Number);
  const [x1, y1, later] = (await viewAfter(story, before)).split(' ').map(Number);
  const px = span / await story.page.locator('#map').evaluate((map) => Math.min(map.clientWidth, map.clientHeight));
  assert.ok(Math.abs(x0 - x1 - 120 * px) < 1 && Math.abs(y0 - y1 - 40 * px) < 1 && later === span, `${x0 - x1} ${y0 - y1} at ${px} km a px`);
  await story.page.waitForFunction(() => /step=zone-a&at=/.test(location.hash));
  await story.page.locator('.home').click();
  await story.arriveAt('zone-a');
  await story.addressSays('#step=zone-a');
});

test('scrolling leads back to the story as well', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  const before = await story.camera();
  await drag(story, await onMap(story), [120, 40]);
  await viewAfter(story, before);
  await story.page.mouse.move(200, 500);
  await story.page.mouse.wheel(0, 60);
  await story.arriveAt('zone-a');
});

test('a drag over a mark is no choice', async (t) => {
  const story = await open(t, '', { still: true });
  const box = await story.onMap('gansu-line').boundingBox();
  await drag(story, [box.x + 12, box.y + 12], [60, 10]);
  await viewAfter(story, await story.viewOf('announcement'));
  assert.equal(await story.currentStep(), 'announcement');
  assert.equal(await story.page.locator('.card').count(), 0);
});

test('turns of the wheel add up, however soon one follows another', async (t) => {
  const story = await open(t, '#step=zone-a');
  await story.arriveAt('zone-a');
  const before = await spanOf(story);
  await story.page.mouse.move(...await onMap(story, 0, 0));
  await story.page.keyboard.down('Control');
  for (let i = 0; i < 3; i++) {
    await story.page.mouse.wheel(0, -100);
    await story.nextFrames(3);
  }
  await story.page.keyboard.up('Control');
  // Each turn by 100 px brings the map closer by a factor of e to the power of 0.3.
  const wanted = before / Math.exp(0.9);
  await story.page.waitForFunction((wanted) => Math.abs(Number(location.hash.match(/at=[^,]*,[^,]*,([0-9.]+)/)?.[1]) - wanted) < 0.2, wanted);
  await story.restOnMap();
  assert.ok(Math.abs(await spanOf(story) - wanted) < 0.2, `${await spanOf(story)} instead of ${wanted}`);
});

test('the wheel with its key brings the map closer about the pointer; alone it scrolls the story', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  const [x, y] = await onMap(story, 0.3, -0.3);
  await story.page.mouse.move(x, y);
  const before = await story.camera();
  await story.page.keyboard.down('Control');
  await story.page.mouse.wheel(0, -200);
  await story.page.keyboard.up('Control');
  await viewAfter(story, before);
  assert.ok(await spanOf(story) < 300);
  const at = await story.scrollY();
  await story.page.mouse.wheel(0, 300);
  await story.page.waitForFunction((y) => scrollY > y + 200, at);
  await story.page.waitForFunction(() => !document.querySelector('.hint').hidden);
});

test('a double click, a drawn box and the keys bring the map closer', needs('double clicks'), async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  let view = await story.camera();
  await story.page.mouse.dblclick(...await onMap(story));
  view = await viewAfter(story, view);
  assert.equal(await spanOf(story), 160);
  await story.page.keyboard.down('Shift');
  await drag(story, await onMap(story, -0.25, -0.25), [200, 150]);
  await story.page.keyboard.up('Shift');
  view = await viewAfter(story, view);
  assert.ok(await spanOf(story) < 100);
  await story.onMap('zone-a').focus();
  for (const key of ['ArrowLeft', 'ArrowUp', '-']) {
    await story.page.keyboard.press(key);
    view = await viewAfter(story, view);
  }
  await story.page.keyboard.press('0');
  await story.arriveAt('zone-a');
});

test('keys move the map only while the focus is in it', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.page.locator('#step-zone-a a.ref').first().focus();
  const before = await story.camera();
  await story.page.keyboard.press('+');
  await story.page.keyboard.press('ArrowLeft');
  await story.nextFrames(3);
  assert.equal(await story.camera(), before);
});

test('two fingers move the map on a phone, and one scrolls the page', needs('devtools'), async (t) => {
  const story = await open(t, '#step=zone-a', { size: PHONE, still: true });
  const session = await story.page.context().newCDPSession(story.page);
  const touch = (type, points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  const [x, y] = await onMap(story, 0, 0.2);
  const before = await story.camera();
  await touch('touchStart', [[x - 40, y], [x + 40, y]]);
  for (let i = 1; i <= 6; i += 1) await touch('touchMove', [[x - 40 - 8 * i, y], [x + 40 + 8 * i, y]]);
  await touch('touchEnd', []);
  await viewAfter(story, before);
  assert.ok(await spanOf(story) < 220, `${await spanOf(story)} km after fingers moved apart`);
  assert.equal(await story.page.locator('#map').evaluate((map) => getComputedStyle(map).touchAction), 'pan-y');
});

for (const [name, choose] of Object.entries({
  mouse: (story) => story.onMap('jinmeng').click(),
  keyboard: async (story) => {
    await story.onMap('jinmeng').focus();
    await story.page.keyboard.press('Enter');
  },
})) {
  test(`a mark opens its card by ${name}: what, where, how sure, status, events, sources, a link`, async (t) => {
    const story = await open(t, '', { still: true });
    await choose(story);
    const card = story.page.locator('.card');
    await card.waitFor();
    const says = await card.innerText();
    for (const wanted of ['4 Jinmeng', 'Kundulun District, Baotou', 'within about 15', 'no status given', 'May 30, 2023', 'Sources']) assert.ok(says.includes(wanted), wanted);
    assert.ok(await card.locator('a[href^="#note-"]').count() > 2);
    assert.equal(await card.locator('.view-link').getAttribute('href'), '#step=jinmeng&project=jinmeng');
    await story.page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
    await story.addressSays('#step=jinmeng');
  });
}

test('neither a name on the map nor what it is of lies under an open card', async (t) => {
  const story = await open(t, '', { still: true });
  for (const hash of ['#step=jinmeng&project=jinmeng', '#step=in-common&project=gansu-line', '#step=in-common&place=beijing', '#step=in-common&event=jinmeng-named', '#step=allies&facility=lynas-malaysia']) {
    await story.page.evaluate((address) => { location.hash = address; }, hash);
    await story.page.locator(`.card .view-link[href="${hash}"]`).waitFor();
    await story.nextFrames(2);
    assert.equal(await story.page.locator('#map .facility.is-chosen .plant').count(), Number(hash.includes('facility=')), hash);
    const covered = await story.page.evaluate(() => {
      const card = document.querySelector('.card').getBoundingClientRect();
      const isSeen = (e) => getComputedStyle(e).visibility === 'visible';
      const meets = (box) => box.right > card.left + 1 && box.left < card.right && box.top < card.bottom - 1 && box.bottom > card.top;
      const chosen = document.querySelectorAll('#map .facility.is-chosen .plant');
      const names = [...document.querySelectorAll('#map .places .label')].filter(isSeen);
      return [...names, ...chosen].filter((e) => meets(e.getBoundingClientRect())).map((e) => e.textContent.trim() || 'what the card is of');
    });
    assert.deepEqual(covered, [], hash);
  }
});

test('marks are large enough for a finger, and a tap opens the card', async (t) => {
  const story = await open(t, '#step=gansu-line', { size: PHONE, still: true });
  const reaches = await story.page.$$eval('#map .disc', (all) => all.map((disc) => {
    const reach = getComputedStyle(disc, '::before');
    return [parseFloat(reach.width), parseFloat(reach.height)];
  }));
  none(reaches, ([w, h]) => !(w >= 44 && h >= 44), projects.length);
  const box = await story.onMap('gansu-line').boundingBox();
  // Beside the disc, but within a finger's reach of it.
  await story.page.mouse.click(box.x - 8, box.y + 12);
  await story.page.locator('.card').waitFor();
});

test('a filter counts for map, timeline and tables alike, and a copied link restores it', async (t) => {
  const story = await open(t, '', { still: true });
  await story.page.locator('.tools >> text=Key').click();
  await story.page.locator('.legend .pick', { hasText: 'Powder' }).click();
  await story.page.locator('.filtered', { hasText: 'Only Powder' }).waitFor();
  const seen = () => story.page.evaluate(() => ({
    map: [...document.querySelectorAll('#map [data-project]')].filter((e) => getComputedStyle(e).visibility === 'visible').map((e) => e.dataset.project),
    timeline: [...document.querySelectorAll('#timeline [data-event] > g:not(.is-hidden)')].map((g) => g.parentElement.dataset.event),
  }));
  const wanted = { map: ['sanjili'], timeline: events.filter((e) => e.project === 'sanjili').map((e) => e.id) };
  assert.deepEqual(await seen(), wanted);
  await story.addressSays('#step=announcement&stages=powder');
  const copied = await open(t, await story.address(), { still: true });
  await copied.page.locator('.filtered', { hasText: 'Only Powder' }).waitFor();
  await story.page.locator('.filtered button').click();
  await story.addressSays('#step=announcement');
  assert.equal((await seen()).timeline.length, events.length);
});

test('a stretch drawn on the timeline filters the map', async (t) => {
  const story = await open(t, '', { still: true });
  const ruler = await story.page.locator('.ruler').boundingBox();
  await drag(story, [ruler.x + 2, ruler.y + 40], [ruler.width * 0.06, 4]);
  await story.page.waitForFunction(() => /when=2018/.test(location.hash));
  assert.deepEqual(await story.page.$$eval('#map .badge:not(.is-hidden) [data-project]', (all) => all.map((e) => e.dataset.project)), ['gansu-line']);
  assert.ok(await story.page.locator('.brush').evaluate((b) => b.getBoundingClientRect().width) > 20);
  await story.page.locator('.filtered button').click();
  assert.equal(await story.page.locator('#map .badge:not(.is-hidden)').count(), projects.length);
});

test('the timeline can be brought closer and shown whole again', async (t) => {
  const story = await open(t, '', { still: true });
  const width = () => story.onTimeline('surge').locator('.mark').evaluate((m) => m.getBoundingClientRect().width);
  const before = await width();
  const box = await story.page.locator('.ruler').boundingBox();
  await story.page.mouse.move(box.x + box.width * 0.85, box.y + 50);
  await story.page.keyboard.down('Control');
  await story.page.mouse.wheel(0, -150);
  await story.page.keyboard.up('Control');
  await story.page.waitForFunction(() => /time=/.test(location.hash));
  assert.ok(await width() > before * 1.4);
  await story.page.locator('.whole').click();
  await story.addressSays('#step=announcement');
  assert.ok(Math.abs(await width() - before) < 1);
});

test('the player shows events in order, pauses, steps, and never starts by itself', async (t) => {
  const story = await open(t, '', { still: true });
  const shown = () => story.page.locator('#timeline [data-event] > g:not(.is-hidden)').count();
  assert.equal(await shown(), events.length);
  const button = (name) => story.page.locator('.time-tools').getByRole('button', { name, exact: true });
  await button('Play').click();
  await story.page.waitForFunction(() => document.querySelectorAll('#timeline [data-event] > g:not(.is-hidden)').length === 3);
  await button('Pause').click();
  const count = await shown();
  await button('Later event').click();
  await story.page.waitForFunction((n) => document.querySelectorAll('#timeline [data-event] > g:not(.is-hidden)').length === n, count + 1);
  assert.equal((await story.eventsThatAre('is-chosen')).length, 1);
  await button('Stop playing').click();
  await story.page.waitForFunction((n) => document.querySelectorAll('#timeline [data-event] > g:not(.is-hidden)').length === n, events.length);
});

test('table, sentence and picture agree at every step', async (t) => {
  const story = await open(t, '#step=announcement&show=tables', { still: true });
  for (const id of stepIds) {
    await story.jumpTo(id);
    await story.arriveAt(id);
    const seen = await story.page.evaluate(() => {
      const names = (selector, kind, key) => [...document.querySelectorAll(selector)].map((e) => `${kind} ${e.dataset[key]}`);
      return {
        table: [...document.querySelectorAll('.as-tables [data-shows]')].map((e) => e.dataset.shows).filter((s) => !s.startsWith('place')).sort(),
        picture: [...names('#map .badge:not(.is-hidden) [data-project]', 'project', 'project'), ...names('.facility:not(.is-hidden) [data-facility]', 'facility', 'facility'), ...names('#timeline a:has(> .event:not(.is-hidden))', 'event', 'event')].sort(),
        subjects: [...document.querySelectorAll('#map .badge.is-subject .label')].map((e) => e.textContent.split(' · ')[0]),
        says: document.getElementById('view-says').textContent,
      };
    });
    assert.deepEqual(seen.table, seen.picture, id);
    assert.deepEqual(seen.subjects.filter((name) => !seen.says.includes(name)), [], `${id}: ${seen.says}`);
  }
});

for (const [name, size] of Object.entries(SIZES)) {
  test(`labels meet neither each other nor a mark, however far and close, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    const faults = [];
    const check = async (where) => faults.push(...(await overlaps(story.page)).map((fault) => `${where}: ${fault}`));
    for (const at of ['109.8,40.6,60', '109.8,40.6,300', '112,39,700', '108,38,1300', '105,36,2600']) {
      await story.page.evaluate((hash) => { location.hash = hash; }, `#step=in-common&at=${at}&layers=provinces,flows,raw-material,stages`);
      await story.page.waitForFunction((span) => Number(document.querySelector('#map svg.camera').getAttribute('viewBox').split(' ')[2]) === span, Number(at.split(',')[2]));
      await story.nextFrames(2);
      await check(at);
    }
    for (const at of ['5,12,22500', '-97,32,3000', '10,50,4000', '121,-30,2000', '105,20,9000']) {
      await story.page.evaluate((hash) => { location.hash = hash; }, `#step=allies&at=${at}`);
      await story.page.waitForFunction((span) => Number(document.querySelector('#map svg.camera').getAttribute('viewBox').split(' ')[2]) === span, Number(at.split(',')[2]));
      await story.nextFrames(2);
      await check(`world ${at}`);
    }
    assert.deepEqual(faults, []);
  });
}

test('the world shows each plant with its state, and its card', async (t) => {
  const story = await open(t, '#step=allies', { still: true });
  await story.arriveAt('allies');
  const plants = story.page.locator('.facility:not(.is-hidden) [data-facility]');
  assert.equal(await plants.count(), 16);
  await story.page.locator('[data-facility="lynas-malaysia"]').click();
  const says = await story.page.locator('.card').innerText();
  assert.match(says, /commercial/);
  assert.match(says, /within about 25/);
});

test('the place of two projects has a card that says what is not known, by mouse and from the table', async (t) => {
  const story = await open(t, '#step=jinmeng', { still: true });
  await story.page.locator('#map .place-name', { hasText: 'Kundulun' }).click();
  const says = await story.page.locator('.card').innerText();
  for (const wanted of ['1 Zone A', '4 Jinmeng', 'not known']) assert.ok(says.includes(wanted), says);
  await story.addressSays('#step=jinmeng&place=kundulun');
  const second = await open(t, '#step=zone-a&show=tables', { still: true });
  await second.page.locator('.as-tables [data-place="bayan-obo"]').focus();
  await second.page.keyboard.press('Enter');
  await second.page.locator('.card', { hasText: 'Bayan Obo' }).waitFor();
});

test('a place without a project has its card by keyboard, from the map itself', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.arriveAt('zone-a');
  const stops = await story.page.$$eval('#map .place-name[tabindex="0"]', (all) => all.map((e) => e.dataset.place));
  assert.ok(stops.includes('bayan-obo') && !stops.includes('kundulun'), stops.join());
  await story.page.locator('#map .place-name[data-place="bayan-obo"]').press('Enter');
  await story.page.locator('.card', { hasText: 'Bayan Obo' }).waitFor();
  await story.addressSays('#step=zone-a&place=bayan-obo');
});

for (const [name, choose] of Object.entries({
  mouse: (pile) => pile.click(),
  keyboard: (pile) => pile.press('Enter'),
})) {
  test(`where the story does not speak of them, two projects of one place are a pile that opens by ${name}`, async (t) => {
    const story = await open(t, '#step=method', { still: true });
    await story.arriveAt('method');
    const pile = story.page.locator('#map .is-closed .pile');
    assert.equal(await pile.count(), 1);
    const apart = () => story.page.evaluate(() => {
      const [a, b] = ['zone-a', 'jinmeng'].map((id) => document.querySelector(`#map [data-project="${id}"]`).getBoundingClientRect().top);
      return b - a;
    });
    assert.ok(await apart() < 8, 'closed');
    await choose(pile);
    await story.page.locator('.card', { hasText: 'not known' }).waitFor();
    await story.addressSays('#step=method&place=kundulun');
    assert.equal(Math.round(await apart()), 32, 'open');
    await story.page.keyboard.press('Escape');
    await story.page.locator('#map .is-closed .pile').waitFor();
  });
}

test('the tally keeps its four names on every map and in every filter', async (t) => {
  const story = await open(t, '#step=allies&stages=powder', { still: true });
  await story.page.locator('.filtered button').waitFor();
  assert.equal(await story.page.locator('.tally .named:not(.is-hidden)').count(), projects.length);
});

for (const kind of ['svg', 'png']) {
  test(`the view is saved as ${kind} with title, legend, sources and note`, async (t) => {
    const story = await open(t, '#step=zone-a', { still: true });
    await story.page.locator('.tools >> text=Key').click();
    const waiting = story.page.waitForEvent('download');
    await story.page.locator(`.save-${kind}`).click();
    const download = await waiting;
    assert.equal(download.suggestedFilename(), `spring-surge-zone-a.${kind}`);
    const file = readFileSync(await download.path());
    if (kind === 'png') {
      assert.deepEqual([...file.subarray(1, 4)], [...Buffer.from('PNG')]);
      assert.ok(file.length > 20_000);
      return;
    }
    const svg = file.toString();
    for (const wanted of ['two accounts', 'Zone A', 'Kundulun District', 'Separation', 'Natural Earth', 'exactly', 'class="china"']) assert.ok(svg.includes(wanted), wanted);
    const sound = await story.page.evaluate((text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror') === null, svg);
    assert.ok(sound, 'the file is not well formed');
  });
}

test('a saved view has the names on the land and the assumed flows', async (t) => {
  const story = await open(t, '#step=in-common', { still: true });
  await story.page.locator('.tools >> text=Key').click();
  const waiting = story.page.waitForEvent('download');
  await story.page.locator('.save-svg').click();
  const svg = readFileSync(await (await waiting).path()).toString();
  const flows = await story.page.locator('#map .flow:not(.is-hidden)').count();
  assert.ok(flows > 0);
  assert.equal(svg.split('class="flow"').length - 1, flows);
  const names = svg.match(/class="on-land"/g) ?? [];
  assert.ok(names.length >= 5, `${names.length} names of provinces`);
});

test('a damaged view opens the story and says what it ignored', async (t) => {
  const story = await open(t, '#step=zone-a&at=999,5,1&stages=gold&when=2025-99-01..x', { still: true });
  await story.arriveAt('zone-a');
  assert.equal(story.ownTroubles().length, 3, story.ownTroubles().join('\n'));
});

test('focus is not lost when the story moves', async (t) => {
  const story = await open(t, '', { still: true });
  await story.onMap('sanjili').focus();
  for (const id of stepIds.slice(1, 6)) {
    await story.readTo(id);
    assert.equal(await story.page.evaluate(() => document.activeElement.dataset.project), 'sanjili', id);
  }
});
