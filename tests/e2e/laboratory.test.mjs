// The laboratory answers as a reader asks, says the same to everyone with the same link, and prints.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, needs, theSite } from './browser.mjs';
import { inLanguage, laboratory } from './seeds.mjs';

const { open } = theSite();
const words = inLanguage('en', 'laboratory');
const at = (id) => laboratory.parameters.findIndex((p) => p.id === id);
const says = (story) => story.page.locator('[data-lab="says"]').textContent();
const OPENING = /^19,300 t of magnets .* between 13,800 and 25,200\.$/;

/** Does something and waits until the answer is another. */
async function changes(story, act) {
  const before = await says(story);
  await act();
  await story.page.waitForFunction((before) => document.querySelector('[data-lab="says"]').textContent !== before, before);
  return says(story);
}

/** The three quantiles by their names. */
const named = (story) => story.page.locator('[data-lab="named"]').textContent();

test('it is sent with its opening answer, and offers no control that would do nothing', async (t) => {
  const story = await open(t, '', { script: false });
  assert.match(await says(story), OPENING);
  const usable = await story.page.$$eval('#laboratory input', (all) => all.filter((i) => !i.matches(':disabled')).length);
  assert.equal(usable, 0);
  for (const parameter of laboratory.questions[0].readings[0].factors) {
    assert.ok(await story.page.locator(`[data-lab-part="${at(parameter.parameter)}"]`).isVisible(), parameter.parameter);
  }
});

test('reading and unit change the answer, the parameters and the formula', async (t) => {
  const story = await open(t, '#step=capacity', { still: true });
  await story.arriveAt('capacity');
  assert.match(await says(story), OPENING);
  assert.match(await named(story), /^P5 13,[78]\d0 · P50 19,[23]\d0 · P95 25,[123]\d0$/);
  assert.match(await changes(story, () => story.page.locator('label[for="lab-reading-0-1"]').click()), /^7,4\d0 t of magnets .* between 5,9\d0 and 8,(7|8)\d0\.$/);
  assert.match(await named(story), /^P5 5,9\d0 · P50 7,4\d0 · P95 8,[78]\d0$/);
  assert.equal(await story.page.locator(`[data-lab-part="${at('mix')}"]`).isVisible(), false);
  assert.match(await changes(story, () => story.page.locator('label[for="lab-unit-0-2"]').click()), /GW of direct-drive wind/);
  assert.ok(await story.page.locator(`[data-lab-part="${at('per-megawatt')}"]`).isVisible());
  assert.ok((await story.page.locator('[data-lab="formula"]').textContent()).includes(words.parameters['per-megawatt']));
  await story.addressSays('#step=capacity&lab=gansu.alloy.wind');
  assert.match(await changes(story, () => story.page.locator('label[for="lab-question-1"]').click()), /of rare earths a year/);
  assert.match(await changes(story, () => story.page.locator('[data-lab-action="reset"]').click()), OPENING);
  await story.addressSays('#step=capacity');
  assert.deepEqual(story.ownTroubles(), []);
});

test('a slider by keyboard moves the answer, and a pinned parameter loses its share of the spread', async (t) => {
  const story = await open(t, '#step=capacity', { still: true, size: PHONE });
  await story.arriveAt('capacity');
  const mix = at('mix');
  const slider = story.page.locator(`#lab-central-${mix}`);
  await slider.focus();
  const lower = await changes(story, () => story.page.keyboard.press('Home'));
  assert.ok(Number(lower.match(/^[\d,]+/)[0].replace(',', '')) < 19_300, lower);
  assert.equal(await story.page.locator(`[data-lab-part="${mix}"] output`).textContent(), '50.0%');
  await changes(story, () => story.page.locator(`label[for="lab-exact-${mix}"]`).click());
  assert.equal(await story.page.locator(`[data-lab-part="${mix}"] [data-lab="share"]`).textContent(), '0%');
  await story.addressSays('#step=capacity&lab=gansu.metal.magnets,mix:500!');
});

test('a link gives the same figures to everyone, and a wrong one still an answer', async (t) => {
  const link = '#step=capacity&lab=gansu.metal.cars,mix:700,yield:800!';
  const answers = [];
  for (const _ of [1, 2]) {
    const story = await open(t, link, { still: true });
    await story.page.waitForFunction(() => document.querySelector('[data-lab="says"]').textContent.includes('million'));
    answers.push(await says(story), await story.page.locator('[data-lab="bars"]').getAttribute('d'));
    assert.equal(await story.page.locator(`#lab-central-${at('mix')}`).inputValue(), '700');
    assert.ok(await story.page.locator(`#lab-exact-${at('yield')}`).isChecked());
  }
  assert.deepEqual(answers.slice(0, 2), answers.slice(2));
  const wrong = await open(t, '#step=capacity&lab=gansu.metal.magnets,mix:9000,colour:1', { still: true });
  await wrong.arriveAt('capacity');
  assert.match(await says(wrong), OPENING);
  assert.equal(wrong.ownTroubles().filter((text) => text.includes('the laboratory has no such value')).length, 2);
});

test('the results are handed over as CSV', async (t) => {
  const story = await open(t, '#step=capacity', { still: true });
  await story.arriveAt('capacity');
  const waiting = story.page.waitForEvent('download');
  await story.page.locator('[data-lab-action="csv"]').click();
  const rows = readFileSync(await (await waiting).path(), 'utf8').trim().split('\r\n');
  const value = (name) => Number(rows.find((row) => row.startsWith(`${name},`)).split(',')[1]);
  assert.ok(Math.abs(value('p50') - 19_300) < 150 && value('p5') < value('p50') && value('p50') < value('p95'));
  assert.equal(rows.filter((row) => row.startsWith('share of spread')).length, 4);
});

test('the page goes on while draws are made', async (t) => {
  const story = await open(t, '#step=capacity', { still: true });
  await story.arriveAt('capacity');
  // As many changes as a slider under a quick hand makes: only the last is answered, and frames come in between.
  const frames = await story.page.evaluate(async (mix) => {
    const slider = document.getElementById(`lab-central-${mix}`);
    let frames = 0;
    for (let value = 500; value <= 1000; value += 25) {
      slider.value = value;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise(requestAnimationFrame);
      frames += 1;
    }
    return frames;
  }, at('mix'));
  assert.equal(frames, 21);
  await story.addressSays('#step=capacity&lab=gansu.metal.magnets,mix:1000');
  assert.equal(await story.page.locator(`[data-lab-part="${at('mix')}"] output`).textContent(), '100.0%');
});

test('on paper the answer stands without its controls', needs('print media'), async (t) => {
  const story = await open(t, '', { script: false });
  await story.page.emulateMedia({ media: 'print' });
  assert.equal(await story.page.locator('#laboratory input').first().isVisible(), false);
  assert.ok(await story.page.locator('[data-lab="says"]').isVisible());
});
