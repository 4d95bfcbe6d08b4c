// A reader can check every statement where it stands: who says it, how sure, what speaks against it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, needs, theSite } from './browser.mjs';
import { argumentWords, claims, claimWords, conflicts, facilities, names, sources, steps, ui } from './seeds.mjs';

const { open } = theSite();
const plain = (sentence) => sentence.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
const squeezed = (text) => text.replace(/\s+/g, ' ').trim();
const claimOf = (id) => claims.find((claim) => claim.id === id);
const publisherOf = (id) => sources.find((source) => source.id === claimOf(id).source).publisher;
const opened = (story) => story.page.locator('#provenance:popover-open');
const confidence = { high: ui.confidence_high, medium: ui.confidence_medium, low: ui.confidence_low, single: ui.confidence_single };

for (const [name, size] of [['on a desk', DESK], ['on a phone', PHONE]]) {
  test(`a statement opens its source in place, ${name}`, async (t) => {
    const story = await open(t, '#step=zone-a', { size, still: true });
    await story.arriveAt('zone-a');
    const [before, statement] = [await story.scrollY(), story.step('zone-a').locator('[data-claim="a-p3-phase-1"]').first()];
    // At the foot of the window, where no picture lies over it.
    await statement.evaluate((e) => e.scrollIntoView({ block: 'end' }));
    await story.nextFrames(2);
    const y = await story.scrollY();
    // By the mouse alone: a driver's own click may scroll first.
    await story.page.mouse.click(...await statement.evaluate((e) => {
      const { left, top, width, height } = e.getClientRects()[0];
      return [left + width / 2, top + height / 2];
    }));
    const source = opened(story);
    await source.waitFor();
    const says = squeezed(await source.textContent());
    for (const part of [claimWords['a-p3-phase-1'], publisherOf('a-p3-phase-1'), ui.paragraph.replace('{p}', 'P3'), confidence.low, claimWords['p-green-operation']]) {
      assert.ok(says.includes(part), `it does not say "${part}": ${says}`);
    }
    const box = await source.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width + 1 && box.y + box.height <= size.height + 1, JSON.stringify(box));
    assert.equal(await story.scrollY(), y, `the page moved, from ${before}`);
    assert.deepEqual(story.ownTroubles(), []);
  });
}

test('by keyboard: Enter on a number opens the source, Escape closes it and gives the focus back', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.arriveAt('zone-a');
  const number = story.step('zone-a').locator('a.ref[href="#note-p-green-operation"]').first();
  await number.focus();
  await story.page.keyboard.press('Enter');
  await opened(story).waitFor();
  assert.ok(await story.page.evaluate(() => document.getElementById('provenance').contains(document.activeElement)), 'the focus is elsewhere');
  assert.equal(await story.page.evaluate(() => location.hash), '#step=zone-a');
  await story.page.keyboard.press('Escape');
  await opened(story).waitFor({ state: 'detached' });
  assert.ok(await number.evaluate((e) => e === document.activeElement), 'the focus did not come back');
  assert.equal(await story.currentStep(), 'zone-a');
});

test('what contradicts a statement opens from it, and the list of notes is one link away', async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.arriveAt('zone-a');
  await story.step('zone-a').locator('[data-claim="a-p3-phase-1"]').first().click();
  await opened(story).locator('a.ref[href="#note-p-green-operation"]').click();
  const url = sources.find((s) => s.id === claimOf('p-green-operation').source).url;
  assert.deepEqual(await opened(story).locator('a.url').evaluateAll((all) => all.map((a) => a.getAttribute('href'))), url ? [url] : []);
  assert.ok((await opened(story).textContent()).includes(claimWords['p-green-operation']));
  await opened(story).locator('.to-note').click();
  const note = story.page.locator('#note-p-green-operation:target');
  await note.waitFor();
  const box = await note.boundingBox();
  assert.ok(box.y >= 0 && box.y < DESK.height, 'the note is not in view');
  await story.back();
  await story.arriveAt('zone-a');
  assert.deepEqual(story.ownTroubles(), []);
});

