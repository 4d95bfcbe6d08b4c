// Two other ways to read: without motion, and on paper.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, needs, theSite } from './browser.mjs';
import { claims, projects, stepIds, ui } from './seeds.mjs';

const { open } = theSite();

/**
 * How many places a mark has on the way to its step. A page that is kept waiting for its frames may see none of them, but
 * it is the browser that leads the mark, and it says through which.
 */
async function placesOnTheWay(story, step) {
  // Without what draws the land in flight the page would lead it, frame by frame.
  await story.page.waitForFunction(() => document.querySelector('.flown-land'));
  await story.page.evaluate((step) => {
    const mark = document.querySelector(`#map [data-project="${step}"]`);
    window.places = new Set();
    const look = () => {
      const { left, top } = mark.getBoundingClientRect();
      window.places.add(`${left.toFixed(1)} ${top.toFixed(1)}`);
      for (const { effect } of mark.closest('.at').getAnimations()) for (const { transform } of effect.getKeyframes()) window.places.add(transform);
      requestAnimationFrame(look);
    };
    look();
  }, step);
  await story.page.locator(`.tally [data-project="${step}"]`).click();
  await story.arriveAt(step);
  return story.page.evaluate(() => window.places.size);
}

test('the map flies between steps, but not for those who asked for less motion', async (t) => {
  assert.ok(await placesOnTheWay(await open(t), 'sanjili') > 4, 'the map does not fly at all');
  // Where it was, and where it is.
  assert.equal(await placesOnTheWay(await open(t, '', { still: true }), 'sanjili'), 2);
});

test('nothing else moves for those who asked for less motion', async (t) => {
  const story = await open(t, '', { still: true });
  await story.page.locator('.tally [data-project="sanjili"]').click();
  const longest = await story.page.evaluate(() => Math.max(0, ...document.getAnimations().map((a) => a.effect.getComputedTiming().duration)));
  assert.ok(longest <= 1, `something moves for ${longest} ms`);
  assert.equal(await story.page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
});

for (const [name, wishes] of Object.entries({ 'a desk': {}, 'a phone': { size: PHONE }, 'a dark desk': { dark: true }, 'a page without script': { script: false } })) {
  test(`all of it can be printed, from ${name}`, needs('pdf', 'print media'), async (t) => {
    const story = await open(t, '', { still: true, ...wishes });
    if (wishes.script !== false) await story.readTo('sanjili');
    await story.page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
    const faults = await story.page.evaluate(() => {
      const found = [];
      if (getComputedStyle(document.getElementById('stage')).position === 'fixed') found.push('the stage is fixed and would be printed on every sheet');
      const luminance = (colour) => {
        const [r, g, b] = colour.match(/[\d.]+/g).map(Number);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      if (luminance(getComputedStyle(document.body).backgroundColor) < 250) found.push('the paper is not white');
      for (const text of document.querySelectorAll('#story p, #story h2, #story li, #story td, .backmatter li, .backmatter td')) {
        // An empty cell says nothing, so it may fold away.
        if (!text.textContent.trim()) continue;
        // Nothing can be operated on paper, and what does not bear on the answer is not in it.
        if (text.closest('.run, .lab-controls, .laboratory [hidden]')) continue;
        const style = getComputedStyle(text);
        const box = text.getBoundingClientRect();
        const where = `${text.tagName} "${text.textContent.slice(0, 30)}"`;
        if (!box.height || style.visibility !== 'visible') found.push(`hidden: ${where}`);
        if (style.opacity !== '1') found.push(`pale (${style.opacity}): ${where}`);
        if (luminance(style.color) > 140) found.push(`too light (${style.color}): ${where}`);
      }
      const [stage, story] = ['stage', 'story'].map((id) => document.getElementById(id).getBoundingClientRect());
      if (stage.bottom > story.top + 1 && stage.top < story.top) found.push('the picture lies over the text');
      return [...new Set(found)].slice(0, 12);
    });
    assert.deepEqual(faults, []);
    const file = await story.page.pdf({ format: 'A4' });
    assert.ok(file.length > 20_000);
    assert.equal(await story.page.locator('.stepper').isVisible(), false);
    assert.equal(await story.page.locator('#story section.step').count(), stepIds.length);
    assert.equal(await story.page.locator('#notes li[id]').count(), claims.length);
    assert.equal(await story.page.locator('#map [data-project]').count(), projects.length, ui.map_label);
  });
}
