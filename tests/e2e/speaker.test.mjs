// Two windows, one lesson: whatever is done in one is seen in the other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';
import { opened, shown, shows, wordsCame } from './lesson-page.mjs';
import { inLanguage, stepIds } from './seeds.mjs';

const { open } = theSite();
const words = inLanguage('en', 'classroom');

async function lesson(t, fragment = '') {
  const screen = await open(t, `?mode=present${fragment}`, { still: true });
  await wordsCame(screen.page);
  const speaker = await opened(screen.page, () => screen.page.keyboard.press('s'));
  await shows(speaker.page, { together: 'connected' });
  return { screen, speaker };
}

test('a lesson from the first step to the last in two windows, by keyboard alone', async (t) => {
  const { screen, speaker } = await lesson(t);
  // The first half from the screen, the second from the speaker's window.
  for (const [i, id] of stepIds.entries()) {
    const [hand, other] = i < 7 ? [screen, speaker] : [speaker, screen];
    await hand.page.bringToFront();
    for (const digit of String(i + 1)) await hand.page.keyboard.press(digit);
    await hand.page.keyboard.press('Enter');
    await shows(other.page, { step: id });
    if (id !== stepIds.at(-1)) {
      await hand.page.keyboard.press('ArrowRight');
      await hand.page.keyboard.press('ArrowLeft');
    }
    await shows(hand.page, { step: id });
    await hand.page.keyboard.press('q');
    await other.page.waitForSelector('.ask-words');
    assert.equal((await shown(other.page)).question, (await shown(hand.page)).question);
    await hand.page.keyboard.press('q');
    await screen.page.waitForSelector('.asked .answer');
    await hand.page.keyboard.press('Escape');
    await other.page.waitForSelector('.asked', { state: 'detached' });
  }
  await speaker.page.keyboard.press('.');
  await shows(screen.page, { covered: true });
  await speaker.page.keyboard.press('.');
  await shows(screen.page, { covered: false });
  assert.deepEqual([...screen.ownTroubles(), ...speaker.ownTroubles()], []);
});

test('the speaker sees notes, the next step, answers and time; the class sees none of it', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=jinmeng');
  await shows(speaker.page, { step: 'jinmeng' });
  const desk = await speaker.page.locator('.speaker').innerText();
  for (const note of words.notes.jinmeng) assert.ok(desk.includes(note.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')), note);
  assert.ok(desk.includes(inLanguage('en', 'story').steps['in-common'].screen), 'what comes next');
  assert.match(await speaker.page.locator('.time').innerText(), /\d+:\d\d/);
  await speaker.page.locator('.ask-list button').first().click();
  await speaker.page.waitForSelector('.asked .answer');
  await shows(screen.page, { question: words.questions['jinmeng-sum'].ask, answered: false });
  await speaker.page.locator('.jumps li:nth-child(3) button').click();
  await shows(screen.page, { step: 'chain', question: null });
});

test('either window may be loaded again at any point', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=zone-a');
  await screen.page.keyboard.press('ArrowRight');
  await screen.page.keyboard.press('q');
  await shows(speaker.page, { step: 'zone-a', question: words.questions['zone-a-order'].ask });
  await speaker.page.reload();
  await speaker.ready();
  await shows(speaker.page, { step: 'zone-a', question: words.questions['zone-a-order'].ask, together: 'connected' });
  await speaker.page.keyboard.press('Escape');
  await shows(screen.page, { question: null });
  await speaker.page.keyboard.press('9');
  await speaker.page.keyboard.press('Enter');
  await shows(screen.page, { step: 'capacity' });
  await screen.page.reload();
  await screen.ready();
  await wordsCame(screen.page);
  await shows(screen.page, { step: 'capacity' });
  await screen.page.keyboard.press('ArrowRight');
  await shows(screen.page, { parts: 1 });
  await speaker.page.waitForFunction(() => document.querySelector('.part-says')?.textContent.startsWith('1 of'));
  await speaker.page.locator('.main').click();
  await shows(screen.page, { parts: 2 });
});

test('light and pen are seen in both windows, undone, cleared, and gone with the step', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=gansu-line');
  await speaker.page.bringToFront();
  await speaker.page.keyboard.press('p');
  await speaker.page.waitForSelector('.pad:not(.away)');
  const box = await speaker.page.locator('#map').boundingBox();
  await speaker.page.mouse.move(box.x + 80, box.y + 80);
  await speaker.page.mouse.down();
  await speaker.page.mouse.move(box.x + 200, box.y + 160, { steps: 8 });
  await speaker.page.mouse.up();
  await shows(screen.page, { strokes: 1 });
  assert.deepEqual((await shown(screen.page)).strokes, (await shown(speaker.page)).strokes);
  assert.match((await shown(screen.page)).strokes[0], /^M-?\d+ -?\d+L/);
  await speaker.page.keyboard.press('u');
  await shows(screen.page, { strokes: 0 });
  await screen.page.keyboard.press('l');
  await shows(speaker.page, { lit: true });
  assert.equal((await shown(screen.page)).light, (await shown(speaker.page)).light);
  await screen.page.keyboard.press('m');
  await shows(speaker.page, { strokes: 1 });
  await screen.page.keyboard.press('Home');
  await shows(speaker.page, { strokes: 0, lit: false });
});