test('words that a reader marks open nothing', needs('double clicks'), async (t) => {
  const story = await open(t, '#step=zone-a', { still: true });
  await story.arriveAt('zone-a');
  await story.step('zone-a').locator('[data-claim="p-green-operation"]').first().dblclick();
  assert.ok(await story.page.evaluate(() => String(getSelection()).length > 0));
  await story.page.keyboard.press('Escape');
  const statement = story.step('zone-a').locator('[data-claim="p-green-operation"]').first();
  await statement.selectText();
  await statement.dispatchEvent('click');
  assert.equal(await opened(story).count(), 0);
});

test('every note says by whom, how sure, which paragraph, and what contradicts it', async (t) => {
  const story = await open(t, '', { script: false });
  const notes = await story.page.$$eval('#notes li', (all) => all.map((li) => [li.id.slice('note-'.length), li.textContent]));
  assert.deepEqual(notes.map(([id]) => id).sort(), claims.map((c) => c.id).sort());
  for (const [id, text] of notes) {
    const claim = claimOf(id);
    const wanted = [claimWords[id], publisherOf(id), confidence[claim.confidence], ...claim.contradicts.map((other) => claimWords[other])];
    if (claim.paragraph) wanted.push(ui.paragraph.replace('{p}', claim.paragraph));
    for (const part of wanted) assert.ok(squeezed(text).includes(squeezed(part)), `${id} does not say "${part}"`);
  }
});

test('each argument stands in its step, in four parts', async (t) => {
  const story = await open(t, '', { script: false });
  const shown = steps.filter((step) => step.figures.some((f) => f.startsWith('argument:'))).map((step) => [step.id, step.figures.find((f) => f.startsWith('argument:')).split(':')[1]]);
  assert.deepEqual(shown.map(([, id]) => id).sort(), Object.keys(argumentWords).sort());
  for (const [step, id] of shown) {
    for (const part of ['claimed', 'supports', 'against', 'settle']) {
      const said = await story.step(step).locator(`#argument-${id} .${part} li`).evaluateAll((all) => all.map((li) => {
        const copy = li.cloneNode(true);
        copy.querySelectorAll('.ref').forEach((ref) => ref.remove());
        return copy.textContent;
      }));
      assert.deepEqual(said.map(squeezed), argumentWords[id][part].map(plain), `${id}, ${part}`);
    }
  }
});

test('the matrix has for each facility a cell for each of its stages, with state and sources', async (t) => {
  const story = await open(t, '', { script: false });
  const rows = await story.page.$$eval('.matrix tr[data-row]', (all) => all.map((tr) => ({
    id: tr.dataset.row,
    name: tr.querySelector('th').textContent,
    cells: [...tr.querySelectorAll('td[data-stage]')].map((td) => ({
      stage: td.dataset.stage, state: td.querySelector('.state').textContent, notes: [...td.querySelectorAll('a.ref')].map((a) => a.getAttribute('href')),
    })),
    columns: tr.children.length,
  })));
  assert.equal(rows.length, facilities.length);
  for (const facility of facilities) {
    const row = rows.find((r) => r.id === facility.id);
    assert.equal(row.name, names.facilities[facility.id]);
    const cell = (stage) => ({ stage, state: names.standings[facility.standing], notes: facility.claims.map((id) => `#note-${id}`) });
    assert.deepEqual(row.cells.map((c) => c.stage).sort(), [...facility.stages].sort(), facility.id);
    for (const one of row.cells) assert.deepEqual(one, cell(one.stage));
  }
  assert.equal(new Set(rows.map((r) => r.columns)).size, 1, 'the rows are not of one length');
  const above = await story.page.locator('.matrix blockquote').textContent();
  assert.ok(above.includes(claimOf('a-p9-allies').quote.text));
});

test('what is contested shows every side with its evidence', async (t) => {
  const story = await open(t, '', { script: false });
  for (const conflict of conflicts) {
    const sides = await story.page.locator(`#contested-${conflict.id} .side`).evaluateAll((all) => all.map((side) => ({
      says: side.querySelector('p').textContent, evidence: [...side.querySelectorAll('[data-claim]')].map((e) => e.dataset.claim),
    })));
    assert.deepEqual(sides, conflict.sides.map((side, i) => ({ says: names.conflicts[conflict.id].sides[i], evidence: side.claims })));
  }
});
