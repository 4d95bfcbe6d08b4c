// When the engine arrives it takes over the page that is there: no flash, no jump, no lost place.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, holdBack, needs, theSite } from './browser.mjs';
import { differingPixels } from './pixels.mjs';

const { open } = theSite();

/** A page whose engine waits behind a door. */
async function waiting(t, address, { before = () => {}, ...wishes }) {
  let release;
  const story = await open(t, address, {
    ...wishes,
    wait: false,
    prepare: async (page) => {
      release = await holdBack(page, '**/*.wasm');
      await before(page);
      await page.addInitScript(() => {
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((e) => ({ value: e.value, moved: e.sources.map((s) => s.node?.className ?? '') })))).observe({ type: 'layout-shift', buffered: true });
      });
    },
  });
  await story.page.evaluate(() => document.fonts.ready);
  await story.nextFrames(2);
  return { story, release };
}

async function takenOver(story, release) {
  release();
  await story.ready();
  await story.nextFrames(3);
}

for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
  for (const dark of [false, true]) {
    test(`the picture at the top stays the same to the pixel, on ${name}, ${dark ? 'dark' : 'light'}`, async (t) => {
      let release;
      const story = await open(t, '', { size, dark, wait: 'stage', prepare: async (page) => { release = await holdBack(page, /(instruments|plain)-\w+\.wasm/); } });
      // Only the instruments, the rule beside the current step and names that found room are new.
      const style = '.stepper, .tools, .scale, .locator, .province-names, .ground-names, .place-name, .step::before { display: none !important }';
      const picture = () => story.page.locator('#stage').screenshot({ style });
      const before = await picture();
      await takenOver(story, release);
      assert.equal(await differingPixels(story.page, before, await picture()), 0);
    });
  }
}

test('the stage begins without having the whole page styled anew', needs('devtools'), async (t) => {
  // The ground comes with a style sheet of its own; here it stays away.
  const { story, release } = await waiting(t, '', { size: PHONE, before: (page) => page.route('**/ground-*', (route) => route.abort()) });
  await story.laidOut();
  const devtools = await story.page.context().newCDPSession(story.page);
  const styled = [];
  devtools.on('Tracing.dataCollected', ({ value }) => styled.push(...value.filter(({ name }) => name === 'UpdateLayoutTree').map(({ args }) => args.elementCount)));
  await devtools.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline'] } });
  release();
  await story.page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
  // What the stage wrote is styled in the frame after.
  await story.nextFrames(2);
  const traced = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
  await devtools.send('Tracing.end');
  await traced;
  const all = await story.page.evaluate(() => document.querySelectorAll('body *').length);
  assert.ok(Math.max(...styled) > 0, 'nothing was styled');
  assert.ok(Math.max(...styled) < all / 4, `${Math.max(...styled)} of ${all} elements at once`);
});

test('nothing moves when the engine arrives', async (t) => {
  for (const [address, size] of [['', DESK], ['', PHONE], ['#step=jinmeng', DESK], ['#step=jinmeng', PHONE]]) {
    const { story, release } = await waiting(t, address, { size });
    const [y, shifts] = [await story.scrollY(), await story.page.evaluate(() => window.shifts.length)];
    await takenOver(story, release);
    const later = await story.page.evaluate((from) => window.shifts.slice(from), shifts);
    assert.equal(later.reduce((sum, s) => sum + s.value, 0), 0, `${address} at ${size.width}: ${JSON.stringify(later)}`);
    assert.equal(await story.scrollY(), y);
  }
});

test('a reader who has scrolled before the engine came stays where they were', async (t) => {
  for (const size of [DESK, PHONE]) {
    const { story, release } = await waiting(t, '', { size });
    await story.laidOut();
    const middle = await story.step('sanjili').evaluate((section) => section.getBoundingClientRect().top - innerHeight * (innerWidth < 900 ? 0.7 : 0.4));
    await story.page.mouse.move(size.width / 4, size.height * 0.8);
    await story.page.mouse.wheel(0, Math.ceil(middle));
    await story.page.waitForFunction((wanted) => scrollY > wanted - 2, middle);
    const y = await story.scrollY();
    await takenOver(story, release);
    await story.arriveAt('sanjili');
    assert.equal(await story.scrollY(), y);
  }
});

test('the marks are the same nodes as before, and there are no more of them', async (t) => {
  const { story, release } = await waiting(t, '', {});
  const MARKS = '#stage *';
  const before = await story.page.$$eval(MARKS, (all) => {
    all.forEach((node, i) => { node.seenBefore = i; });
    return all.length;
  });
  await takenOver(story, release);
  const after = await story.page.$$eval(MARKS, (all) => all.map((node) => node.seenBefore));
  // The instruments are new; what was there before stays, in its order.
  assert.deepEqual(after.filter((i) => i !== undefined), Array.from({ length: before }, (_, i) => i));
  const strangers = await story.page.$$eval(MARKS, (all) => all.filter((node) => node.seenBefore === undefined && node.matches('[data-event], [data-project]')).length);
  assert.equal(strangers, 0, 'marks that are there twice');
});

test('the map shows the step that the text is at once the engine is there', async (t) => {
  const { story, release } = await waiting(t, '#step=gansu-line', {});
  await takenOver(story, release);
  await story.arriveAt('gansu-line');
  await story.chooseProject('gansu-line');
  await story.arriveAt('gansu-line');
  assert.deepEqual(story.ownTroubles(), []);
});

test('a link chosen before the engine came is kept', async (t) => {
  const { story, release } = await waiting(t, '', {});
  await story.page.locator('.tally [data-project="sanjili"]').click();
  await story.addressSays('#step=sanjili');
  await takenOver(story, release);
  await story.arriveAt('sanjili');
});
