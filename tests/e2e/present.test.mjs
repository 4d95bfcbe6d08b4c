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
  await press('Escape', { leaving: true });
  await keyboard.press('Escape');
  await story.page.waitForFunction(() => !location.search);
  assert.match(story.page.url(), new RegExp(`#step=${stepIds[11]}$`));
});

test('a key struck by mistake does not end the lesson: it asks first, quietly', async (t) => {
  for (const [lang, folder] of [['en', ''], ['zh-Hans', 'zh-Hans/']]) {
    const story = await present(t, `${folder}?mode=present#step=zone-a`);
    const { page } = story;
    const { leave_again: asks, stay, leave } = inLanguage(lang, 'classroom').words;
    await page.keyboard.press('Escape');
    await shows(page, { leaving: true, step: 'zone-a' });
    assert.equal((await shown(page)).leaving, asks);
    assert.equal(await page.locator('.on-screen h1').isVisible(), true, 'the step is still there');
    // Whoever goes on stays, and is asked again the next time.
    await page.keyboard.press('ArrowRight');
    await shows(page, { leaving: false, parts: 1 });
    await page.keyboard.press('Escape');
    await page.locator('.teach-leave button', { hasText: stay }).click();
    await shows(page, { leaving: false, step: 'zone-a', parts: 1 });
    await page.keyboard.press('Escape');
    await page.locator('.teach-leave button', { hasText: leave }).click();
    await page.waitForFunction(() => !location.search);
    // One key leads back to where the lesson was.
    await story.ready();
    await page.keyboard.press('f');
    await page.waitForURL(/mode=present#step=zone-a/);
    await wordsCame(page);
    await shows(page, { step: 'zone-a', parts: 1, leaving: false });
  }
});

test('Escape closes what is in front before it asks to leave', async (t) => {
  const { page } = await present(t, '#step=posture');
  await page.keyboard.press('q');
  await page.keyboard.press('p');
  await page.keyboard.press('?');
  await shows(page, { panel: 'keys' });
  await page.keyboard.press('Escape');
  await shows(page, { panel: null, leaving: false });
  await page.keyboard.press('Escape');
  await shows(page, { question: null, leaving: false });
  await page.keyboard.press('Escape');
  await page.waitForSelector('.pad.away', { state: 'attached' });
  await shows(page, { leaving: false });
  // A map that was moved by hand goes back.
  const home = page.locator('.tools .home');
  const box = await page.locator('#map').boundingBox();
  const drag = async () => {
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.7, { steps: 4 });
    await page.mouse.up();
    await home.waitFor();
  };
  await drag();
  await page.keyboard.press('Escape');
  await home.waitFor({ state: 'hidden' });
  await shows(page, { leaving: false });
  // So it does by a button that can be seen.
  await drag();
  await home.click();
  await home.waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await shows(page, { leaving: true });
});

test('presenting never filters, whatever hand, address or window asks for it', async (t) => {
  const all = (page) => page.evaluate(() => ({
    marks: document.querySelectorAll('#map .badge:not(.is-hidden)').length,
    events: document.querySelectorAll('#timeline [data-event] .event:not(.is-hidden)').length,
    brush: document.querySelector('.brush')?.getAttribute('width'),
    tables: Boolean(document.querySelector('.as-tables')),
  }));
  const plain = await present(t, '#step=in-common');
  const whole = await all(plain.page);
  assert.ok(whole.marks === 4 && whole.events > 20 && !whole.tables, JSON.stringify(whole));
  const same = async (page, what) => assert.deepEqual(await all(page), whole, what);
  // A drag over the lanes picks a time for who reads; every place and direction.
  const box = await plain.page.locator('.ruler').boundingBox();
  let drags = 0;
  for (const [from, to] of [[0.2, 0.6], [0.9, 0.4], [0.05, 0.95], [0.5, 0.52]]) {
    for (const y of [0.25, 0.5, 0.7]) {
      await plain.page.mouse.move(box.x + box.width * from, box.y + box.height * y);
      await plain.page.mouse.down();
      await plain.page.mouse.move(box.x + box.width * to, box.y + box.height * y, { steps: 4 });
      await same(plain.page, 'during a drag');
      await plain.page.mouse.up();
      await plain.nextFrames(2);
      await same(plain.page, `after a drag at ${y}`);
      drags += 1;
    }
  }
  assert.equal(drags, 12);
  assert.doesNotMatch(await plain.address(), /when=/);
  // Addresses, as a filter of the page to read would write them.
  for (const part of ['when=2023-01-01..2023-06-30', 'projects=sanjili', 'stages=magnet', 'statuses=operational', 'classes=own', 'words=zzz', 'show=tables']) {
    const story = await present(t, `#step=in-common&${part}`);
    await same(story.page, part);
    await story.page.waitForFunction(() => location.hash === '#step=in-common');
    await story.page.evaluate((part) => { location.hash = `#step=in-common&${part}`; }, part);
    await story.nextFrames(2);
    await same(story.page, `${part}, later`);
  }
  // From the page to read.
  const story = await open(t, '#step=in-common&projects=sanjili&show=tables', { size: SIZES[0], still: true });
  await story.page.keyboard.press('f');
  await story.page.waitForURL(/mode=present/);
  await story.ready();
  await wordsCame(story.page);
  await same(story.page, 'by the key that presents');
});

