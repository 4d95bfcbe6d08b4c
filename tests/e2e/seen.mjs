// What a person sees of the page, as rules: they exist once, for the journey `seen.test.mjs` and for `cargo xtask look`.
// Each function runs in the page and stands alone, since it is sent there as text.

/**
 * What a reader would complain of in the picture that stands there now: `{ faults: [[rule, what]], looked: { rule: count } }`.
 * - covered: a line of the current step's heading, or the first of its text, is out of the window or under something
 * - sideways: the page, or a pane of it, can be scrolled sideways
 * - label: a label is not clearly nearer to its own mark than to every other
 * - over: two texts of the stage lie over one another
 * - cut: a text of the stage is cut at an edge, or lies in part under something
 * - year: a year's name does not stand at the tick of its year, or an event does not stand right of its own year's
 * - small: a text of the stage is set in letters that nobody can read
 */
export function look({ mode = 'page', dates = {} } = {}) {
  const faults = [], looked = { covered: 0, sideways: 0, label: 0, over: 0, cut: 0, year: 0, small: 0 };
  const say = (rule, what) => faults.push([rule, what]);
  const stage = document.getElementById('stage'), map = document.getElementById('map');

  const alpha = (colour) => {
    if (!colour || colour === 'none' || colour === 'transparent') return 0;
    const numbers = colour.match(/[\d.]+%?/g) ?? [];
    const last = /[/]|rgba|hsla/.test(colour) ? numbers.at(-1) : '1';
    return last.endsWith('%') ? parseFloat(last) / 100 : Number(last);
  };
  const isSeen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  /** Whether something hides what lies under it. */
  const paints = (e) => {
    const style = getComputedStyle(e);
    if (Number(style.opacity) < 0.5) return false;
    if (e instanceof SVGElement && !(e instanceof SVGSVGElement)) return e instanceof SVGGeometryElement && alpha(style.fill) > 0.5;
    return e instanceof HTMLCanvasElement || e instanceof HTMLImageElement || alpha(style.backgroundColor) > 0.5 || style.backgroundImage !== 'none';
  };
  /** What lies over a point of an element; nothing where the element itself is on top. */
  const over = (e, x, y) => {
    for (const above of document.elementsFromPoint(x, y)) {
      if (above === e || e.contains(above) || above.contains(e)) return undefined;
      if (paints(above)) return above;
    }
    return document.documentElement;
  };
  const named = (e) => (e === document.documentElement ? 'the edge of the window' : `<${e.localName}${e.id ? `#${e.id}` : ''}${e.getAttribute('class') ? `.${e.getAttribute('class').trim().replace(/\s+/g, '.')}` : ''}>`);
  const rounded = (box) => [box.left, box.top, box.right, box.bottom].map(Math.round).join(',');
  const inWindow = (box) => box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;

  // What lets a click through is seen all the same, and what only widens a target for fingers is not.
  const clicks = new CSSStyleSheet();
  clicks.replaceSync('* { pointer-events: auto !important } ::before, ::after { pointer-events: none !important }');
  document.adoptedStyleSheets.push(clicks);

  // covered
  const step = document.querySelector('[aria-current="step"]')?.closest('[data-step]');
  const heading = mode === 'present' ? [...document.querySelectorAll('#classroom h1')].find(isSeen) : step?.querySelector('h2, h1');
  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  };
  if (!heading) say('covered', 'the current step has no heading');
  else {
    const paragraph = mode === 'present' ? undefined : step.querySelector('p:not(.kicker)');
    const first = paragraph ? lines(paragraph).slice(0, 1) : [];
    for (const [e, box, what] of [...lines(heading).map((box) => [heading, box, 'heading']), ...first.map((box) => [paragraph, box, 'first line'])]) {
      looked.covered += 1;
      const y = (box.top + box.bottom) / 2;
      const above = [box.left + 2, (box.left + box.right) / 2, box.right - 2].map((x) => over(e, x, y)).find(Boolean);
      if (!inWindow(box)) say('covered', `the ${what} (${rounded(box)}) is out of the window`);
      else if (above) say('covered', `the ${what} (${rounded(box)}) lies under ${named(above)}`);
    }
  }

  // sideways
  for (const e of [document.documentElement, document.body, ...document.querySelectorAll('main, .picture, .timeline, .on-screen')]) {
    if (e !== document.documentElement && (!isSeen(e) || !/auto|scroll/.test(getComputedStyle(e).overflowX))) continue;
    looked.sideways += 1;
    if (e.scrollWidth > e.clientWidth + 1) say('sideways', `${named(e)} by ${e.scrollWidth - e.clientWidth} px`);
  }

  /** The letters of a text along a path: the middle half of each, whose box is upright though the letter is not. */
  const alongPath = (text) => {
    const toScreen = text.getScreenCTM();
    return Array.from({ length: text.getNumberOfChars() }, (_, i) => {
      const { x, y, width, height } = text.getExtentOfChar(i);
      const corners = [1 / 4, 3 / 4].flatMap((a) => [1 / 4, 3 / 4].map((b) => new DOMPoint(x + a * width, y + b * height).matrixTransform(toScreen)));
      const [xs, ys] = ['x', 'y'].map((key) => corners.map((c) => c[key]));
      return new DOMRect(Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    });
  };
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  /** Without the room above and below the letters. */
  const core = (box) => new DOMRect(box.left, box.top + box.height * 0.15, box.width, box.height * 0.7);
  /** Where an element is clipped, and whether a reader can scroll there. */
  const clip = (e) => {
    const window_ = { left: 0, top: 0, right: innerWidth, bottom: innerHeight, scrolls: false };
    for (let up = e.parentElement; up && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up);
      if (overflowX === 'visible' && overflowY === 'visible') continue;
      if (up instanceof SVGElement && !(up instanceof SVGSVGElement)) continue;
      const box = up.getBoundingClientRect();
      window_.scrolls ||= /auto|scroll/.test(overflowX + overflowY);
      window_.left = Math.max(window_.left, box.left);
      window_.right = Math.min(window_.right, box.right);
      window_.top = Math.max(window_.top, box.top);
      window_.bottom = Math.min(window_.bottom, box.bottom);
    }
    return window_;
  };

  const texts = [];
  const walker = document.createTreeWalker(stage ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node; stage && (node = walker.nextNode());) {
    const e = node.parentElement, words = node.data.trim();
    if (!words || !isSeen(e) || e.closest('title, style, script, [hidden], .unseen')) continue;
    const style = getComputedStyle(e);
    if (alpha(e instanceof SVGElement ? style.fill : style.color) === 0) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const path = Boolean(e.closest('textPath'));
    const boxes = (path ? alongPath(e) : [...range.getClientRects()]).filter((box) => box.width > 1 && box.height > 1);
    if (boxes.length === 0) continue;
    const limits = clip(e);
    const inside = (box) => Math.min(box.right, limits.right) - Math.max(box.left, limits.left) > 1 && Math.min(box.bottom, limits.bottom) - Math.max(box.top, limits.top) > 1;
    const shown = boxes.filter(inside);
    if (shown.length === 0) continue;
    const points = shown.flatMap((box) => [box.left + 1, (box.left + box.right) / 2, box.right - 1].map((x) => [Math.min(Math.max(x, limits.left + 0.5), limits.right - 0.5), Math.min(Math.max((box.top + box.bottom) / 2, limits.top + 0.5), limits.bottom - 0.5)]));
    const covers = points.map(([x, y]) => over(e, x, y));
    if (covers.every(Boolean)) continue;
    looked.cut += 1;
    const cut = boxes.find((box) => box.left < limits.left - 1 || box.right > limits.right + 1 || box.top + box.height * 0.15 < limits.top - 1 || box.bottom - box.height * 0.15 > limits.bottom + 1);
    // A neighbour at the edge of the map is cut there as the land is.
    const isNeighbour = Boolean(e.closest('#map :is(.badge.is-quiet, .pile)'));
    if (cut && !limits.scrolls && !isNeighbour) say('cut', `"${words}" (${rounded(cut)}) at ${rounded(limits)}`);
    const above = covers.find(Boolean);
    if (above && !limits.scrolls && !isNeighbour) say('cut', `"${words}" lies in part under ${named(above)}`);
    // The size as drawn: an SVG has units of its own.
    const scale = e instanceof SVGGraphicsElement ? Math.hypot(e.getScreenCTM().a, e.getScreenCTM().b) : 1;
    texts.push({ e, words, boxes: shown, size: parseFloat(style.fontSize) * scale });
  }

  // over
  looked.over = texts.length;
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
      if (a.boxes.some((one) => b.boxes.some((other) => meet(core(one), core(other))))) say('over', `"${a.words}" and "${b.words}"`);
    }
  });

  // small
  const least = 10;
  looked.small = texts.length;
  for (const { words, size } of texts.filter((text) => text.size < least - 0.01 && !text.e.closest('textPath'))) say('small', `"${words}" in ${size.toFixed(1)} px`);

  // label
  if (map) {
    const frame = map.getBoundingClientRect();
    const span = Number(getComputedStyle(map).getPropertyValue('--span'));
    const perKm = Math.min(frame.width, frame.height) / span;
    const marks = [], labels = [];
    const add = (kind, box, place, what) => marks.push({ kind, box, place, what });
    for (const place of map.querySelectorAll('.places > .place')) {
      const at = place.querySelector('.at');
      for (const disc of [...place.querySelectorAll('.disc')].filter(isSeen)) add('disc', (disc.querySelector('b') ?? disc).getBoundingClientRect(), place, disc);
      for (const plant of [...place.querySelectorAll('.plant')].filter(isSeen)) add('plant', plant.getBoundingClientRect(), place, plant);
      if (!place.querySelector('.badge, .plant') && place.classList.contains('is-subject')) {
        const { left, top } = at.getBoundingClientRect();
        add('point', new DOMRect(left - 3.5, top - 3.5, 7, 7), place, at);
      }
      const radius = perKm * (Number(getComputedStyle(at).getPropertyValue('--r')) || 0);
      if (radius > 0 && isSeen(place)) {
        const { left, top } = at.getBoundingClientRect();
        marks.push({ kind: 'ring', x: left, y: top, radius, place, what: at });
      }
      for (const label of [...place.querySelectorAll('.label')].filter(isSeen)) labels.push({ label, place });
    }
    const between = (a, b) => Math.hypot(Math.max(b.left - a.right, a.left - b.right, 0), Math.max(b.top - a.bottom, a.top - b.bottom, 0));
    const gap = (box, mark) => {
      if (mark.kind !== 'ring') return between(box, mark.box);
      const [dx, dy] = [Math.max(box.left - mark.x, mark.x - box.right, 0), Math.max(box.top - mark.y, mark.y - box.bottom, 0)];
      return Math.max(Math.hypot(dx, dy) - mark.radius, 0);
    };
    const key = ({ what, place, kind }) => `${kind} of ${what.closest('[data-project]')?.dataset.project ?? what.dataset?.facility ?? place.querySelector('[data-place]')?.dataset.place ?? 'home'}`;
    for (const { label, place } of labels) {
      const box = [...lines(label)].reduce((a, b) => (a ? new DOMRect(Math.min(a.left, b.left), Math.min(a.top, b.top), Math.max(a.right, b.right) - Math.min(a.left, b.left), Math.max(a.bottom, b.bottom) - Math.min(a.top, b.top)) : b), undefined);
      if (!box || box.right < frame.left || box.left > frame.right || box.bottom < frame.top || box.top > frame.bottom) continue;
      looked.label += 1;
      const disc = label.closest('.disc');
      const isOwn = (mark) => (disc ? mark.what === disc : mark.place === place);
      // The name of a project lies within the ring of its place.
      const isRival = (mark) => !isOwn(mark) && !(disc && mark.kind === 'ring' && mark.place === place);
      const own = Math.min(...marks.filter(isOwn).map((mark) => gap(box, mark)));
      for (const mark of marks.filter(isRival)) {
        const other = gap(box, mark);
        if (other < own + 1) say('label', `"${label.textContent.trim()}" is ${other.toFixed(1)} px from the ${key(mark)}, ${own.toFixed(1)} px from its own mark`);
      }
    }
  }

  // year
  const ticks = [...document.querySelectorAll('#timeline .tick.year')].filter(isSeen).map((tick) => tick.getBoundingClientRect().left);
  const years = [...document.querySelectorAll('#timeline .year-name')].filter(isSeen).map((e) => {
    const box = e.getBoundingClientRect();
    const ends = [box.left, (box.left + box.right) / 2, box.right];
    const tick = ticks.find((x) => ends.some((end) => Math.abs(end - x) <= 2));
    return { year: Number(e.textContent), words: e.textContent.trim(), tick, box };
  }).filter(({ box }) => box.width > 1);
  for (const { words, tick, box } of years) {
    looked.year += 1;
    if (tick === undefined) say('year', `"${words}" (${rounded(box)}) stands at no tick`);
  }
  const known = years.filter(({ tick }) => tick !== undefined).sort((a, b) => a.tick - b.tick);
  for (const [event, year] of Object.entries(dates)) {
    const mark = document.querySelector(`#timeline [data-event="${event}"] .mark`);
    if (!mark || !isSeen(mark)) continue;
    looked.year += 1;
    const { left, right } = mark.getBoundingClientRect();
    const wrong = known.find((name) => (name.year <= year ? name.tick > right + 1 : name.tick < left - 1));
    if (wrong) say('year', `${event}, of ${year}, stands on the wrong side of "${wrong.words}"`);
  }

  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== clicks);
  return { faults, looked };
}

