// On paper: real PDFs from real windows, read back. Marks stand where the paper's own map has them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DESK, PHONE, TABLET, needs, theSite } from './browser.mjs';

const { open } = theSite();

/** The texts of a page of a PDF with their places, in points from the lower left. */
async function textsOf(data, number = 1) {
  const file = await getDocument({ data: new Uint8Array(data), verbosity: 0 }).promise;
  const { items } = await (await file.getPage(number)).getTextContent();
  const texts = items.filter((item) => item.str.trim()).map(({ str, transform, width, height }) => ({ str: str.trim(), x: transform[4] + width / 2, y: transform[5] + height / 3 }));
  await file.destroy();
  return texts;
}

/** Where the letters of a name that runs along a line lie on average. Each is drawn twice: its halo, and itself. */
function nameOnLand(texts, name) {
  const letters = [...name.toUpperCase().replaceAll(' ', '')].flatMap((letter) => [letter, letter]);
  const at = texts.findIndex((_, i) => letters.every((letter, k) => texts[i + k]?.str === letter));
  if (at < 0) return undefined;
  const found = texts.slice(at, at + letters.length);
  const mean = (key) => found.reduce((sum, one) => sum + one[key], 0) / found.length;
  return { x: mean('x'), y: mean('y') };
}

/** The middle of a line, by its length. */
function middle(line) {
  const pieces = line.slice(1).map((p, i) => ({ from: line[i], to: p, length: Math.hypot(p[0] - line[i][0], p[1] - line[i][1]) }));
  let left = pieces.reduce((sum, p) => sum + p.length, 0) / 2;
  for (const { from, to, length } of pieces) {
    if (left <= length) return [0, 1].map((k) => from[k] + ((to[k] - from[k]) * left) / length);
    left -= length;
  }
  return line.at(-1);
}

/** Km on paper from where its land says that a place lies to where its mark is drawn, for each project that is found. */
async function misprints(story, data) {
  const atlas = await story.atlas();
  const texts = await textsOf(data);
  const land = atlas.land_names.map(({ name, line }) => ({ name, plane: middle(line), paper: nameOnLand(texts, name) })).filter(({ paper }) => paper);
  assert.ok(land.length >= 2, `${land.length} names on the land were found`);
  // The two names farthest apart say how the land lies on the paper.
  const pairs = land.flatMap((a, i) => land.slice(i + 1).map((b) => [a, b, Math.hypot(a.plane[0] - b.plane[0], a.plane[1] - b.plane[1])]));
  const [a, b] = pairs.sort((p, q) => q[2] - p[2])[0];
  const scale = Math.hypot(a.paper.x - b.paper.x, a.paper.y - b.paper.y) / Math.hypot(a.plane[0] - b.plane[0], a.plane[1] - b.plane[1]);
  const plane = ({ x, y }) => [a.plane[0] + (x - a.paper.x) / scale, a.plane[1] - (y - a.paper.y) / scale];
  // Two of the four numbers stand above each other on one place: their middle is meant.
  const numbers = new Map();
  for (const text of texts.slice(texts.findIndex((t) => t.str === a.name[0].toUpperCase()))) if (/^[1-4]$/.test(text.str) && !numbers.has(text.str)) numbers.set(text.str, text);
  assert.equal(numbers.size, 4, 'numbers of projects on the map');
  const places = new Map();
  atlas.projects.forEach((project) => places.set(project.place, [...(places.get(project.place) ?? []), numbers.get(String(project.number))]));
  return [...places].map(([place, discs]) => {
    const [x, y] = plane({ x: discs.reduce((s, d) => s + d.x, 0) / discs.length, y: discs.reduce((s, d) => s + d.y, 0) / discs.length });
    return { place: atlas.places[place].id, km: Math.hypot(x - atlas.places[place].at[0], y - atlas.places[place].at[1]) };
  });
}

const WINDOWS = { 'a desk': { size: DESK }, 'a phone': { size: PHONE }, 'a tablet by night': { size: TABLET, dark: true }, 'a page without script': { script: false } };

for (const [name, wishes] of Object.entries(WINDOWS)) {
  test(`marks are printed where the map has them, from ${name}`, needs('pdf', ...(wishes.script === false ? ['script switched off'] : [])), async (t) => {
    const story = await open(t, '', { still: true, ...wishes });
    if (wishes.script === false) {
      // What the engines would know is asked of a page that has them.
      const other = await open(t, '', { still: true });
      story.atlas = () => other.atlas();
    }
    // As most people print: without backgrounds.
    const found = await misprints(story, await story.page.pdf({ format: 'A4', printBackground: false }));
    assert.equal(found.length, 3);
    assert.deepEqual(found.filter(({ km }) => km > 25), []);
  });
}

test('marks are printed where the map has them after a hand has moved it, and at another step', needs('pdf'), async (t) => {
  const story = await open(t, '', { still: true });
  await story.page.locator('#map').press('+');
  await story.restOnMap();
  await story.page.locator('#map').press('ArrowLeft');
  await story.restOnMap();
  for (const step of ['by hand', 'in-common']) {
    if (step !== 'by hand') await story.readTo(step);
    const found = await misprints(story, await story.page.pdf({ format: 'Letter', printBackground: false }));
    assert.deepEqual(found.filter(({ km }) => km > 25), [], step);
  }
});

test('what is drawn with a fill can be read where backgrounds are not printed', needs('pdf', 'print media'), async (t) => {
  const story = await open(t, '', { still: true });
  await story.page.emulateMedia({ media: 'print' });
  const adjusted = await story.page.$$eval('#map .disc b, .tally .chip b, .letter, .state-sign', (all) => all.map((e) => getComputedStyle(e).printColorAdjust ?? getComputedStyle(e).webkitPrintColorAdjust));
  assert.ok(adjusted.length > 12, `${adjusted.length} looked at`);
  assert.deepEqual(adjusted.filter((how) => how !== 'exact'), []);
});