test('hands are counted: no word stands in an empty field, and Tab leads from count to count', async (t) => {
  for (const dialog of ['present', 'speaker']) {
    const story = await open(t, `?mode=${dialog}#step=posture`, { size: SIZES[0], still: true });
    const { page } = story;
    await wordsCame(page);
    await page.keyboard.press('q');
    if (dialog === 'present') await page.locator('.does [aria-pressed]').click();
    const fields = page.locator('.hands');
    await fields.first().waitFor();
    const values = () => fields.evaluateAll((all) => all.map((field) => field.value));
    assert.deepEqual(await values(), ['', '', '', '']);
    await fields.first().focus();
    for (const n of ['4', '9', '0', '11']) {
      await page.keyboard.type(n);
      await page.keyboard.press('Tab');
    }
    assert.deepEqual(await values(), ['4', '9', '0', '11']);
    assert.deepEqual(await page.locator('.count').allTextContents(), ['4', '9', '0', '11']);
    await fields.last().focus();
    await page.keyboard.press('Shift+Tab');
    assert.equal(await fields.nth(2).evaluate((field) => field === document.activeElement), true);
    // A count that is taken back leaves an empty field.
    await page.keyboard.press('Delete');
    await page.keyboard.press('Shift+Tab');
    assert.deepEqual(await values(), ['4', '9', '', '11']);
    // Each field stands in the row of its option.
    const rows = await page.evaluate(() => [...document.querySelectorAll('.option')].map((option, i) => {
      const [a, b] = [option, document.querySelectorAll('.hands')[i]].map((e) => e.getBoundingClientRect());
      return b.top >= a.top - 1 && b.bottom <= a.bottom + 1 && b.left >= a.right - 1;
    }));
    assert.deepEqual(rows, [true, true, true, true]);
    // Escape leaves the field first, with what was typed in it.
    await fields.nth(2).focus();
    await page.keyboard.type('7');
    await page.keyboard.press('Escape');
    assert.deepEqual(await values(), ['4', '9', '7', '11']);
    assert.deepEqual(await page.locator('.count').allTextContents(), ['4', '9', '7', '11']);
  }
});

test('a question is answered before the lesson goes on, by clicker, key and click', async (t) => {
  const ways = {
    'a clicker': (page) => page.keyboard.press('PageDown'),
    'an arrow': (page) => page.keyboard.press('ArrowRight'),
    'the space bar': (page) => page.keyboard.press('Space'),
    'a click on the empty picture': (page) => page.locator('#timeline .lane-heads').click({ position: { x: 2, y: 2 } }),
    'the button': (page) => page.locator('.teach-bar .turn').last().click(),
  };
  for (const [name, on] of Object.entries(ways)) {
    const { page } = await present(t, '#step=posture');
    await page.keyboard.press('q');
    await shows(page, { answered: false, step: 'posture' });
    await on(page);
    await shows(page, { answered: true, step: 'posture' });
    await on(page);
    await shows(page, { question: null, step: 'chain' }).catch((error) => { throw new Error(name, { cause: error }); });
  }
  // A slider that was moved keeps its arrows, but not what a clicker sends.
  const { page } = await present(t, '#step=control');
  await page.keyboard.press('q');
  await page.locator('.estimate input').focus();
  await page.keyboard.press('ArrowRight');
  await shows(page, { answered: false });
  const value = await page.locator('.estimate input').inputValue();
  await page.keyboard.press('PageDown');
  await shows(page, { answered: true });
  assert.equal(await page.locator('.estimate input').inputValue(), value);
  await page.keyboard.press('PageUp');
  await shows(page, { answered: false });
  await page.keyboard.press('PageUp');
  await shows(page, { question: null, step: 'control' });
});

