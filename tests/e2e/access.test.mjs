// The story without a mouse and without sight: the rules that can be checked by machine, and the keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, unused } from './axe.mjs';
import { DESK, PHONE, TABLET, WALL, theSite } from './browser.mjs';
import { events, inLanguage, projects, stepIds, ui, words } from './seeds.mjs';

const { open } = theSite();
/** What was looked at in all, so that no loop looks at nothing. */
const seen = {};
const NARROW = { width: 320, height: 640 };

for (const [language, address] of [['English', ''], ['Chinese', 'zh-Hans/']]) {
  for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
    for (const dark of [false, true]) {
      test(`axe finds nothing in the page, nor at any step, in ${language}, on ${name}, ${dark ? 'dark' : 'light'}`, async (t) => {
        const story = await open(t, address, { size, dark, still: true });
        const faults = new Set(await faultsOf(story.page, { where: 'at the top', seen }));
        // What is not current looks the same at every step, so that only the picture and the step are looked at again.
        for (const id of stepIds) {
          await story.readTo(id);
          for (const fault of await faultsOf(story.page, { where: `at ${id}`, part: { include: ['#stage', `#step-${id}`] }, seen })) faults.add(fault);
        }
        assert.deepEqual([...faults], []);
      });
    }
  }
}

/** Presses the button of the tools that bears a word. */
const tool = (story, name) => story.page.locator('.tools, .time-tools').getByRole('button', { name, exact: true }).click();

/**
 * What can be out on the page, each with the address and what brings it out. `say` gives the words of the language.
 */
const STATES = {
  'the card of a project': ['#step=zone-a', async (story) => {
    await story.onMap('zone-a').click();
    await story.page.locator('.card').waitFor();
  }],
  'the filter': ['#step=in-common', async (story, say) => {
    await tool(story, say.instruments.show);
    await story.page.locator('.save-svg').waitFor();
  }],
  'the source of a statement': ['#step=zone-a', async (story) => {
    await story.step('zone-a').locator('a.ref').first().focus();
    await story.page.keyboard.press('Enter');
    await story.page.locator('#provenance:popover-open').waitFor();
  }],
  tables: ['#step=in-common&show=tables', (story) => story.page.locator('.as-tables').waitFor()],
  'a chosen event': ['#step=in-common', async (story) => {
    await story.chooseEvent('gansu-stake');
    await story.page.locator('.card').waitFor();
  }],
  'the player of events': ['#step=in-common', async (story, say) => {
    await tool(story, say.instruments.play);
    await tool(story, say.instruments.pause);
  }],
  'a plant of the allies': ['#step=allies', async (story) => {
    await story.page.locator('#map [data-facility]').first().focus();
    await story.page.keyboard.press('Enter');
    await story.page.locator('.card').waitFor();
  }],
};
for (const [name, [address, bringOut]] of Object.entries(STATES)) {
  for (const [lang, size, dark] of [['en', { width: 1280, height: 800 }, false], ['zh-Hans', NARROW, true]]) {
    test(`axe finds nothing with ${name} out, ${size.width} px wide, in ${lang}`, async (t) => {
      const story = await open(t, `${lang === 'en' ? '' : `${lang}/`}${address}`, { size, dark, still: true });
      await story.arriveAt(address.match(/step=([\w-]+)/)[1]);
      await bringOut(story, inLanguage(lang, 'ui'));
      assert.deepEqual(await faultsOf(story.page, { seen }), []);
    });
  }
}

/** Pages and ways of showing the page, each with a size and what shows that it is there. */
const PLACES = [
  ['the page before the instruments', '', { size: { width: 1280, height: 800 }, wait: 'guide' }],
  ['the page before the instruments, narrow', 'zh-Hans/', { size: NARROW, dark: true, wait: 'guide' }],
  ['a frame', '?mode=embed', { size: { width: 600, height: 640 } }],
  ['a frame on a phone', 'zh-Hans/?mode=embed', { size: PHONE, dark: true }],
  ['a wide frame', '?mode=embed#step=zone-a', { size: { width: 1200, height: 600 }, dark: true }],
  ...['step', 'map', 'timeline', 'system', 'laboratory'].map((part, i) => [`the part "${part}"`, `${i % 2 ? 'zh-Hans/' : ''}?mode=embed&part=${part}#step=${part === 'laboratory' ? 'capacity' : 'zone-a'}`, { size: i % 2 ? PHONE : { width: 720, height: 640 }, dark: i % 3 === 0 }]),
  ['a page on a tablet', '#step=zone-a', { size: TABLET }],
  ['a wall', '#step=allies', { size: WALL }],
  ['the page of a step', 'step/zone-a/', { size: { width: 1280, height: 800 }, wait: false, until: 'load' }],
  ['the page of a step, narrow', 'zh-Hans/step/allies/', { size: NARROW, dark: true, wait: false, until: 'load' }],
  ['the page that makes snippets', 'embed/', { size: { width: 1280, height: 800 }, wait: false, until: 'load' }],
  ['the page that makes snippets, narrow', 'zh-Hans/embed/', { size: NARROW, dark: true, wait: false, until: 'load' }],
  ['the page as one file', 'spring-surge.html', { size: { width: 1280, height: 800 }, wait: 'guide' }],
];
for (const [name, address, wishes] of PLACES) {
  test(`axe finds nothing in ${name}`, async (t) => {
    const story = await open(t, address, { still: true, ...wishes });
    assert.deepEqual(await faultsOf(story.page, { seen }), []);
  });
}

for (const dark of [false, true]) {
  test(`axe finds nothing in the sentence that the instruments did not come, ${dark ? 'dark' : 'light'}`, async (t) => {
    const story = await open(t, '', { dark, still: true, wait: 'guide', prepare: (page) => page.route('**/instruments-*', (route) => route.abort()) });
    await story.page.locator('#map').hover();
    await story.page.locator('#broken').waitFor({ state: 'visible' });
    await story.page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href?.includes('/tools-')));
    assert.deepEqual(await faultsOf(story.page, { part: '#broken', seen }), []);
  });
}

test('all of that was looked at with all rules, and no excuse is kept that nothing needs', (t) => {
  assert.ok(seen.rules > 85, `${seen.rules} rules`);
  assert.ok(seen.states >= 8 * (1 + stepIds.length) + 2 * Object.keys(STATES).length + PLACES.length + 2, `${seen.states} states`);
  assert.ok(seen.targets > 5_000, `${seen.targets} targets`);
  assert.deepEqual(unused(), []);
  t.diagnostic(`counted: ${seen.states} states, ${seen.rules} rules of axe, ${seen.targets} targets`);
});

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