/** Whether what has the focus is seen whole: nothing to say, or in words what is wrong with it. `null` where nothing has it. */
export function focusFault() {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const what = `<${e.localName}> "${(e.getAttribute('aria-label') ?? e.textContent ?? '').trim().slice(0, 40)}"`;
  const clicks = new CSSStyleSheet();
  clicks.replaceSync('* { pointer-events: auto !important } ::before, ::after { pointer-events: none !important }');
  document.adoptedStyleSheets.push(clicks);
  const boxes = [...e.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
  const opaque = (above) => {
    const { backgroundColor, fill, opacity } = getComputedStyle(above);
    if (Number(opacity) < 0.5) return false;
    const colour = above instanceof SVGGeometryElement ? fill : backgroundColor;
    return colour !== 'none' && !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(colour) && !(above instanceof SVGElement && !(above instanceof SVGGeometryElement));
  };
  const covering = (x, y) => {
    for (const above of document.elementsFromPoint(x, y)) {
      if (above === e || e.contains(above) || above.contains(e)) return undefined;
      if (opaque(above)) return above;
    }
    return undefined;
  };
  let fault = boxes.length === 0 ? `${what} has the focus and is not drawn` : '';
  for (const box of boxes) {
    // What is larger than the window cannot be seen whole.
    const fits = box.width <= innerWidth && box.height <= innerHeight;
    if (fits && (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) fault ||= `${what} is out of the window: ${[box.left, box.top, box.right, box.bottom].map(Math.round)}`;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const points = [[x, y], [box.left + 2, y], [box.right - 2, y], [x, box.top + 2], [x, box.bottom - 2]];
    const above = points.map(([px, py]) => (px >= 0 && py >= 0 && px < innerWidth && py < innerHeight ? covering(px, py) : undefined)).find(Boolean);
    if (above) fault ||= `${what} lies under <${above.localName} class="${above.getAttribute('class') ?? ''}">`;
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== clicks);
  return fault;
}
