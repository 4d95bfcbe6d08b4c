// Measures where marks stand on the map, independently of the style sheet that places them.

/** Runs in the page: places whose mark is more than a pixel from where the land's own SVG has that place. */
export function misplaced(places) {
  const onScreen = document.querySelector('#map .land svg.camera').getScreenCTM();
  const faults = [];
  for (const place of places) {
    const mark = document.querySelector(`#map .at-${place.id}`);
    if (!mark) continue;
    const wanted = new DOMPoint(place.at[0], place.at[1]).matrixTransform(onScreen);
    const box = mark.getBoundingClientRect();
    if (Math.hypot(box.left - wanted.x, box.top - wanted.y) > 1) faults.push(`${place.id}: at ${box.left}, ${box.top} instead of ${wanted.x}, ${wanted.y}`);
  }
  return faults;
}

/** Runs in the page: subjects on the map that a reader cannot see whole, and marks that cover each other. */
export function hiddenOrCrossed() {
  const faults = [];
  const seen = [...document.querySelectorAll('#map .badge:not(.is-hidden)')].filter((b) => getComputedStyle(b).visibility === 'visible');
  // A closed pile is one mark, with one target of its own.
  const boxes = seen.filter((badge) => !badge.closest('.is-closed') || badge.matches(':first-child')).map((badge) => [badge.querySelector('[data-project]').dataset.project, badge.querySelector('a').getBoundingClientRect()]);
  for (const [i, [name, a]] of boxes.entries()) {
    for (const [other, b] of boxes.slice(i + 1)) {
      const [across, down] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
      if (across > 1 && down > 1) faults.push(`${name} and ${other} lie over each other`);
    }
  }
  for (const badge of seen.filter((b) => b.classList.contains('is-subject'))) {
    const link = badge.querySelector('a');
    const box = link.getBoundingClientRect();
    const corners = [[box.left + 3, box.top + 3], [box.right - 3, box.top + 3], [box.left + 3, box.bottom - 3], [box.right - 3, box.bottom - 3], [(box.left + box.right) / 2, (box.top + box.bottom) / 2]];
    const covered = corners.map(([x, y]) => document.elementFromPoint(x, y)).filter((above) => !link.contains(above));
    if (covered.length) faults.push(`${link.dataset.project} is out of the frame or under ${covered.map((e) => e?.className?.baseVal ?? e?.className ?? 'nothing').join(', ')}`);
  }
  return faults;
}
