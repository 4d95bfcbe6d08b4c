// Measures the labels of the map as they are drawn, whoever placed them.

/** Labels that lie over each other or over a mark, in words. */
export function overlaps(page) {
  return page.evaluate(() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].filter((e) => getComputedStyle(e).visibility === 'visible').map((e) => ({ name: e.textContent.trim() || e.dataset.facility || e.className, box: e.getBoundingClientRect() }));
    const labels = boxes('#map .places .label');
    const marks = boxes('#map .disc b, #map .plant');
    const cross = (a, b) => Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 1 && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 1;
    return labels.flatMap((a, i) => [...labels.slice(i + 1).filter((b) => cross(a, b)), ...marks.filter((m) => cross(a, m))].map((b) => `${a.name} × ${b.name}`));
  });
}