test('the screen stays awake while a lesson is seen, and nobody minds where it cannot', async (t) => {
  // A browser without a lock, one that refuses, and one that grants: what it was asked is counted.
  const STUBS = {
    missing: () => { delete Navigator.prototype.wakeLock; },
    refused: () => {
      window.asked = 0;
      Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { window.asked += 1; throw new DOMException('no', 'NotAllowedError'); } } });
    },
    granted: () => {
      window.locks = [];
      const request = async (kind) => {
        const lock = { kind, released: false };
        window.locks.push(lock);
        return lock;
      };
      Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    },
  };
  const see = (page, hidden) => page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);
  for (const mode of ['present', 'speaker']) {
    for (const [name, stub] of Object.entries(STUBS)) {
      const story = await open(t, `?mode=${mode}`, { still: true, prepare: (page) => page.addInitScript(stub) });
      const { page } = story;
      await wordsCame(page);
      if (name === 'granted') {
        await page.waitForFunction(() => window.locks.length === 1 && window.locks[0].kind === 'screen');
        // A hidden page loses its lock, and takes one again when it is seen.
        await page.evaluate(() => { window.locks[0].released = true; });
        await see(page, true);
        assert.equal(await page.evaluate(() => window.locks.length), 1);
        await see(page, false);
        await page.waitForFunction(() => window.locks.length === 2);
        // While there is one no second one is asked for; one that the machine took away is.
        await page.keyboard.press('ArrowRight');
        assert.equal(await page.evaluate(() => window.locks.length), 2);
        await page.evaluate(() => { window.locks[1].released = true; });
        await page.keyboard.press('ArrowRight');
        await page.waitForFunction(() => window.locks.length === 3);
      } else if (name === 'refused') {
        await page.waitForFunction(() => window.asked === 1);
      }
      await page.keyboard.press('End');
      await shows(page, { step: stepIds.at(-1) });
      assert.deepEqual(story.ownTroubles(), [], `${mode}, ${name}`);
    }
  }
  // Who reads keeps no screen awake.
  const reader = await open(t, '', { prepare: (page) => page.addInitScript(STUBS.granted) });
  await reader.page.keyboard.press('Escape');
  assert.equal(await reader.page.evaluate(() => window.locks.length), 0);
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

const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;

for (const [folder, lang] of [['', 'en'], ['zh-Hans/', 'zh-Hans']]) {
  test(`a lesson prints the sheet of its step, in ${lang}`, needs('pdf', 'print media'), async (t) => {
    const story = await present(t, `${folder}?mode=present`, { size: { width: 1920, height: 1080 } });
    const { page } = story;
    const told = inLanguage(lang, 'story').steps;
    for (const [i, id] of stepIds.entries()) {
      await page.keyboard.type(String(i + 1));
      await page.keyboard.press('Enter');
      await shows(page, { step: id });
      for (const format of ['A4', 'Letter']) {
        const count = pages(await page.pdf({ format }));
        assert.ok(count <= 2, `${id} on ${format}: ${count} pages`);
      }
      await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 718, height: 1000 });
      const sheet = await page.evaluate(() => {
        const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 0);
        const box = (e) => e.getBoundingClientRect();
        const parts = ['.on-screen', '#stage', '.step', '.notes li'].map((selector) => seen(selector).map(box));
        const ends = parts.map((boxes) => [Math.min(...boxes.map((b) => b.top)), Math.max(...boxes.map((b) => b.bottom))]);
        return {
          words: seen('.on-screen h1').map((e) => e.textContent),
          titles: seen('.step h2').map((e) => e.textContent),
          notes: seen('.notes li').map((e) => e.id),
          cited: [...document.querySelectorAll('.step[aria-current] > p a.ref')].map((a) => a.hash.slice(1)),
          // The anchor of a step has no height, so figures would be seen by their own.
          figures: seen('figure, .laboratory, .system').length,
          operated: seen('button:not(.pick, .plant), .teach-bar, .teach-leave, .cloth, .tools').map((e) => e.className),
          inOrder: ends.slice(1).every(([top], i) => top >= ends[i][1] - 1),
          wide: document.documentElement.scrollWidth > innerWidth,
        };
      });
      assert.deepEqual(sheet.words, [told[id].screen], id);
      assert.deepEqual(sheet.titles, [told[id].title], id);
      assert.deepEqual([...sheet.notes].sort(), [...new Set(sheet.cited)].sort(), `${id}: its notes and no others`);
      assert.deepEqual([sheet.figures, sheet.operated, sheet.inOrder, sheet.wide], [0, [], true, false], `${id}: ${JSON.stringify(sheet)}`);
      await page.emulateMedia({ media: null, reducedMotion: 'reduce' });
      await page.setViewportSize({ width: 1920, height: 1080 });
    }
  });
}

test('a question prints itself with the picture, and the speaker’s window prints what the teacher says', needs('pdf', 'print media'), async (t) => {
  const { page } = await present(t, '#step=gansu-line');
  await page.keyboard.press('q');
  await shows(page, { answered: false });
  assert.equal(pages(await page.pdf({ format: 'A4' })), 1);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.ask-words').isVisible(), true);
  assert.equal(await page.locator('#map .badge').first().evaluate((e) => getComputedStyle(e).visibility), 'hidden', 'the place is given away');
  assert.equal(await page.locator('.step[aria-current]').isVisible(), false);
  const { questions, notes } = inLanguage('en', 'classroom');
  const desk = await open(t, '?mode=speaker#step=jinmeng', { size: SIZES[0], still: true });
  await wordsCame(desk.page);
  assert.ok(pages(await desk.page.pdf({ format: 'A4' })) <= 2);
  await desk.page.emulateMedia({ media: 'print' });
  const text = await desk.page.locator('.speaker').innerText();
  for (const words of [...notes.jinmeng.map((note) => note.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')), questions['jinmeng-sum'].ask, inLanguage('en', 'story').steps.jinmeng.screen]) assert.ok(text.includes(words), words);
  assert.equal(await desk.page.locator('.time, .does, .jumps').evaluateAll((all) => all.filter((e) => e.checkVisibility()).length), 0);
});
