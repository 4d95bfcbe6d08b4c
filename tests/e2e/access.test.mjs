// The story without a mouse and without sight: the rules that can be checked by machine, and the keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { DESK, PHONE, TABLET, WALL, theSite } from './browser.mjs';
import { events, projects, stepIds, ui, words } from './seeds.mjs';

const { open } = theSite();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds in a part of the page, or in all of it. */
async function faultsOf(story, where, part) {
  const { violations } = await story.page.evaluate(
    ([part, tags]) => window.axe.run(part ?? document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }),
    [part, RULES],
  );
  return violations.map((v) => `${v.id} (${v.impact}) ${v.nodes.length} times ${where}, first ${v.nodes[0].target}: ${v.nodes[0].failureSummary.split('\n')[1]?.trim()}`);
}

for (const [language, address] of [['English', ''], ['Chinese', 'zh-Hans/']]) {
  for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
    for (const dark of [false, true]) {
      test(`axe finds nothing in the page, nor at any step, in ${language}, on ${name}, ${dark ? 'dark' : 'light'}`, async (t) => {
        const story = await open(t, address, { size, dark, still: true });
        await story.page.evaluate(AXE);
        const faults = new Set(await faultsOf(story, 'at the top'));
        // What is not current looks the same at every step, so that only the picture and the step are looked at again.
        for (const id of stepIds) {
          await story.readTo(id);
          for (const fault of await faultsOf(story, `at ${id}`, { include: ['#stage', `#step-${id}`] })) faults.add(fault);
        }
        assert.deepEqual([...faults], []);
      });
    }
  }
}

for (const [name, address, size] of [['a frame', '?mode=embed', { width: 600, height: 640 }], ['a frame on a phone', '?mode=embed', PHONE], ['a page on a tablet', '#step=zone-a', TABLET], ['a wall', '#step=allies', WALL], ['tables', '#step=in-common&show=tables', DESK]]) {
  test(`axe finds nothing in ${name}`, async (t) => {
    const story = await open(t, address, { size, still: true });
    await story.page.evaluate(AXE);
    assert.deepEqual(await faultsOf(story, ''), []);
  });
}

for (const dark of [false, true]) {
  test(`axe finds nothing in the sentence that the instruments did not come, ${dark ? 'dark' : 'light'}`, async (t) => {
    const story = await open(t, '', { dark, still: true, wait: 'guide', prepare: (page) => page.route('**/instruments-*', (route) => route.abort()) });
    await story.page.locator('#map').hover();
    await story.page.locator('#broken').waitFor({ state: 'visible' });
    await story.page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href?.includes('/tools-')));
    await story.page.evaluate(AXE);
    assert.deepEqual(await faultsOf(story, '', '#broken'), []);
  });
}

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
