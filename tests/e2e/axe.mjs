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
  // Where axe gives up, because of a picture or another element behind, a pseudo-element, or a text of one sign.
  { rule: 'color-contrast', kind: 'incomplete', why: 'measured by `contrastOf` instead' },
  // The signs ‹ › + − are pictures of what the name says.
  { rule: 'label-content-name-mismatch', kind: 'incomplete', on: '.stepper a, .tools button, button', why: 'the text is a sign, not a word' },
  // WCAG 2.5.8, "Essential": a map's and a timeline's marks stand where the thing is. The tables have the same.
  { rule: 'target-size', on: '#map *', why: 'where a mark of the map stands is what it says' },
  { rule: 'target-size', on: '#timeline *', why: 'where a mark of the timeline stands is what it says' },
  // A frame that shows one part of the page is named by its host, whose page has the headings.
  { rule: 'page-has-heading-one', on: '[data-layout="part"]', why: 'a part in a frame stands below headings of its host' },
  { rule: 'landmark-one-main', on: '[data-layout="part"]', why: 'map or timeline alone in a frame: its host has the main part' },
];

/** What axe finds in a page, or in a part of it, with all frames in it: sentences. Counts what was looked at. */
export async function faultsOf(page, { part, where = '', seen } = {}) {
  // Each frame is asked by the axe of the page around it.
  await Promise.all(page.frames().map((frame) => frame.evaluate(AXE).catch(() => {})));
  await page.evaluate(`window.contrastOf = ${contrastOf}`);
  const found = await page.evaluate(async ([part, tags, allowed]) => {
    let measured = 0;
    const rules = Object.fromEntries(window.axe.getRules(tags).filter((r) => !r.tags.some((tag) => tag === 'deprecated' || tag === 'review-item' || tag.endsWith('aaa'))).map((r) => [r.ruleId, { enabled: true }]));
    const result = await window.axe.run(part ?? document, { runOnly: { type: 'rule', values: Object.keys(rules) }, resultTypes: ['violations', 'incomplete'] });
    const faults = [];
    const used = new Set();
    for (const kind of ['violations', 'incomplete']) {
      for (const { id, impact, nodes } of result[kind]) {
        const left = nodes.filter((node) => {
          const element = node.target.length === 1 ? document.querySelector(node.target[0]) : null;
          if (id === 'color-contrast' && kind === 'incomplete' && element) {
            const { ratio, least } = window.contrastOf(element);
            if (ratio < least) faults.push(`contrast of ${ratio.toFixed(2)} instead of ${least}: ${node.target} "${element.textContent.trim().slice(0, 30)}"`);
            measured += 1;
          }
          const at = allowed.findIndex((a) => a.rule === id && (!a.kind || a.kind === kind) && (!a.on || element?.matches(a.on)));
          if (at >= 0) used.add(at);
          return at < 0;
        });
        if (left.length) faults.push(`${kind === 'incomplete' ? 'undecided: ' : ''}${id} (${impact}) ${left.length} times, first ${left[0].target}: ${left[0].failureSummary?.split('\n')[1]?.trim() ?? [...left[0].any, ...left[0].all, ...left[0].none].map((c) => c.message).join('; ')}`);
      }
    }
    return { faults, used: [...used], measured, rules: Object.keys(rules).length };
  }, [part, TAGS, ALLOWED]);
  for (const at of found.used) allowedAndSeen.add(at);
  const targets = await page.evaluate(smallTargets, part ?? null);
  if (seen) {
    seen.rules = found.rules;
    seen.measured = (seen.measured ?? 0) + found.measured;
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

/**
 * The least contrast of an element's text with what may lie behind it: the nearest background that is not see-through, and
 * on the map and the timeline every colour that is drawn there.
 */
function contrastOf(element) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  /** Red, green, blue and how dense, from any colour that CSS can say. */
  const read = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reduceRight((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const style = getComputedStyle(element);
  const inSvg = element instanceof SVGElement;
  const grounds = [behind(inSvg ? element.closest('svg').parentElement : element)];
  const own = read(style.backgroundColor)[3] === 1 || element.parentElement.matches('.disc, .pile, .chip, .letter');
  const picture = own ? null : element.closest('#map, #timeline');
  if (picture) {
    const drawn = [...picture.querySelectorAll(picture.id === 'map' ? '.land .base path' : 'rect, .band')].map((e) => getComputedStyle(e)).filter((s) => s.fill !== 'none' && s.display !== 'none');
    for (const fill of new Set(drawn.map((s) => s.fill))) grounds.push(over(read(fill), grounds[0]));
  }
  let density = 1;
  for (let at = element; at; at = at.parentElement) density *= Number(getComputedStyle(at).opacity);
  const [r, g, b, a] = read(inSvg ? style.fill : style.color);
  const size = Number.parseFloat(style.fontSize);
  const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
  const ratio = Math.min(...grounds.map((ground) => {
    const [one, two] = [light(over([r, g, b, a * density], ground)), light(ground)].sort((x, y) => y - x);
    return (one + 0.05) / (two + 0.05);
  }));
  return { ratio, least };
}