test('hands are counted, and a bad count is refused in words', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=jinmeng');
  await speaker.page.keyboard.press('q');
  const fields = speaker.page.locator('.hands');
  await fields.first().waitFor();
  const type = async (field, text) => {
    await field.focus();
    await field.selectText();
    await speaker.page.keyboard.type(text);
    await speaker.page.keyboard.press('Tab');
  };
  for (const [i, n] of ['4', '9', '2', '11'].entries()) {
    await type(fields.nth(i), n);
  }
  await screen.page.waitForFunction(() => [...document.querySelectorAll('.count')].map((c) => c.textContent).join() === '4,9,2,11');
  for (const [bad, says] of [['many', words.words.bad_number], ['-1', words.words.bad_number], ['12345', words.words.too_many]]) {
    await type(fields.first(), bad);
    await speaker.page.waitForFunction((says) => document.getElementById('announcer').textContent === says, says.replace('{what}', bad));
  }
  assert.equal(await screen.page.locator('.count').first().textContent(), '4', 'nothing is lost');
});

test('a second window for the speaker is said plainly, and its going too', async (t) => {
  const { screen, speaker } = await lesson(t);
  const second = await screen.page.context().newPage();
  await second.goto(`${screen.url}?mode=speaker`);
  await speaker.page.waitForFunction((says) => document.querySelector('.teach-said')?.textContent === says, words.words.other_speaker);
  await second.close({ runBeforeUnload: false });
  await speaker.page.waitForFunction(() => document.querySelector('.teach-said')?.hidden);
});

test('a closed screen is said plainly, and what was done meanwhile is kept for it', async (t) => {
  const { screen, speaker } = await lesson(t);
  await screen.page.goto('about:blank');
  await shows(speaker.page, { together: 'lost' });
  await speaker.page.keyboard.press('5');
  await speaker.page.keyboard.press('Enter');
  await shows(speaker.page, { step: 'sanjili' });
  await screen.page.goto(`${screen.url}?mode=present`);
  await shows(screen.page, { step: 'sanjili' });
  await shows(speaker.page, { together: 'connected' });
});

/** What the clock shows in all, s. */
const elapsed = (page) => page.locator('.time b').nth(1).textContent().then((face) => face.split(':').reduce((s, n) => s * 60 + Number(n), 0));

/** Until the clock has run on beyond some seconds. */
const runsBeyond = (page, seconds) => page.waitForFunction((seconds) => {
  const face = document.querySelectorAll('.time b')[1]?.textContent ?? '0:00';
  return face.split(':').reduce((s, n) => s * 60 + Number(n), 0) > seconds;
}, seconds);

test('the clock is the lesson’s: it goes on while the speaker’s window is closed, and through reloads of both', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=zone-a');
  const begun = await speaker.page.evaluate(() => Date.now());
  await speaker.page.locator('.plans button').nth(1).click();
  await runsBeyond(speaker.page, 2);
  await speaker.page.close();
  // The step's own time begins with the step, whichever window is open.
  await screen.page.keyboard.press('5');
  await screen.page.keyboard.press('Enter');
  await shows(screen.page, { step: 'sanjili' });
  const again = await opened(screen.page, () => screen.page.keyboard.press('s'));
  await shows(again.page, { together: 'connected', step: 'sanjili' });
  const face = async (page) => ({ now: await page.evaluate(() => Date.now()), all: await elapsed(page) });
  const right = ({ now, all }) => assert.ok(Math.abs(all - (now - begun) / 1000) < 3, `${all} s of ${(now - begun) / 1000}`);
  const seen = await face(again.page);
  assert.ok(seen.all >= 2);
  right(seen);
  assert.equal(await again.page.locator('.plans button').nth(1).getAttribute('aria-pressed'), 'true', 'the plan is the lesson’s, too');
  for (const window of [again, screen]) {
    await window.page.reload();
    await window.ready();
    await wordsCame(window.page);
    await shows(again.page, { together: 'connected' });
    right(await face(again.page));
  }
  await again.page.locator('.plans button').last().click();
  await again.page.waitForFunction(() => document.querySelectorAll('.time b')[1].textContent === '0:00');
  assert.deepEqual([...screen.ownTroubles(), ...again.ownTroubles()], []);
});

