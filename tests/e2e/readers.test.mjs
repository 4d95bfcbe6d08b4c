// Readers with windows, colours, spacing and pens of their own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { DESK, PHONE, needs, theSite } from './browser.mjs';
import { stepIds } from './seeds.mjs';

const { open } = theSite();
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wider than the window, and text that is cut off. */
const faultsOfLayout = (page) => page.evaluate(() => {
  const found = [];
  const { clientWidth, scrollWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the document is ${scrollWidth} px wide in a window of ${clientWidth} px`);
  for (const element of document.querySelectorAll('body *')) {
    if (!element.checkVisibility() || element.closest('svg, .picture, .skip') || !element.textContent.trim()) continue;
    // Text for screen readers alone is a pixel large.
    if (element.clientWidth <= 1 && element.clientHeight <= 1) continue;
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
    const cuts = (overflow) => ['hidden', 'clip'].includes(overflow);
    if (cuts(overflowY) && element.scrollHeight > element.clientHeight + 2) found.push(`cut below: ${element.className} "${element.textContent.trim().slice(0, 40)}"`);
    if ((cuts(overflowX) || textOverflow === 'ellipsis') && element.scrollWidth > element.clientWidth + 2) found.push(`cut at the side: ${element.className} "${element.textContent.trim().slice(0, 40)}"`);
  }
  return found;
});

/** Whether a step's heading can be read where its link leads, and what lies over it if not. */
const headingIsClear = (page, id) => page.evaluate((id) => {
  const heading = document.querySelector(`#step-${id} h2`);
  const box = heading.getClientRects()[0];
  const above = document.elementFromPoint(box.left + 4, box.top + box.height / 2);
  return heading.contains(above) || heading === above ? '' : `${id}: at ${Math.round(box.top)} px lies ${above?.className || above?.tagName || 'nothing'}`;
}, id);

/** Every step in turn can be read, and nothing is cut off or too wide. */
async function everyStepIsClear(story) {
  const covered = [];
  for (const id of stepIds) {
    await story.readTo(id);
    covered.push(await headingIsClear(story.page, id));
  }
  assert.deepEqual(covered.filter(Boolean), []);
  assert.deepEqual(await faultsOfLayout(story.page), []);
}

const WINDOWS = {
  '320 px wide': { width: 320, height: 568 },
  'of a phone held sideways': { width: 740, height: 360 },
  'zoomed to 400 %': { width: 320, height: 256 },
  'as wide as a wall of 4K': { width: 3840, height: 2160 },
};
for (const [name, size] of Object.entries(WINDOWS)) {
  test(`the story can be read in a window ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    await everyStepIsClear(story);
  });
}

test('on a wall of 4K that nobody enlarged letters are larger, and labels have the room that they need', async (t) => {
  const names = async (size) => {
    const story = await open(t, '#step=in-common', { size, still: true });
    await story.arriveAt('in-common');
    return story.page.evaluate(() => {
      const seen = [...document.querySelectorAll('#map :is(.disc .label, .place-name)')].filter((label) => label.checkVisibility({ visibilityProperty: true }));
      return seen.map((label) => {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        return { text: label.textContent, px: parseFloat(getComputedStyle(label).fontSize), left, right, top, bottom };
      });
    });
  };
  const [desk, wall] = [await names(DESK), await names({ width: 3840, height: 2160 })];
  assert.ok(desk.length > 3 && wall.length >= desk.length);
  assert.equal(Math.min(...wall.map(({ px }) => px)) / Math.min(...desk.map(({ px }) => px)), 1.5);
  const overlap = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  assert.deepEqual(wall.filter((a, i) => wall.slice(i + 1).some((b) => overlap(a, b))).map(({ text }) => text), []);
});

for (const [name, size] of [['a desk', DESK], ['a phone', PHONE]]) {
  test(`wider spacing of text cuts nothing off, on ${name}`, async (t) => {
    const story = await open(t, '', { size, still: true });
    // The values of WCAG 2.2, 1.4.12.
    await story.page.addStyleTag({ content: '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }' });
    await everyStepIsClear(story);
  });
}

test('a projector that stands upright shows each step whole', async (t) => {
  const { page } = await open(t, '?mode=present', { size: { width: 1080, height: 1920 }, wait: false, still: true });
  await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0 && document.querySelector('.teach-bar .turn')?.textContent);
  for (const id of stepIds) {
    await page.evaluate((id) => { location.hash = `#step=${id}`; }, id);
    await page.waitForFunction((id) => document.querySelector('[data-step][aria-current]')?.dataset.step === id, id);
    const outside = await page.evaluate(() => ['.on-screen h1', '#map', '#timeline', '.teach-bar'].filter((selector) => {
      const { left, right, top, bottom, height } = document.querySelector(selector).getBoundingClientRect();
      return height < 40 || left < -1 || right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1;
    }));
    assert.deepEqual(outside, [], id);
    assert.deepEqual(await faultsOfLayout(page), [], id);
  }
});

