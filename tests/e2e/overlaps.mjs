// Measures the labels of the map as they are drawn, whoever placed them.

/** Labels that lie over each other, over a mark or over what is written on the map beside them, in words. */
export function overlaps(page) {
  return page.evaluate(() => {
    const isSeen = (e) => {
      const { visibility, opacity } = getComputedStyle(e);
      return visibility === 'visible' && opacity !== '0';
    };
    const all = (selector) => [...document.querySelectorAll(selector)].filter(isSeen);
    const boxes = (selector) => all(selector).map((e) => ({ name: e.textContent.trim() || e.dataset.facility || e.className, boxes: [e.getBoundingClientRect()] }));
    // Names on the land lie along lines, so that each letter is measured: the middle half of its box, which is upright around a
    // letter that is not, and as high as the face that an engine borrows for it.
    const letters = (text) => {
      const toScreen = text.getScreenCTM();
      const corner = (x, y) => new DOMPoint(x, y).matrixTransform(toScreen);
      return Array.from({ length: text.getNumberOfChars() }, (_, i) => {
        const { x, y, width, height } = text.getExtentOfChar(i);
        const corners = [1 / 4, 3 / 4].flatMap((a) => [1 / 4, 3 / 4].map((b) => corner(x + a * width, y + b * height)));
        const [xs, ys] = ['x', 'y'].map((key) => corners.map((c) => c[key]));
        return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
      });
    };
    const labels = boxes('#map .places .label');
    const land = all('#map .province-names .label').map((e) => ({ name: e.textContent, boxes: letters(e) }));
    const marks = boxes('#map .disc b, #map .plant');
    const beside = boxes('#map .map-note, .scale text');
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    const cross = (a, b) => a.boxes.some((one) => b.boxes.some((other) => meet(one, other)));
    const named = [...labels, ...land];
    return named.flatMap((a, i) => [...named.slice(i + 1), ...marks, ...beside].filter((b) => cross(a, b)).map((b) => `${a.name} × ${b.name}`));
  });
}

/** Names on the timeline that lie over each other or over a mark that the step speaks of, or reach beyond it, in words. */
export function overlapsInTime(page) {
  return page.evaluate(() => {
    const spokenOf = [...document.querySelectorAll('#timeline .event:not(.is-quiet, .is-hidden)')];
    const part = (selector, what) => spokenOf.map((event) => ({ event, name: what + event.closest('a').dataset.event, box: event.querySelector(selector).getBoundingClientRect() }));
    const names = part('.event-label', 'name of ').filter(({ box }) => box.width > 0);
    const marks = part('.mark', 'mark of ');
    const ruler = document.querySelector('#timeline .ruler').getBoundingClientRect();
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return names.flatMap((a, i) => [
      ...[...names.slice(i + 1), ...marks].filter((b) => b.event !== a.event && meet(a.box, b.box)).map((b) => `${a.name} × ${b.name}`),
      ...(a.box.left < ruler.left - 1 || a.box.right > ruler.right + 1 ? [`${a.name} reaches beyond the timeline`] : []),
    ]);
  });
}
