// The public contract of the built page: embedders rely on these names, so a change must be noticed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { none } from './none.mjs';
import { claims, events, projects, stepIds } from './seeds.mjs';

const { open } = theSite();
const ids = (list) => list.map((entry) => entry.id).sort();
const within = (story, place, attribute) => story.page.$$eval(`${place} [${attribute}]`, (marks, name) => [...new Set(marks.map((m) => m.getAttribute(name)))].sort(), attribute);

test('every step is a section with its address, in the order of the story', async (t) => {
  const story = await open(t);
  const sections = await story.page.$$eval('[data-step]', (all) => all.map((e) => [e.tagName, e.id, e.dataset.step]));
  assert.deepEqual(sections, stepIds.map((id) => ['SECTION', `step-${id}`, id]));
});

test('exactly one step is current at every step of the way', async (t) => {
  const story = await open(t, '', { still: true });
  for (const id of stepIds) {
    await story.readTo(id);
    assert.deepEqual(await story.page.$$eval('[data-step][aria-current]', (all) => all.map((e) => [e.id, e.ariaCurrent])), [[`step-${id}`, 'step']]);
  }
});

test('the four projects are marked in the tally, on the map, in the narrative and in the table', async (t) => {
  const story = await open(t);
  for (const place of ['.tally', '#map', '#story', '#places', '#chronology']) {
    assert.deepEqual(await within(story, place, 'data-project'), ids(projects), place);
  }
});

test('every event is marked once on the timeline and once in the list', async (t) => {
  const story = await open(t);
  for (const place of ['#timeline', '#chronology']) {
    const marked = await story.page.$$eval(`${place} [data-event]`, (all) => all.map((e) => e.dataset.event).sort());
    assert.deepEqual(marked, ids(events), place);
  }
});

test('every mark has an accessible name of its own', needs('devtools'), async (t) => {
  const story = await open(t);
  // The browser's own accessibility tree says what a screen reader would be told.
  const session = await story.page.context().newCDPSession(story.page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const named = new Map(nodes.filter((n) => n.backendDOMNodeId).map((n) => [n.backendDOMNodeId, n]));
  const { root } = await session.send('DOM.getDocument', { depth: 0 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: '#map [data-project], .tally [data-project], #timeline [data-event]' });
  assert.equal(nodeIds.length, 2 * projects.length + events.length);
  for (const nodeId of nodeIds) {
    const { node } = await session.send('DOM.describeNode', { nodeId });
    const seen = named.get(node.backendNodeId);
    assert.equal(seen?.role?.value, 'link', `${node.attributes.join(' ')} is not a link to a screen reader`);
    assert.ok(seen.name?.value?.trim(), `${node.attributes.join(' ')} has no name`);
  }
});

test('marks of the same place have different names', async (t) => {
  const story = await open(t);
  const names = await story.page.$$eval('#timeline [data-event]', (all) => all.map((e) => e.getAttribute('aria-label')));
  assert.equal(new Set(names).size, names.length, names.filter((n, i) => names.indexOf(n) !== i).join(' | '));
});

test('every statement resolves to a claim of the seeds and to its note', async (t) => {
  const story = await open(t);
  const said = await story.page.$$eval('[data-claim]', (all) => all.map((e) => ({
    id: e.dataset.claim,
    says: e.textContent.trim(),
    note: Boolean(document.getElementById(`note-${e.dataset.claim}`)?.textContent.trim()),
    leads: e.nextElementSibling?.getAttribute('href'),
  })));
  const known = new Set(claims.map((c) => c.id));
  assert.ok(said.length > 60, `${said.length} statements`);
  for (const one of said) {
    assert.ok(one.says && known.has(one.id) && one.note, JSON.stringify(one));
    assert.equal(one.leads, `#note-${one.id}`, `${one.id} has no number beside it`);
  }
});

test('the numbers of the notes are those in the text', async (t) => {
  const story = await open(t);
  const numbers = await story.page.$$eval('a.ref', (all) => all.map((a) => {
    const note = document.getElementById(a.getAttribute('href').slice(1));
    return { said: Number(a.textContent), note: [...note.parentElement.children].indexOf(note) + 1, html: a.outerHTML };
  }));
  none(numbers, ({ said, note }) => said !== note, 60);
});

test('no name is empty, no id doubled, no link within the page leads nowhere', async (t) => {
  const story = await open(t);
  const faults = await story.page.evaluate(() => {
    const found = [...document.querySelectorAll('[aria-label=""], [aria-label=" "]')].map((e) => `empty name: ${e.outerHTML.slice(0, 80)}`);
    const all = [...document.querySelectorAll('[id]')].map((e) => e.id);
    found.push(...all.filter((id, i) => all.indexOf(id) !== i).map((id) => `doubled: ${id}`));
    for (const element of document.querySelectorAll('[href^="#"], [aria-labelledby], [aria-describedby], [aria-controls]')) {
      const wanted = element.getAttribute('href')?.slice(1) ?? ['aria-labelledby', 'aria-describedby', 'aria-controls'].map((a) => element.getAttribute(a)).find(Boolean);
      if (!wanted || !document.getElementById(wanted)) found.push(`leads nowhere: ${wanted}`);
    }
    return found;
  });
  assert.deepEqual(faults, []);
});

test('the page says when it responds, and says nothing else in the console', async (t) => {
  const story = await open(t);
  assert.equal(await story.page.evaluate(() => performance.getEntriesByName('story-ready', 'mark').length), 1);
  await story.readTo('method');
  assert.deepEqual(story.troubles, []);
});
