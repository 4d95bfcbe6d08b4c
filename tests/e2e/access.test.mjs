// The story without a mouse and without sight: the keyboard, and what is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';
import { events, projects, stepIds, ui, words } from './seeds.mjs';

const { open } = theSite();

/** What has the focus, and whether that can be seen. */
function where(story) {
  return story.page.evaluate(() => {
    const focused = document.activeElement;
    const mark = focused.querySelector('.mark') ?? focused;
    const style = getComputedStyle(mark);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const box = mark.getBoundingClientRect();
    return {
      part: focused.closest('.skip, #map, .tally, .stepper, #timeline, #story, .backmatter')?.getAttribute('class') ?? focused.closest('[id]')?.id,
      name: focused.dataset.project ?? focused.dataset.event ?? focused.textContent.trim(),
      seen: (outlined || (focused.closest('#timeline') && parseFloat(style.strokeWidth) >= 3)) && box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
    };
  });
}

/** Presses a key `times` times and writes down what has the focus after each. */
async function walk(story, key, times) {
  const visited = [];
  for (let i = 0; i < times; i += 1) {
    await story.page.keyboard.press(key);
    visited.push(await where(story));
  }
  return visited;
}

test('Tab leads through skip links, map, tally, stepper and timeline into the text, and always shows where it is', async (t) => {
  const story = await open(t, '', { still: true });
  const visited = await walk(story, 'Tab', 2 + 2 * projects.length + 2 + 1 + 16);
  assert.deepEqual(visited.filter((v) => !v.seen), [], 'focus that cannot be seen');
  assert.deepEqual(visited.slice(0, 2).map((v) => v.name), [ui.skip_to_story, ui.skip_to_notes]);
  const reached = (part) => visited.filter((v) => v.part?.split(' ')[0] === part).map((v) => v.name).sort();
  assert.deepEqual(reached('map'), projects.map((p) => p.id).sort());
  assert.ok(reached('timeline').includes('surge'), 'one mark, the one that the step speaks of');
  assert.equal(reached('stepper').length, 2);
  assert.ok(reached('narrative').length >= 3);
});

test('the arrows lead to every mark of the timeline, and always show where they are', async (t) => {
  const story = await open(t, '', { still: true });
  await story.page.locator('#timeline [data-event][tabindex="0"]').focus();
  await story.page.keyboard.press('Home');
  const visited = [await where(story), ...await walk(story, 'ArrowRight', events.length - 1)];
  assert.deepEqual(visited.filter((v) => !v.seen), [], 'focus that cannot be seen');
  assert.deepEqual(visited.map((v) => v.name).sort(), events.map((e) => e.id).sort());
});

test('the first Tab offers to skip the picture, and Enter does so', async (t) => {
  const story = await open(t);
  await story.page.keyboard.press('Tab');
  const box = await story.page.locator('.skip a').first().boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0, 'the skip link is out of sight');
  await story.page.keyboard.press('Enter');
  await story.page.keyboard.press('Tab');
  assert.equal(await story.page.evaluate(() => document.activeElement.closest('#story')?.id), 'story');
  assert.deepEqual(story.ownTroubles(), []);
});

test('Enter on a mark chooses it, and the focus stays on it', async (t) => {
  const story = await open(t);
  await story.onMap('gansu-line').focus();
  await story.page.keyboard.press('Enter');
  await story.arriveAt('gansu-line');
  assert.equal(await story.page.evaluate(() => document.activeElement.dataset.project), 'gansu-line');
  await story.chooseEvent('gansu-stake');
  assert.deepEqual(await story.eventsThatAre('is-chosen'), ['gansu-stake']);
  assert.equal(await story.page.evaluate(() => document.activeElement.dataset.event), 'gansu-stake');
});

test('a choice is said to screen readers, and scrolling is not', async (t) => {
  const story = await open(t);
  const said = () => story.page.locator('#announcer').textContent();
  await story.readTo('posture');
  assert.equal(await said(), '');
  await story.chooseProject('sanjili');
  await story.arriveAt('sanjili');
  const wanted = ui.step_announced.replace('{n}', stepIds.indexOf('sanjili') + 1).replace('{all}', stepIds.length).replace('{title}', words.steps.sanjili.title);
  assert.equal(await said(), wanted);
});