test('the language is the lesson’s: changed in either window it changes in both, and nothing is lost', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=zone-a');
  await screen.page.keyboard.press('ArrowRight');
  await screen.page.keyboard.press('q');
  await shows(speaker.page, { question: words.questions['zone-a-order'].ask });
  await runsBeyond(speaker.page, 0);
  const names = Object.fromEntries(['en', 'zh-Hans'].map((lang) => [lang, inLanguage(lang, 'ui').language]));
  for (const [window, lang] of [[screen, 'zh-Hans'], [speaker, 'en'], [speaker, 'zh-Hans'], [screen, 'en']]) {
    const before = await elapsed(speaker.page);
    await window.page.bringToFront();
    await window.page.keyboard.press('?');
    await window.page.locator('.keys .others button', { hasText: names[lang] }).click();
    for (const each of [screen, speaker]) {
      await each.page.waitForFunction((lang) => document.documentElement.lang === lang, lang);
      await each.ready();
      await wordsCame(each.page);
      await shows(each.page, { question: inLanguage(lang, 'classroom').questions['zone-a-order'].ask, step: 'zone-a' });
    }
    await shows(speaker.page, { together: 'connected' });
    await window.page.keyboard.press('Escape');
    for (const each of [screen, speaker]) await shows(each.page, { panel: null });
    assert.match(screen.page.url(), /mode=present/);
    assert.match(speaker.page.url(), /mode=speaker/);
    assert.ok(await elapsed(speaker.page) >= before, 'the clock goes on');
  }
  // They still hear each other.
  await screen.page.keyboard.press('Escape');
  await shows(speaker.page, { question: null });
  await screen.page.keyboard.press('End');
  await shows(speaker.page, { step: stepIds.at(-1) });
  assert.deepEqual([...screen.ownTroubles(), ...speaker.ownTroubles()], []);
});

test('a speaker’s window that was there before the screen learns where the class is', async (t) => {
  const speaker = await open(t, '?mode=speaker', { still: true });
  await wordsCame(speaker.page);
  const page = await speaker.page.context().newPage();
  await page.goto(`${speaker.url}?mode=present#step=control`);
  await wordsCame(page);
  await shows(speaker.page, { step: 'control', together: 'connected' });
  await shows(page, { step: 'control' });
});

test('Escape in the speaker’s window never asks the class to leave', async (t) => {
  const { screen, speaker } = await lesson(t, '#step=posture');
  await speaker.page.keyboard.press('q');
  await shows(screen.page, { question: words.questions.slogan.ask });
  await speaker.page.keyboard.press('Escape');
  await shows(screen.page, { question: null });
  await speaker.page.keyboard.press('Escape');
  // What follows is seen in order.
  await speaker.page.keyboard.press('ArrowRight');
  await shows(screen.page, { step: 'chain', leaving: false });
  await screen.page.keyboard.press('Escape');
  await shows(screen.page, { leaving: true });
  await speaker.page.keyboard.press('Escape');
  await shows(screen.page, { leaving: false, step: 'chain' });
});

test('strangers on the channel are not listened to', async (t) => {
  const { screen } = await lesson(t, '#step=posture');
  const stranger = await screen.page.context().newPage();
  await stranger.goto(`${screen.url}data/dictionary.csv`).catch(() => {});
  await stranger.goto(`${screen.url}handout/`);
  await stranger.evaluate((path) => {
    const channel = new BroadcastChannel(`spring-surge${path}`);
    const state = (turn, extra) => JSON.stringify({ springSurge: 2, role: 'speaker', window: 'x', says: { state: { turn, lang: 'en', link: '#step=allies', lesson: { on: true } } }, ...extra });
    for (const bad of ['', 'null', '{}', { says: 'hello' }, state(99, { springSurge: 1 }), state(99, { role: 'pupil' }), state(99, { more: 1 }), 'x'.repeat(200_000), state(-5)]) channel.postMessage(bad);
  }, new URL(screen.url).pathname);
  await screen.page.keyboard.press('ArrowRight');
  await shows(screen.page, { step: 'chain' });
  assert.deepEqual(screen.ownTroubles(), []);
});

test('a frame without an origin says why there is no window for the speaker', async (t) => {
  const host = await open(t, 'handout/', { wait: false, until: 'load' });
  // Such a frame is a stranger to its own host, which has to let strangers in.
  await host.page.route('**/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'access-control-allow-origin': '*' } });
  });
  await host.page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    Object.assign(frame, { src: `${url}?mode=present`, width: 1000, height: 600 });
    document.body.replaceChildren(frame);
  }, host.url);
  const frame = host.page.frameLocator('iframe');
  await frame.locator('.teach-bar button', { hasText: words.words.speaker }).click();
  await frame.locator('.teach-said', { hasText: words.words.sandboxed }).waitFor();
});
