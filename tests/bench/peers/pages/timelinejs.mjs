import { Timeline } from '@knight-lab/timelinejs/src/js/index.js';
import '@knight-lab/timelinejs/dist/css/timeline.css';

// It has no map: each slide has a picture of one. A project's slide holds its own step; the title holds the others.
const { title, told, sites } = STORY;
const media = { url: new URL('map.svg', location.href).href, alt: 'Map of the four places' };
const text = (steps) => steps.map(({ title, body }) => `<h3>${title}</h3>${body.map((p) => `<p>${p}</p>`).join('')}`).join('');
const own = new Set(sites.map(({ step }) => step));

const timeline = new Timeline('timeline', {
  title: { text: { headline: title, text: text(told.filter(({ id }) => !own.has(id))) }, media },
  events: sites.map(({ name, step, year }) => ({ start_date: { year }, text: { headline: name, text: text(told.filter(({ id }) => id === step)) }, media })),
}, { font: null, script_path: location.href });
timeline.on('loaded', () => requestAnimationFrame(() => setTimeout(() => {
  window.__ready = performance.now();
})));
// Nothing scrolls in it, so that the benchmark steps through it.
window.__next = () => timeline.goToNext();
