// What a machine can check of WCAG 2.2 A and AA: all of axe's rules for it and its best practices, those that it leaves
// out by default too; what axe cannot decide, with our reasons; and the size of targets as a finger meets them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds and need not be mended, each with the reason: a rule, whether axe is sure (`violations`) or not
 * (`incomplete`), what axe says or which elements. An entry that nothing needs any more is a fault of its own; see
 * `unused`.
 */
const ALLOWED = [
  // What axe is sure of is a fault; here it cannot see what lies behind: a picture, another element, a pseudo-element, or one sign alone.
  { rule: 'color-contrast', kind: 'incomplete', why: 'axe does not know the ground' },
  // The signs ‹ › + − are pictures of what the name says.
  { rule: 'label-content-name-mismatch', kind: 'incomplete', on: '.stepper a, button', why: 'the text is a sign, not a word' },
  // WCAG 2.5.8, "Essential": a map's marks stand where the thing is.
  { rule: 'target-size', on: '#map *', why: 'where a mark of the map stands is what it says' },
  // A frame is named by its host, whose page has the headings.
  { rule: 'page-has-heading-one', on: '[data-mode="embed"]', why: 'what is framed stands below headings of its host' },
  { rule: 'landmark-one-main', on: '[data-mode="embed"]', why: 'map or timeline alone in a frame: its host has the main part' },
];

/** What axe finds in a page, or in a part of it, as sentences. Counts in `seen` what was looked at. */
export async function faultsOf(page, { part, where = '', seen } = {}) {
  await page.evaluate(AXE);
  const found = await page.evaluate(async ([part, tags, allowed]) => {
    const rules = Object.fromEntries(window.axe.getRules(tags).filter((r) => !r.tags.some((tag) => ['deprecated', 'experimental', 'review-item'].includes(tag) || tag.endsWith('aaa'))).map((r) => [r.ruleId, { enabled: true }]));
    const result = await window.axe.run(part ?? document, { runOnly: { type: 'rule', values: Object.keys(rules) }, iframes: false, resultTypes: ['violations', 'incomplete'] });
    const faults = [];
    const used = new Set();
    for (const kind of ['violations', 'incomplete']) {
      for (const { id, impact, nodes } of result[kind]) {
        const left = nodes.filter((node) => {
          const element = node.target.length === 1 ? document.querySelector(node.target[0]) : null;
          const at = allowed.findIndex((a) => a.rule === id && (!a.kind || a.kind === kind) && (!a.on || element?.matches(a.on)));
          if (at >= 0) used.add(at);
          return at < 0;
        });
        if (left.length) faults.push(`${kind === 'incomplete' ? 'undecided: ' : ''}${id} (${impact}) ${left.length} times, first ${left[0].target}: ${left[0].failureSummary?.split('\n')[1]?.trim() ?? [...left[0].any, ...left[0].all, ...left[0].none].map((c) => c.message).join('; ')}`);
      }
    }
    return { faults, used: [...used], rules: Object.keys(rules).length };
  }, [part, TAGS, ALLOWED]);
  for (const at of found.used) allowedAndSeen.add(at);
  const targets = await page.evaluate(smallTargets, part ?? null);
  if (seen) {
    seen.rules = found.rules;
    seen.targets = (seen.targets ?? 0) + targets.count;
    seen.states = (seen.states ?? 0) + 1;
  }
  return [...found.faults, ...targets.faults].map((fault) => `${where}${where && ': '}${fault}`);
}

const allowedAndSeen = new Set();
/** What is allowed and was nowhere met: each is an excuse for nothing. */
export const unused = () => ALLOWED.filter((_, at) => !allowedAndSeen.has(at)).map(({ rule, on }) => `${rule} ${on ?? ''}`);

/**
 * Targets that a finger misses (WCAG 2.5.8): what can be clicked is no smaller than 24 px in either direction, a field
 * together with its label. Links within a sentence are as high as its lines, and marks of the map and the timeline
 * stand where they must.
 */
function smallTargets(part) {
  const LEAST = 24;
  const TARGETS = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex="0"]';
  const within = part?.include ? part.include : part ? [part] : ['body'];
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('[aria-hidden="true"], [inert], .skip, #map, #timeline');
  const all = within.flatMap((root) => [...document.querySelectorAll(root)]).flatMap((root) => [...root.querySelectorAll(TARGETS)]).filter((e) => seen(e) && !e.disabled);
  const hull = (boxes) => ({
    width: Math.max(...boxes.map((b) => b.right)) - Math.min(...boxes.map((b) => b.left)),
    height: Math.max(...boxes.map((b) => b.bottom)) - Math.min(...boxes.map((b) => b.top)),
  });
  /** Whether words that are no link stand in the same block. */
  const inSentence = (e) => {
    if (!getComputedStyle(e).display.startsWith('inline')) return false;
    let block = e.parentElement;
    while (getComputedStyle(block).display === 'inline') block = block.parentElement;
    const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (/[\p{L}\p{N}]/u.test(walk.currentNode.data) && !walk.currentNode.parentElement.closest(TARGETS)) return true;
    return false;
  };
  const faults = [];
  for (const e of all) {
    const boxes = [e, ...(e.labels ?? [])].map((x) => x.getBoundingClientRect()).filter((b) => b.width > 0);
    if (!boxes.length) continue;
    const { width, height } = hull(boxes);
    if ((width < LEAST - 0.1 || height < LEAST - 0.1) && !inSentence(e)) {
      const name = e.id ? `#${e.id}` : `${e.parentElement.className ? `.${String(e.parentElement.className).split(' ')[0]} ` : ''}${e.localName}${e.className ? `.${String(e.className).split(' ')[0]}` : ''}`;
      faults.push(`a target of ${Math.round(width)} × ${Math.round(height)} px: ${name} "${(e.getAttribute('aria-label') ?? e.textContent).trim().slice(0, 30)}"`);
    }
  }
  return { count: all.length, faults: [...new Set(faults)] };
}
