// Keys: those that are the browser's stay the browser's, and those of the tools are not lost while these are on their way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdBack, theSite } from './browser.mjs';
import { shows, wordsCame } from './lesson-page.mjs';
import { stepIds, ui } from './seeds.mjs';

const { open } = theSite();

/** Keys that something on the page answers without a modifier. */
const NAMED = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Escape', 'Enter', ' '];
const LETTERS = ['f', 'q', 's', 'l', 'p', 'm', 'c', '0', '+', '-', '?', 'b', 'F5', 'F1'];

/** Places that keys are pressed in, each brought to focus. */
const PLACES = {
  'a mark of the timeline': ['#step=zone-a', (page) => page.locator('#timeline [data-event]').nth(3).focus()],
  'a mark on the map': ['#step=zone-a', (page) => page.locator('#map [data-project="zone-a"]').focus()],
  'a plant on the map of the world': ['#step=allies', (page) => page.locator('#map .plant[tabindex="0"]').focus()],
  'the filter': ['#step=zone-a', async (page) => {
    await page.locator('.tools [aria-controls="legend"]').click();
    await page.locator('.legend .pick').first().focus();
  }],
  'the player': ['#step=zone-a', (page) => page.locator('.time-tools .play').focus()],
  'the page': ['#step=zone-a', () => {}],
  'a frame': ['?mode=embed#step=zone-a', () => {}],
  'a lesson': ['?mode=present#step=zone-a', () => {}],
  'a mark in a lesson': ['?mode=present#step=zone-a', (page) => page.locator('#timeline [data-event]').nth(3).focus()],
  'a lesson with its light': ['?mode=present#step=zone-a', (page) => page.keyboard.press('l')],
  'a lesson with its pen': ['?mode=present#step=zone-a', (page) => page.keyboard.press('p')],
  'the speaker’s window': ['?mode=speaker#step=zone-a', () => {}],
};

for (const [name, [address, prepare]] of Object.entries(PLACES)) {
  test(`in ${name} keys with Alt, Ctrl or Meta belong to the browser`, async (t) => {
    const { page } = await open(t, address, { still: true, size: { width: 1280, height: 800 } });
    if (/present|speaker/.test(address)) await wordsCame(page);
    await prepare(page);
    // What a browser itself does with them cannot be tried here: that nobody took them away from it can. Each is
    // sent to what has the focus, and looked at when all have heard it.
    const taken = await page.evaluate(({ named, letters }) => {
      const found = [], modifiers = ['altKey', 'ctrlKey', 'metaKey'];
      const target = document.activeElement ?? document.body;
      const press = (key, held) => {
        const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held });
        target.dispatchEvent(event);
        if (event.defaultPrevented) found.push(`${JSON.stringify(held)} ${key} is swallowed`);
        if (document.activeElement !== target && target !== document.body) found.push(`${JSON.stringify(held)} ${key} moves the focus`);
      };
      let pressed = 0;
      for (const modifier of modifiers) {
        for (const key of [...named, ...letters]) {
          press(key, { [modifier]: true });
          press(key, { [modifier]: true, shiftKey: true });
          pressed += 2;
        }
      }
      return { found, pressed };
    }, { named: NAMED, letters: LETTERS });
    assert.equal(taken.pressed, 3 * 2 * (NAMED.length + LETTERS.length));
    assert.deepEqual(taken.found, []);
    assert.ok(page.url().endsWith(address), `${page.url()}: something was done`);
  });
}

test('with Shift, keys that have a name select, and letters are letters', async (t) => {
  const { page } = await open(t, '#step=zone-a', { still: true });
  const swallows = (key, shiftKey) => page.evaluate(([key, shiftKey]) => {
    const event = new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
  }, [key, shiftKey]);
  await page.locator('#timeline [data-event]').nth(3).focus();
  for (const key of ['ArrowLeft', 'ArrowRight', 'Home', 'End']) {
    assert.equal(await swallows(key, true), false, `Shift and ${key}`);
    assert.equal(await swallows(key, false), true, key);
  }
  await page.locator('#map [data-project="zone-a"]').focus();
  assert.equal(await swallows('ArrowLeft', true), false);
  assert.equal(await swallows('+', true), true, 'a plus is typed with Shift');
});

test('a mark that was clicked in a lesson does not keep the arrows from it', async (t) => {
  const { page } = await open(t, '?mode=present#step=posture', { still: true, size: { width: 1280, height: 720 } });
  await wordsCame(page);
  await page.locator('#map [data-project="sanjili"]').click();
  await page.locator('.card').waitFor();
  await page.keyboard.press('Space');
  await shows(page, { step: stepIds[stepIds.indexOf('sanjili') + 1] });
});