for (const dark of [false, true]) {
  test(`text stands out by seven to one, ${dark ? 'dark' : 'light'}`, async (t) => {
    const story = await open(t, '', { dark, still: true });
    await story.page.evaluate(AXE);
    const { violations } = await story.page.evaluate(() => window.axe.run(document, { runOnly: ['color-contrast-enhanced'], resultTypes: ['violations'] }));
    assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map(({ target, any }) => `${target} ${any[0]?.message}`)), []);
  });
}

test('who asks for more contrast gets no faint ink', needs('more contrast'), async (t) => {
  const story = await open(t);
  const ink = () => story.page.evaluate(() => ['--ink', '--ink-soft', '--ink-faint'].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()));
  assert.notEqual(new Set(await ink()).size, 1);
  await story.page.emulateMedia({ contrast: 'more' });
  assert.equal(new Set(await ink()).size, 1);
});

test('in forced colours marks, numbers and the focus can be seen', needs('forced colours'), async (t) => {
  const story = await open(t, '#step=zone-a');
  await story.page.emulateMedia({ forcedColors: 'active' });
  await story.arriveAt('zone-a');
  const unseen = await story.page.evaluate(() => {
    const paper = getComputedStyle(document.body).backgroundColor;
    const none = ['none', 'transparent', 'rgba(0, 0, 0, 0)', paper];
    return [...document.querySelectorAll('#map [data-project] .mark, #timeline [data-event] .mark, .tally .named b')].filter((mark) => {
      const { fill, stroke, backgroundColor, color, borderTopColor } = getComputedStyle(mark);
      return (mark instanceof SVGElement ? [fill, stroke] : [backgroundColor, color, borderTopColor]).every((ink) => none.includes(ink));
    }).map((mark) => mark.outerHTML.slice(0, 120));
  });
  assert.deepEqual(unseen, []);
  await story.page.locator('#map [data-project="zone-a"]').focus();
  await story.page.keyboard.press('Tab');
  const outline = await story.page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
  assert.ok(outline);
});

test('a pen moves the map', needs('devtools'), async (t) => {
  const story = await open(t);
  const box = await story.page.locator('#map').boundingBox();
  const before = await story.camera();
  const devtools = await story.page.context().newCDPSession(story.page);
  const [x, y] = [box.x + box.width * 0.3, box.y + box.height * 0.8];
  const pen = (type, dx, buttons) => devtools.send('Input.dispatchMouseEvent', { type, x: x + dx, y, button: type === 'mouseMoved' ? 'none' : 'left', buttons, clickCount: 1, pointerType: 'pen', force: 0.5 });
  await pen('mousePressed', 0, 1);
  for (const dx of [10, 20, 40, 60]) await pen('mouseMoved', dx, 1);
  await pen('mouseReleased', 60, 0);
  await story.restOnMap();
  assert.notEqual(await story.camera(), before);
});
