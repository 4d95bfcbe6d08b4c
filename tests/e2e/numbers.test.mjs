// Every number that the narrative states hangs on a claim with a source: none may slip into the prose between.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';
import { none } from './none.mjs';
import { claimWords, claims } from './seeds.mjs';

const { open } = theSite();

/** Words for numbers from ten up; smaller ones count things on the page itself. */
const LARGE = /\b(ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion)\b/i;
/** Those that only repeat, or count out, what a claim beside them states. */
const RESTATED = [
  /twenty-one projects/i, // the article's 21, stated with its claim in the first paragraph
  /seventeen/i, // 21 less the four that are named
  /seven thousand tons/i, // the article's 7,000, stated with its claim in the same step
  /sixteen facilities/i, // the rows of the table
  /ten weeks/i, // from the two dates that are linked in the same sentence
];

test('every figure in the text stands in a claim, a table or beside the numbers of its notes', async (t) => {
  const story = await open(t, '', { script: false });
  const { looked, bare } = await story.page.$$eval('#story', ([main]) => {
    const found = [];
    let looked = 0;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      looked += /\d/.test(text.data) ? 1 : 0;
      // Numbers of notes, of projects and of stations are names, not statements; a side of a conflict has its notes beside it.
      if (!/\d/.test(text.data) || text.parentElement.closest('[data-claim], table, .ref, .chip b, .station label b')) continue;
      // What the laboratory computes is no statement; its bounds have their notes, and its words are checked with the seeds.
      if (text.parentElement.closest('#laboratory')) continue;
      if (text.parentElement.closest('.conflict li')?.querySelector('a.ref')) continue;
      found.push(`${text.parentElement.closest('section')?.dataset.step}: ${text.data.trim()}`);
    }
    return { looked, bare: found };
  });
  assert.ok(looked > 100, `only ${looked} figures were looked at`);
  assert.deepEqual(bare, []);
});

test('large numbers in words stand in a claim, or only repeat one', async (t) => {
  const story = await open(t, '', { script: false });
  const sentences = await story.page.$$eval('#story p, #story h2, #story figcaption, #story caption', (all) => all.filter((e) => !e.closest('#laboratory')).map((e) => {
    const copy = e.cloneNode(true);
    copy.querySelectorAll('[data-claim], .ref').forEach((inner) => inner.remove());
    return copy.textContent;
  }));
  none(sentences, (s) => LARGE.test(RESTATED.reduce((left, known) => left.replace(new RegExp(known, 'gi'), ''), s)), 50);
});

test('a figure in a statement is a figure of its claim', async (t) => {
  const story = await open(t, '', { script: false });
  const said = await story.page.$$eval('#story [data-claim]', (all) => all.map((e) => ({ id: e.dataset.claim, says: e.textContent })));
  assert.ok(said.some((s) => /\d/.test(s.says)));
  const figures = (text) => text.match(/\d[\d,.]*\d|\d/g) ?? [];
  const wrong = said.flatMap(({ id, says }) => {
    const claim = claims.find((c) => c.id === id);
    const known = figures([claimWords[id], claim.quote?.text, ...claim.figures].join(' '));
    return figures(says).filter((figure) => !known.includes(figure)).map((figure) => `${id} says ${figure}: "${says}", its claim: "${claimWords[id]}"`);
  });
  assert.deepEqual(wrong, []);
});

test('every claim on the page is a claim of the seeds', async (t) => {
  const story = await open(t, '', { script: false });
  const known = new Set(claims.map((c) => c.id));
  const named = await story.page.$$eval('[data-claim]', (all) => all.map((e) => e.dataset.claim));
  none(named, (id) => !known.has(id), 60);
});
