// Addresses: a copied link, a reload, Back and Forward lead to the same view, and nonsense leads to the story.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, theSite } from './browser.mjs';
import { stepIds } from './seeds.mjs';

const { open } = theSite();

for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
  test(`a link to any step opens at that step, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    for (const id of stepIds) {
      // Another query makes it another document, as for a reader who was sent the link.
      await story.page.goto(`${story.url}?mode=standalone&lang=en#step=${id}`, { waitUntil: 'domcontentloaded' });
      await story.ready();
      await story.arriveAt(id);
      assert.equal(await story.page.evaluate(() => location.hash), `#step=${id}`);
      await story.page.goto('about:blank');
    }
  });
}

test('a link to an event opens with that event chosen', async (t) => {
  const story = await open(t, '#step=zone-a&event=green-operation');
  await story.arriveAt('zone-a');
  assert.ok((await story.eventsThatAre('is-chosen')).includes('green-operation'));
  assert.ok((await story.chosenPassages()).some((p) => p.seen), 'its passage is not in view');
});

test('a reload keeps step, view and place in the text', async (t) => {
  const story = await open(t);
  await story.wheelTo('gansu-line');
  await story.arriveAt('gansu-line');
  await story.addressSays('#step=gansu-line');
  const [y, scene] = [await story.scrollY(), await story.scene()];
  await story.page.reload({ waitUntil: 'domcontentloaded' });
  await story.ready();
  await story.arriveAt('gansu-line');
  assert.deepEqual(await story.scene(), scene);
  const moved = Math.abs(await story.scrollY() - y);
  assert.ok(moved < 100, `the text moved by ${moved} px`);
});

test('Back and Forward return to what was chosen', async (t) => {
  const story = await open(t);
  await story.arriveAt('announcement');
  const first = await story.scene();
  await story.chooseProject('zone-a');
  await story.arriveAt('zone-a');
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.arriveAt('sanjili');
  await story.back();
  await story.arriveAt('zone-a');
  await story.back();
  await story.arriveAt('announcement');
  assert.deepEqual(await story.scene(), first);
  await story.forward();
  await story.arriveAt('zone-a');
  await story.forward();
  await story.arriveAt('sanjili');
  await story.addressSays('#step=sanjili');
});

test('Back lets go of an event that was chosen within the same step', async (t) => {
  const story = await open(t);
  const first = await story.scene();
  await story.chooseEvent('surge');
  await story.addressSays('#step=announcement&event=surge');
  await story.back();
  await story.addressSays('');
  await story.nextFrames(3);
  await story.arriveAt('announcement');
  assert.deepEqual(await story.scene(), first);
});

test('scrolling through the story adds nothing to the history', async (t) => {
  const story = await open(t, '', { still: true });
  const before = await story.page.evaluate(() => history.length);
  for (const id of stepIds) await story.readTo(id);
  await story.addressSays(`#step=${stepIds.at(-1)}`);
  assert.equal(await story.page.evaluate(() => history.length), before);
});

const NONSENSE = {
  'an unknown step': '#step=nowhere',
  'an unknown event': '#step=announcement&event=nothing',
  'an unknown key': '#secret=abc',
  'a query in the fragment': '#?secret=abc',
  'script in a step': '#step=%00<script>alert(1)</script>',
  'a broken escape': '#step=%E0%A4%A',
  'a very long fragment': `#${'x'.repeat(20_000)}`,
  'an unknown query': '?utm_source=letter',
  'an unknown mode': '?mode=cinema',
  'an unknown language': '?lang=xx',
  'a prototype': '?mode=__proto__',
};

for (const [name, address] of Object.entries(NONSENSE)) {
  test(`${name} is ignored with one line in the console`, async (t) => {
    const story = await open(t, address);
    await story.arriveAt('announcement');
    const said = story.ownTroubles();
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(said[0], /^Spring Surge: address: /);
    assert.ok(said[0].length < 120, 'the line floods the console');
    await story.readTo('chain');
    await story.chooseProject('sanjili');
    await story.arriveAt('sanjili');
  });
}

test('a fragment that is edited by hand is followed, or ignored', async (t) => {
  const story = await open(t);
  await story.page.evaluate(() => { location.hash = '#step=control'; });
  await story.arriveAt('control');
  await story.page.evaluate(() => { location.hash = '#step=nowhere'; });
  await story.page.evaluate(() => { location.hash = '#step-method'; });
  await story.arriveAt('method');
  assert.deepEqual(story.ownTroubles(), ['Spring Surge: address: there is no step "nowhere"']);
});

test('the story works in a frame', async (t) => {
  const story = await open(t, '?mode=embed#step=jinmeng');
  await story.arriveAt('jinmeng');
  assert.equal(await story.page.evaluate(() => document.documentElement.dataset.mode), 'embed');
  // A frame shows one step at a time, so the way on is a button.
  await story.page.locator('.stepper [rel="next"]').click();
  await story.arriveAt('in-common');
  await story.addressSays('#step=in-common');
  assert.match(await story.address(), /^\?mode=embed#/);
});
