// What the three scrolling peers share: scrollama says which step is read, and the map flies there.
// The page's marks for the benchmark: __ready when it can be used, __fly to move the camera.
import scrollama from 'scrollama';

export const COLOURS = { land: '#f0eadd', line: '#a8a290', site: '#9a3412', sea: '#e3e9ea' };
const FLIGHT_MS = 1200;

const json = async (url) => (await fetch(url)).json();

/** Runs the page; `create(element, land, sites, camera)` makes the map and resolves to its `fly(camera, ms)`. */
export async function run(create) {
  const { told, sites } = STORY;
  const count = Number(/^sites:(\d+)$/.exec(new URLSearchParams(location.search).get('bench') ?? '')?.[1] ?? 0);
  const [land, many] = await Promise.all([json('land.json'), count ? json('many.json') : []]);
  const shown = count ? many.slice(0, count).map(([lon, lat], i) => ({ name: `Site ${i}`, lon, lat })) : sites;
  const fly = await create(document.getElementById('map'), land, shown, told[0]);
  const marks = [document.querySelectorAll('.step'), document.querySelectorAll('#line li')];
  scrollama().setup({ step: '.step', offset: 0.6 }).onStepEnter(({ index }) => {
    for (const list of marks) list.forEach((element, i) => element.classList.toggle('on', i === index));
    fly(told[index], FLIGHT_MS);
  });
  // After the frame in which all of it is painted.
  requestAnimationFrame(() => setTimeout(() => {
    window.__fly = fly;
    window.__ready = performance.now();
  }));
}
