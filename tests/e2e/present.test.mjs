// One step fills the screen, and keys, clicks and fingers lead through it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { shown, shows, wordsCame } from './lesson-page.mjs';
import { inLanguage, stepIds, steps, ui } from './seeds.mjs';

const { open } = theSite();
const SIZES = [{ width: 1280, height: 720 }, { width: 1920, height: 1080 }, { width: 1024, height: 768 }];
const { builds: parts } = JSON.parse(readFileSync(new URL('../../seeds/classroom.json', import.meta.url), 'utf8'));

async function present(t, address = '', wishes = {}) {
  const story = await open(t, address.includes('?') ? address : `?mode=present${address}`, { size: SIZES[0], still: true, ...wishes });
  await wordsCame(story.page);
  return story;
}

test('a clicker leads through every part of every step, and back', async (t) => {
  const story = await present(t);
  for (const id of stepIds) {
    await shows(story.page, { step: id, parts: 0 });
    for (let n = 1; n <= (parts[id]?.length ?? 0); n += 1) {
      await story.page.keyboard.press('PageDown');
      await shows(story.page, { step: id, parts: n });
    }
    if (id !== stepIds.at(-1)) await story.page.keyboard.press('PageDown');
  }
  await story.page.keyboard.press('PageUp');
  await shows(story.page, { step: stepIds.at(-2), parts: parts[stepIds.at(-2)].length });
  assert.deepEqual(story.ownTroubles(), []);
});

test('the words on the screen are its own, and the notes are nowhere', async (t) => {
  for (const [lang, folder] of [['en', ''], ['zh-Hans', 'zh-Hans/']]) {
    const story = await present(t, `${folder}?mode=present#step=zone-a`);
    const { words } = await shown(story.page);
    assert.equal(words, inLanguage(lang, 'story').steps['zone-a'].screen);
    const seen = await story.page.evaluate(() => document.body.innerText);
    for (const note of Object.values(inLanguage(lang, 'classroom').notes).flat()) {
      const plain = note.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').slice(0, 30);
      assert.ok(!seen.includes(plain), `a note is on the screen: ${plain}`);
    }
  }
});

test('all keys of the present mode do what the help says', async (t) => {
  const story = await present(t);
  const { keyboard } = story.page;
  const press = async (key, wanted) => {
    await keyboard.press(key);
    await shows(story.page, wanted);
  };
  await press('ArrowRight', { parts: 1 });
  await press('Space', { parts: 2 });
  await press('Shift+Space', { parts: 1 });
  await press('ArrowLeft', { parts: 0 });
  await press('End', { step: stepIds.at(-1) });
  await press('Home', { step: stepIds[0] });
  await press('.', { covered: true });
  await press('ArrowRight', { covered: true, parts: 0 });
  await press('b', { covered: false });
  await press('w', { covered: true });
  assert.equal((await shown(story.page)).white, true);
  await press('Escape', { covered: false });
  await press('o', { panel: 'overview' });
  await press('Escape', { panel: null });
  await press('?', { panel: 'keys' });
  await press('?', { panel: null });
  await press('1', {});
  await press('2', {});
  await press('Enter', { step: stepIds[11] });
  await press('q', { answered: false });
  await press('q', { answered: true });
  await press('Escape', { question: null });
  await press('l', { lit: true });
  await press('Shift+ArrowRight', { lit: true });
  await press('m', { strokes: 1 });
  await press('u', { strokes: 0 });
  await press('c', { lit: false });
  await press('t', {});
  assert.equal((await shown(story.page)).larger, true);
  await press('Escape', {}).catch(() => {});
  await story.page.waitForFunction(() => !location.search);
  assert.match(story.page.url(), new RegExp(`#step=${stepIds[11]}$`));
});

test('an overview leads to any step', async (t) => {
  const story = await present(t);
  await story.page.keyboard.press('o');
  await story.page.locator('.overview li:nth-child(7) button').click();
  await shows(story.page, { step: stepIds[6], panel: null });
});

test('F5 does not end the show, and a reload at any point goes on from there', async (t) => {
  const story = await present(t, '#step=zone-a');
  const { page } = story;
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await shows(page, { step: 'zone-a', parts: 2 });
  await page.evaluate(() => { window.same = true; });
  await page.keyboard.press('F5');
  await shows(page, { parts: 2 });
  assert.equal(await page.evaluate(() => window.same), true, 'F5 loaded the page again');
  const points = [['q'], ['q', 'q'], ['l', 'm'], ['o'], ['.']];
  for (const keys of points) {
    for (const key of keys) await page.keyboard.press(key);
    const before = await shown(page);
    await page.reload();
    await story.ready();
    await wordsCame(page);
    await shows(page, { step: before.step, parts: before.parts, question: before.question, covered: before.covered, panel: before.panel, strokes: before.strokes.length });
    for (let n = 0; n < 4 && ((now) => now.question || now.panel || now.covered || now.light)(await shown(page)); n += 1) await page.keyboard.press('Escape');
  }
});