/** A page whose tools are held back, and the door that lets them in. */
async function withoutTools(t, address, pattern = '**/instruments-*.wasm') {
  let letIn;
  const story = await open(t, address, { still: true, wait: 'stage', prepare: async (page) => { letIn = await holdBack(page, pattern); } });
  return { story, page: story.page, letIn };
}
const toolsCame = (page) => page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);

for (const key of ['f', 'F']) {
  test(`the first ${key} on the article presents, however late the tools are`, async (t) => {
    const { page, letIn } = await withoutTools(t, '#step=jinmeng');
    await page.keyboard.press(key);
    letIn();
    await page.waitForURL(/mode=present#step=jinmeng/);
    await wordsCame(page);
    await shows(page, { step: 'jinmeng' });
  });
}

test('the first F does nothing where the key is turned off, or something is typed, or held with it', async (t) => {
  const story = await open(t, '#step=jinmeng', { still: true });
  await story.page.locator('.tools [aria-controls="legend"]').click();
  await story.page.locator('.legend .pick', { hasText: ui.instruments.present_key }).click();
  await story.page.reload();
  await story.guided();
  await story.page.keyboard.press('f');
  await toolsCame(story.page);
  // Keys are pressed again before anything that is done after.
  await story.page.locator('.tools [aria-controls="legend"]').click();
  assert.doesNotMatch(story.page.url(), /mode=present/);

  const { page, letIn } = await withoutTools(t, '#step=capacity');
  // What an extension may add to a page.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('input'), { id: 'typed' })));
  await page.locator('#typed').focus();
  for (const press of ['f', 'Control+f', 'Alt+f', 'Meta+f']) await page.keyboard.press(press);
  assert.equal(await page.locator('#typed').inputValue(), 'f');
  await page.locator('#typed').evaluate((field) => field.blur());
  for (const press of ['Control+f', 'Alt+f', 'Meta+f']) await page.keyboard.press(press);
  letIn();
  await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
  await toolsCame(page);
  // The field at the end of the page brought its end into the window.
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('.tools [aria-controls="legend"]').click();
  assert.doesNotMatch(page.url(), /mode=present/);
});

test('the first key on the map, on the timeline and in a frame is not lost', async (t) => {
  const map = await withoutTools(t, '#step=zone-a');
  await map.page.locator('#map [data-project="zone-a"]').focus();
  await map.page.keyboard.press('+');
  const before = await map.story.camera();
  map.letIn();
  await map.page.waitForFunction(() => location.hash.includes('at='));
  const span = (view) => Number(view.split(' ')[2]);
  await map.story.restOnMap();
  assert.ok(span(await map.story.camera()) < span(before), 'the map is no closer');

  const time = await withoutTools(t, '#step=zone-a');
  const marks = time.page.locator('#timeline [data-event]');
  await marks.nth(2).focus();
  const y = await time.story.scrollY();
  await time.page.keyboard.press('ArrowRight');
  time.letIn();
  await time.page.waitForFunction(() => document.activeElement === document.querySelectorAll('#timeline [data-event]')[3]);
  assert.equal(await time.story.scrollY(), y, 'the page moved as well');

  for (const [key, step] of [['ArrowRight', 'chain'], ['PageDown', 'chain'], ['ArrowLeft', 'announcement'], ['PageUp', 'announcement']]) {
    const frame = await withoutTools(t, '?mode=embed#step=posture');
    await frame.page.keyboard.press(key);
    frame.letIn();
    await frame.page.waitForFunction((step) => document.querySelector('[aria-current="step"]')?.dataset.step === step, step);
    assert.deepEqual(frame.story.ownTroubles(), []);
  }
});

test('what a clicker sends while a lesson comes is not lost', async (t) => {
  let letIn;
  const { page } = await open(t, '?mode=present#step=posture', { still: true, wait: false, prepare: async (page) => { letIn = await holdBack(page, '**/lesson-*.wasm'); } });
  await page.waitForFunction(() => document.readyState === 'complete');
  await page.keyboard.press('PageDown');
  letIn();
  await shows(page, { step: 'chain' });
});

test('no key is pressed twice', async (t) => {
  const { page } = await open(t, '#step=zone-a', { still: true });
  await page.evaluate(() => {
    window.heard = [];
    addEventListener('keydown', ({ key }) => window.heard.push(key));
  });
  const keys = ['x', 'ArrowDown', 'q', 'Escape'];
  for (const key of keys) await page.keyboard.press(key);
  await page.locator('#map [data-project="zone-a"]').focus();
  await page.keyboard.press('+');
  await page.waitForFunction(() => location.hash.includes('at='));
  assert.deepEqual(await page.evaluate(() => window.heard), [...keys, '+']);
});
