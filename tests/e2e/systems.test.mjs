// Each of the four systems can be operated, with and without the engine, and prints with everything in it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, needs, theSite } from './browser.mjs';
import { none } from './none.mjs';
import { inLanguage, steps, systems } from './seeds.mjs';

const { open } = theSite();
const words = inLanguage('en', 'systems');
const WAYS = { 'with the engine': {}, 'without script': { script: false }, 'on a phone': { size: PHONE } };
const seen = (locator) => locator.evaluate((e) => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }));

test('each system stands in the step of its project, with every part that the seeds give it', async (t) => {
  const story = await open(t, '', { script: false });
  for (const system of systems) {
    const step = steps.find((s) => s.figures.includes(`system:${system.id}`));
    const figure = story.step(step.id).locator(`#system-${system.id}`);
    const text = await figure.textContent();
    for (const [kind, keys] of [['stations', system.stations], ['layers', system.layers.map((l) => l.id)], ['sides', system.sides], ['choices', system.choices]]) {
      for (const key of keys) assert.ok(text.includes(words[system.id][kind][key].name), `${system.id}: ${key}`);
    }
    const said = await figure.locator('p, li').evaluateAll((all) => all.map((e) => {
      const copy = e.cloneNode(true);
      copy.querySelectorAll('[data-claim], .ref, label b').forEach((inner) => inner.remove());
      return copy.textContent;
    }));
    none(said, (left) => /\d/.test(left), 5, `${system.id} states numbers without a claim`);
  }
});

for (const [name, wishes] of Object.entries(WAYS)) {
  test(`a layer is taken off and laid on again, ${name}`, async (t) => {
    const story = await open(t, '#step=zone-a', { size: DESK, still: true, ...wishes });
    for (const system of systems.filter((s) => s.layers.length)) {
      for (const [i, layer] of system.layers.entries()) {
        const figure = story.page.locator(`#system-${system.id}`);
        const bands = figure.locator(`.band-${i + 1}`);
        assert.equal(await bands.count(), layer.touches.length);
        assert.ok(await seen(bands.first()));
        const drawn = figure.locator(`.drawing .over-${i + 1}`).first();
        assert.ok(await seen(drawn), `${layer.id} is not drawn`);
        await figure.locator(`.layer-${i + 1} label`).click();
        assert.equal(await bands.evaluateAll((all) => all.filter((b) => getComputedStyle(b).opacity !== '0').length), 0, layer.id);
        // In the drawing a layer fades, so its end is waited for.
        await story.page.waitForFunction((e) => getComputedStyle(e).opacity === '0', await drawn.elementHandle());
        await figure.locator(`.layer-${i + 1} input`).press('Space');
        assert.ok(await seen(bands.first()), `${layer.id} did not come back`);
      }
    }
  });

  test(`the line is stepped by click and by arrows, and says what each station does, ${name}`, async (t) => {
    const story = await open(t, '#step=gansu-line', { size: DESK, still: true, ...wishes });
    for (const system of systems.filter((s) => s.runs)) {
      const figure = story.page.locator(`#system-${system.id}`);
      const told = async () => {
        const shown = await figure.locator('.station').evaluateAll((all) => all.map((li) => getComputedStyle(li.querySelector('p')).opacity === '1'));
        return shown.flatMap((is, i) => (is ? [system.stations[i]] : []));
      };
      const weight = (station) => figure.locator(`.drawing .at-${station}`).evaluate((e) => getComputedStyle(e).strokeWidth);
      assert.deepEqual(await told(), [system.stations[0]]);
      await figure.locator('.station-3 label').click();
      assert.deepEqual(await told(), [system.stations[2]]);
      assert.notEqual(await weight(3), await weight(1));
      await figure.locator('.station-3 input').press('ArrowRight');
      assert.deepEqual(await told(), [system.stations[3]]);
      assert.equal(await weight(3), await weight(1), 'the station that was left still stands out');
    }
  });

  test(`one reading of the second flow is shown at a time, ${name}`, async (t) => {
    const story = await open(t, '#step=jinmeng', { size: DESK, still: true, ...wishes });
    const readings = story.page.locator('#system-jinmeng .reading');
    const shown = () => readings.evaluateAll((all) => all.map((li) => Boolean(li.querySelector('p').offsetHeight)));
    assert.deepEqual(await shown(), [true, false, false]);
    await readings.nth(2).locator('label').click();
    assert.deepEqual(await shown(), [false, false, true]);
    await readings.nth(2).locator('input').press('ArrowUp');
    assert.deepEqual(await shown(), [false, true, false]);
    const drawn = await story.page.locator('#system-jinmeng .drawing [class*="reading-"]').evaluateAll((all) => all.map((e) => e.checkVisibility({ checkVisibilityCSS: true })));
    assert.deepEqual(drawn, [false, true, false], 'the drawing shows another reading');
  });
}

test('the line runs, and stops', async (t) => {
  const story = await open(t, '#step=gansu-line');
  const figure = story.page.locator('#system-gansu-line');
  const running = () => figure.evaluate((e) => e.getAnimations({ subtree: true }).filter((a) => a.playState === 'running').length);
  assert.equal(await running(), 0);
  await figure.locator('.run label').click();
  assert.ok(await running() >= 5);
  await figure.locator('.run input').press('Space');
  await story.page.waitForFunction(() => !document.querySelector('#system-gansu-line').getAnimations({ subtree: true }).some((a) => a.animationName));
  const still = await open(t, '#step=gansu-line', { still: true });
  assert.equal(await still.page.locator('#system-gansu-line .run').isVisible(), false);
});

test('on paper every station, layer and reading is there', needs('print media'), async (t) => {
  const story = await open(t, '', { script: false });
  await story.page.emulateMedia({ media: 'print' });
  const told = await story.page.locator('.system p:not(.run)').evaluateAll((all) => all.map((p) => ({ isSeen: p.offsetHeight > 0 && getComputedStyle(p).opacity === '1', says: p.textContent })));
  none(told, (one) => !one.isSeen, 20);
  // The drawings are a still that tells the same, so they stand on paper too and state no number.
  const drawings = story.page.locator('.system > .drawing');
  assert.equal(await drawings.count(), systems.length);
  assert.ok((await drawings.evaluateAll((all) => all.map((e) => e.getBoundingClientRect().height))).every((height) => height > 40));
  assert.equal((await drawings.allTextContents()).join('').trim(), '');
});

test('a stage of the chain filters map and timeline, and lets go again', async (t) => {
  const story = await open(t, '#step=chain', { still: true });
  await story.arriveAt('chain');
  const button = story.page.locator('.chain [data-only="powder"]');
  await button.click();
  await story.addressSays('#step=chain&stages=powder');
  assert.equal(await button.getAttribute('aria-pressed'), 'true');
  const drawn = await story.page.$$eval('#map .badge:not(.is-hidden) [data-project]', (all) => all.map((e) => e.dataset.project));
  assert.deepEqual(drawn, ['sanjili']);
  await button.press('Enter');
  await story.addressSays('#step=chain');
  assert.equal(await button.getAttribute('aria-pressed'), 'false');
});

test('without script the chain offers no filter', needs('script switched off'), async (t) => {
  const story = await open(t, '', { script: false });
  assert.equal(await story.page.locator('.chain .only').first().isVisible(), false);
});
