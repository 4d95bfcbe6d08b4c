// A lesson and its hand-out without a mouse and without sight, by the rules that a machine can check.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from './axe.mjs';
import { LAPTOP, theSite } from './browser.mjs';
import { wordsCame } from './lesson-page.mjs';

const { open } = theSite();

for (const dark of [false, true]) {
  for (const folder of ['', 'zh-Hans/']) {
    test(`axe finds nothing in a lesson, ${dark ? 'dark' : 'light'}, in ${folder || 'en'}`, async (t) => {
      const story = await open(t, `${folder}?mode=present#step=jinmeng`, { size: LAPTOP, dark, still: true });
      await wordsCame(story.page);
      const faults = new Set();
      for (const keys of [[], ['q'], ['q'], ['Escape', 'o'], ['o', '?'], ['?', 'k'], ['k', 't', '9', 'Enter', 'q']]) {
        for (const key of keys) await story.page.keyboard.press(key);
        for (const fault of await faultsOf(story.page, { where: `after ${keys}` })) faults.add(fault);
      }
      assert.deepEqual([...faults], []);
    });

    test(`axe finds nothing in the speaker's window and the hand-out, ${dark ? 'dark' : 'light'}, in ${folder || 'en'}`, async (t) => {
      const desk = await open(t, `${folder}?mode=speaker#step=capacity`, { dark, still: true });
      await wordsCame(desk.page);
      await desk.page.locator('.ask-list button').first().click();
      await desk.page.locator('.lesson-plan summary').click();
      assert.deepEqual(await faultsOf(desk.page), []);
      const paper = await open(t, `${folder}handout/`, { dark, wait: false, until: 'load' });
      await paper.page.check('#for-teachers');
      assert.deepEqual(await faultsOf(paper.page), []);
    });
  }
}
