// Map, timeline and narrative move as one: whatever is chosen in one of them is shown by the others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, theSite } from './browser.mjs';
import { none } from './none.mjs';
import { events, projects, stepIds, steps } from './seeds.mjs';

const { open } = theSite();
const eventsOf = (id) => steps.find((s) => s.id === id).events;

test('scrolling to a step moves the map and marks the events that it speaks of', async (t) => {
  const story = await open(t, '', { still: true });
  const views = new Set();
  for (const id of stepIds) {
    await story.readTo(id);
    views.add(await story.camera());
    assert.deepEqual((await story.eventsThatAre('is-subject')).sort(), eventsOf(id).toSorted(), id);
  }
  assert.ok(views.size > stepIds.length / 2, 'the map hardly moves');
});

test('the wheel alone leads through the first steps, and the map follows', async (t) => {
  const story = await open(t);
  for (const id of stepIds.slice(1, 4)) {
    await story.wheelTo(id);
    await story.arriveAt(id);
    await story.addressSays(`#step=${id}`);
  }
});

for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
  test(`choosing a project on the map shows it in the narrative and on the timeline, on ${name}`, async (t) => {
    const story = await open(t, '', { size });
    for (const project of projects) {
      await story.readTo('announcement');
      await story.chooseProject(project.id);
      await story.arriveAt(project.step);
      assert.deepEqual((await story.eventsThatAre('is-subject')).sort(), eventsOf(project.step).toSorted());
      const heading = story.page.locator(`#title-${project.step}`);
      assert.ok(await heading.evaluate((h) => h.contains(document.elementFromPoint(h.getBoundingClientRect().left + 8, h.getBoundingClientRect().top + 8))), `${project.id}: its headline is not in view`);
      assert.match(await story.page.locator(`#map .badge:has([data-project="${project.id}"])`).getAttribute('class'), /is-subject/);
    }
  });

  test(`choosing an event on the timeline shows its step, its place and its passage, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    const faults = [];
    for (const event of events) {
      await story.chooseEvent(event.id);
      await story.arriveAt(event.step);
      assert.ok((await story.eventsThatAre('is-chosen')).includes(event.id), event.id);
      const passages = (await story.chosenPassages()).filter((p) => p.step === event.step);
      if (passages.length === 0) faults.push(`${event.id}: no passage of ${event.step} states ${event.claims}`);
      else if (!passages.some((p) => p.seen)) faults.push(`${event.id}: its passage is out of view`);
      const place = await story.page.$$eval('#map .place.is-chosen .at', (all) => all.map((at) => at.classList[1]));
      if (event.place) assert.deepEqual(place, [`at-${event.place}`], event.id);
    }
    assert.deepEqual(faults, []);
  });
}

test('an event can be chosen with the mouse', async (t) => {
  const story = await open(t, '', { still: true });
  const covered = [];
  for (const event of events) {
    // Where marks lie over one another, a mark needs at least one point of its own.
    const point = await story.pointOf(event.id);
    if (!point) {
      covered.push(event.id);
      continue;
    }
    await story.page.mouse.click(point.x, point.y);
    await story.arriveAt(event.step);
    assert.ok((await story.eventsThatAre('is-chosen')).includes(event.id), event.id);
  }
  none(events.map(({ id }) => id), (id) => covered.includes(id), 20, 'marks that lie wholly under others');
});

test('Escape gives back the view of the step', async (t) => {
  const story = await open(t);
  await story.readTo('zone-a');
  const before = await story.scene();
  await story.chooseEvent('green-design');
  await story.addressSays('#step=zone-a&event=green-design');
  assert.notDeepEqual(await story.scene(), before);
  await story.page.keyboard.press('Escape');
  await story.arriveAt('zone-a');
  await story.addressSays('#step=zone-a');
  assert.deepEqual(await story.scene(), before);
});

test('reading on lets go of a chosen event', async (t) => {
  const story = await open(t);
  await story.chooseEvent('surge');
  assert.deepEqual(await story.eventsThatAre('is-chosen'), ['surge']);
  await story.wheelTo('posture');
  await story.arriveAt('posture');
  assert.deepEqual(await story.eventsThatAre('is-chosen'), []);
});

test('a project named in the text, in the tally or in the tables leads to its step', async (t) => {
  const story = await open(t);
  await story.readTo('in-common');
  await story.step('in-common').locator('.mention[data-project="gansu-line"]').click();
  await story.arriveAt('gansu-line');
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.arriveAt('sanjili');
  await story.page.locator('#places [data-project="jinmeng"]').click();
  await story.arriveAt('jinmeng');
});

test('the stepper goes on and back, and stops at both ends', async (t) => {
  const story = await open(t);
  const [back, next] = [story.page.locator('.stepper a').first(), story.page.locator('.stepper a').last()];
  await next.click();
  await story.arriveAt(stepIds[1]);
  await next.click();
  await story.arriveAt(stepIds[2]);
  await back.click();
  await story.arriveAt(stepIds[1]);
  await back.click();
  await back.click();
  await story.arriveAt(stepIds[0]);
  await story.readTo(stepIds.at(-1));
  await next.click();
  await story.arriveAt(stepIds.at(-1));
});

test('of the filter and a card, the one that was asked for last is seen', async (t) => {
  const story = await open(t, '#step=zone-a&project=zone-a', { still: true });
  const card = story.page.locator('.card');
  await card.waitFor();
  await story.page.getByRole('button', { name: 'Key', exact: true }).click();
  const onTop = (selector) => story.page.evaluate((selector) => {
    const { left, top, width } = document.querySelector(selector).getBoundingClientRect();
    return Boolean(document.elementFromPoint(left + width / 2, top + 20).closest(selector));
  }, selector);
  assert.equal(await onTop('.legend'), true);
  await story.chooseEvent('gansu-operational');
  await story.page.waitForFunction(() => document.querySelector('.legend.away'));
  assert.equal(await onTop('.card'), true);
});