test('a click on the empty picture leads on, a drag of the map does not', async (t) => {
  const story = await present(t);
  const box = await story.page.locator('#map').boundingBox();
  const [x, y] = [box.x + box.width * 0.93, box.y + box.height * 0.85];
  await story.page.mouse.click(x, y);
  await shows(story.page, { parts: 1 });
  await story.page.mouse.move(x, y);
  await story.page.mouse.down();
  await story.page.mouse.move(x - 120, y - 20, { steps: 5 });
  await story.page.mouse.up();
  await story.nextFrames(3);
  assert.equal((await shown(story.page)).parts, 1);
});

test('a finger swipes through the steps', needs('devtools', 'fingers'), async (t) => {
  const story = await present(t, '#step=posture', { touch: true });
  const swipe = async (from, to) => {
    const session = await story.page.context().newCDPSession(story.page);
    const send = (type, x) => session.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: 300 }] });
    await send('touchStart', from);
    for (let i = 1; i <= 4; i += 1) await send('touchMove', from + ((to - from) * i) / 4);
    await send('touchEnd', to);
  };
  await swipe(900, 500);
  await shows(story.page, { step: 'chain' });
  await swipe(500, 900);
  await shows(story.page, { step: 'posture' });
});

test('keys that are typed into a field are letters', async (t) => {
  const story = await present(t, '#step=posture');
  await story.page.keyboard.press('q');
  await story.page.locator('.does [aria-pressed]').click();
  await story.page.locator('.hands').first().fill('12');
  await story.page.locator('.hands').first().press('b');
  await shows(story.page, { covered: false });
});

for (const size of SIZES) {
  for (const folder of ['', 'zh-Hans/']) {
    test(`every step is whole and large at ${size.width} by ${size.height} in ${folder || 'en'}`, async (t) => {
      const story = await present(t, `${folder}?mode=present`, { size });
      for (const larger of [false, true]) {
        if (larger) await story.page.keyboard.press('t');
        for (const [i, id] of stepIds.entries()) {
          await story.page.keyboard.type(String(i + 1));
          await story.page.keyboard.press('Enter');
          await shows(story.page, { step: id });
          const faults = await story.page.evaluate(() => {
            const found = [];
            const box = (selector) => document.querySelector(selector).getBoundingClientRect();
            const [words, line, map, time, bar] = [box('.on-screen'), box('.on-screen h1'), box('#map'), box('#timeline'), box('.teach-bar')];
            if (line.bottom > words.bottom + 1 || line.right > innerWidth) found.push('words are cut');
            if (map.height < innerHeight * 0.35) found.push(`the map is ${map.height} px high`);
            if (bar.bottom > innerHeight + 1 || time.bottom > bar.top + 1) found.push('the foot is cut');
            if (document.documentElement.scrollHeight > innerHeight + 1 || document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls');
            const px = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize);
            if (px('.on-screen h1') < innerHeight * 0.042) found.push('the words are small');
            if (px('#timeline .lane-name') < 11) found.push('the timeline is small');
            return found;
          });
          assert.deepEqual(faults, [], `${id}${larger ? ', larger' : ''}`);
        }
      }
    });
  }
}

test('the page to read leads here by key and by button, at the same step', async (t) => {
  for (const act of [(page) => page.keyboard.press('f'), (page) => page.locator('.tools .present').click()]) {
    const story = await open(t, '#step=jinmeng', { still: true });
    await story.arriveAt('jinmeng');
    await act(story.page);
    await story.page.waitForURL(/mode=present#step=jinmeng/);
    await wordsCame(story.page);
    await shows(story.page, { step: 'jinmeng' });
  }
});

test('the key that leads here can be turned off, and stays off for a reload', async (t) => {
  const story = await open(t, '#step=jinmeng', { still: true });
  await story.page.locator('.tools [aria-controls="legend"]').click();
  const turn = story.page.locator('.legend .pick', { hasText: ui.instruments.present_key });
  assert.equal(await turn.getAttribute('aria-pressed'), 'true');
  await turn.click();
  await story.page.reload();
  await story.ready();
  await story.page.keyboard.press('f');
  // Keys are answered in order: this one is answered after the other was not.
  await story.page.locator('.tools [aria-controls="legend"]').click();
  assert.equal(await turn.getAttribute('aria-pressed'), 'false');
  assert.doesNotMatch(story.page.url(), /mode=present/);
  await turn.click();
  await story.page.keyboard.press('f');
  await story.page.waitForURL(/mode=present/);
});

test('the code leads to the step, and nobody else is asked for it', async (t) => {
  const asked = [];
  const story = await present(t, '#step=sanjili', { prepare: (page) => page.on('request', (r) => asked.push(r.url())) });
  const before = asked.length;
  await story.page.keyboard.press('k');
  await story.page.waitForSelector('.code path');
  assert.equal(await story.page.locator('.address').textContent(), `${story.url}#step=sanjili`);
  assert.ok((await story.page.locator('.code path').getAttribute('d')).length > 2000);
  assert.equal(asked.length, before);
});

test('without the questions the steps still work, and it is said', async (t) => {
  const story = await open(t, '?mode=present', { still: true, prepare: (page) => page.route('**/classroom-*', (route) => route.abort()) });
  await story.page.waitForSelector('.teach-said:not([hidden])');
  await story.page.keyboard.press('End');
  await shows(story.page, { step: stepIds.at(-1) });
  assert.ok(steps.length > 1);
});
