// What others do to the page: translators, extensions, clean-up scripts, hosts that run our script twice. The story goes on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';


const { open } = theSite();
const languages = ['en', 'zh-Hans'];

/** Runs in the page. A translator puts each text in two elements of its own, with other words. */
function translate() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  for (let node; (node = walker.nextNode());) if (node.data.trim() && !node.parentElement.closest('script, style, font')) texts.push(node);
  for (const text of texts) {
    const outer = document.createElement('font'), inner = document.createElement('font');
    inner.textContent = `«${text.data}»`;
    outer.append(inner);
    text.replaceWith(outer);
  }
  return texts.length;
}

function strip() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT), comments = [];
  for (let node; (node = walker.nextNode());) comments.push(node);
  comments.forEach((comment) => comment.remove());
  return 1;
}

/** Elements of an extension before, between and within all that stands on the stage. */
function add() {
  const all = document.querySelectorAll('#stage, #stage div, #stage p, #stage ul, #stage nav, main, body');
  for (const element of all) {
    const foreign = document.createElement('x-extension');
    foreign.hidden = true;
    element.prepend(foreign, document.createComment('extension'));
    element.append(foreign.cloneNode());
  }
  return all.length;
}

/** Every third element of the stage that no other holds is taken out, and some are put back as copies. */
function remove() {
  const leaves = [...document.querySelectorAll('#stage .unnamed, #stage .tick, #stage .lane-heads p, #stage .pile, #stage .ring')].filter((_, i) => i % 3 === 0);
  leaves.forEach((leaf) => leaf.remove());
  const note = document.querySelector('#stage .map-note');
  note.replaceWith(note.cloneNode(true));
  return leaves.length;
}

/** A page builder that runs the page's scripts once more. */
function runAgain() {
  const scripts = [...document.querySelectorAll('script[src]')];
  for (const { src, type } of scripts) {
    const again = document.createElement('script');
    Object.assign(again, { src, type });
    document.head.append(again);
  }
  return scripts.length;
}

const GUESTS = { 'is translated': translate, 'loses its comments': strip, 'gets elements of an extension': add, 'loses elements to an extension': remove, 'has its scripts run twice': runAgain };
const MOMENTS = ['before the engines', 'while the stage leads', 'when the tools are there'];

/** The step whose text is read, the map, and what the caption of the timeline says. */
const seen = (story) => story.page.evaluate(() => ({
  step: document.querySelector('[aria-current="step"]')?.dataset.step,
  caption: document.querySelector('.timeline-caption').textContent,
  marks: document.querySelectorAll('#map .badge:not(.is-hidden)').length,
}));

for (const lang of languages) {
  for (const [what, act] of Object.entries(GUESTS)) {
    // In the second language the moment that hurt most.
    for (const moment of lang === languages[0] ? MOMENTS : MOMENTS.slice(2)) {
      test(`a page that ${what} ${moment} stays alive, in ${lang}`, async (t) => {
        const early = moment === MOMENTS[0], late = moment === MOMENTS[2];
        const story = await open(t, lang === languages[0] ? '' : `${lang}/`, {
          still: true,
          wait: late ? true : 'stage',
          prepare: early ? (page) => page.addInitScript(`addEventListener('DOMContentLoaded', () => (${act})())`) : undefined,
        });
        if (!early) assert.ok(await story.page.evaluate(act) > 0, 'nothing was done');
        await story.readTo('zone-a');
        const first = await seen(story);
        assert.ok(first.caption.length > 10, first.caption);
        await story.ready();
        await story.readTo('jinmeng');
        const second = await seen(story);
        assert.equal(second.step, 'jinmeng');
        assert.notEqual(second.caption, first.caption);
        assert.equal(second.marks, 4);
        // What is chosen is told, and then something else.
        const card = story.page.locator('.card h2');
        await story.onMap('jinmeng').dispatchEvent('click');
        await card.waitFor();
        const title = await card.textContent();
        if (late) await story.page.evaluate(act);
        await story.onTimeline('surge').dispatchEvent('click');
        await story.page.waitForFunction((title) => document.querySelector('.card h2')?.textContent.replace(/[«»]/g, '') !== title.replace(/[«»]/g, ''), title);
        assert.deepEqual(story.ownTroubles(), []);
      });
    }
  }
}
