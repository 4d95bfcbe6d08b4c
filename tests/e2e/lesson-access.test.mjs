// A lesson and its hand-out without a mouse and without sight, by the rules that a machine can check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { LAPTOP, theSite } from './browser.mjs';
import { wordsCame } from './lesson-page.mjs';

const { open } = theSite();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function faultsOf(page) {
  const { violations } = await page.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), RULES);
  return violations.map((v) => `${v.id} (${v.impact}) ${v.nodes.length} times, first ${v.nodes[0].target}: ${v.nodes[0].failureSummary.split('\n')[1]?.trim()}`);
}

for (const dark of [false, true]) {
  for (const folder of ['', 'zh-Hans/']) {
    test(`axe finds nothing in a lesson, ${dark ? 'dark' : 'light'}, in ${folder || 'en'}`, async (t) => {
      const story = await open(t, `${folder}?mode=present#step=jinmeng`, { size: LAPTOP, dark, still: true });
      await wordsCame(story.page);
      await story.page.evaluate(AXE);
      const faults = new Set();
      for (const keys of [[], ['q'], ['q'], ['Escape', 'o'], ['o', '?'], ['?', 'k'], ['k', 't', '9', 'Enter', 'q']]) {
        for (const key of keys) await story.page.keyboard.press(key);
        for (const fault of await faultsOf(story.page)) faults.add(`after ${keys}: ${fault}`);
      }
      assert.deepEqual([...faults], []);
    });

    test(`axe finds nothing in the speaker's window and the hand-out, ${dark ? 'dark' : 'light'}, in ${folder || 'en'}`, async (t) => {
      const desk = await open(t, `${folder}?mode=speaker#step=capacity`, { dark, still: true });
      await wordsCame(desk.page);
      await desk.page.evaluate(AXE);
      await desk.page.locator('.ask-list button').first().click();
      await desk.page.locator('.lesson-plan summary').click();
      assert.deepEqual(await faultsOf(desk.page), []);
      const paper = await open(t, `${folder}handout/`, { dark, wait: false, until: 'load' });
      await paper.page.evaluate(AXE);
      await paper.page.check('#for-teachers');
      assert.deepEqual(await faultsOf(paper.page), []);
    });
  }
}
