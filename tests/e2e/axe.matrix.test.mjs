// The rules of accessibility that a machine can check, in every state of every page. `cargo xtask test --all` runs this.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf, unused } from './axe.mjs';
import { DESK, PHONE, TABLET, WALL, theSite } from './browser.mjs';
import { events, inLanguage, stepIds, ui, words } from './seeds.mjs';

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
  ['the page before the instruments', '', { size: { width: 1280, height: 800 }, wait: 'stage' }],
  ['the page before the instruments, narrow', 'zh-Hans/', { size: NARROW, dark: true, wait: 'stage' }],
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
  ['the page as one file', 'spring-surge.html', { size: { width: 1280, height: 800 }, wait: 'stage' }],
];
for (const [name, address, wishes] of PLACES) {
  test(`axe finds nothing in ${name}`, async (t) => {
    const story = await open(t, address, { still: true, ...wishes });
    assert.deepEqual(await faultsOf(story.page, { seen }), []);
  });
}

for (const dark of [false, true]) {
  test(`axe finds nothing in the sentence that the instruments did not come, ${dark ? 'dark' : 'light'}`, async (t) => {
    const story = await open(t, '', { dark, still: true, wait: 'stage', prepare: (page) => page.route('**/instruments-*', (route) => route.abort()) });
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
