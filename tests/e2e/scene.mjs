// Writes the picture down in words, so that two ways to a step can be compared line by line.

/** Runs in the page: everything that map and timeline show, sorted where the order means nothing. */
export function drawn() {
  const classes = (element) => (element.getAttribute('class') ?? '').split(/\s+/).filter(Boolean).sort().join(' ');
  const name = (element) => element.dataset.event ?? element.querySelector('[data-project]')?.dataset.project ?? '';
  const list = (selector) => [...document.querySelectorAll(selector)].map((e, i) => `${selector} ${i} ${name(e)}: ${classes(e)}`);
  const views = [...document.querySelectorAll('#map svg.camera')].map((svg) => `view ${svg.getAttribute('viewBox')}`);
  const style = document.getElementById('map').style;
  const property = (key) => Number(style.getPropertyValue(key) || getComputedStyle(document.getElementById('map')).getPropertyValue(key)).toFixed(1);
  return [
    ...views,
    `properties ${['--cx', '--cy', '--span'].map(property).join(' ')}`,
    `map: ${classes(document.getElementById('map'))}`,
    ...list('#map .badge'), ...list('#map .place:not(.facility)'), ...list('#map .facility'), ...list('#map .ring'), ...list('#map .flow'), ...list('#map .outline'),
    ...list('#timeline [data-event] > g'), ...list('#timeline .tie'), ...list('.tally .named'),
    ...[...document.querySelectorAll('.is-chosen-passage')].map((e) => `passage ${e.dataset.claim}`),
    ...[...document.querySelectorAll('[aria-current]')].map((e) => `current ${e.id} ${e.getAttribute('aria-current')}`),
    `caption ${document.querySelector('.timeline-caption').textContent}`,
    `stepper ${document.querySelector('.stepper').textContent} ${[...document.querySelectorAll('.stepper a')].map((a) => a.getAttribute('href')).join(' ')}`,
  ];
}

/** What the stage shows of a scene; plants on the world's map are the instruments'. */
export const ofGuide = (scene) => scene.filter((line) => !line.startsWith('#map .facility'));
