// The story as every peer page tells it: our own text, our own four places and cameras, from seeds/.
import { readFileSync } from 'node:fs';
import { feature } from 'topojson-client';

const read = (name) => JSON.parse(readFileSync(new URL(`../../../seeds/${name}.json`, import.meta.url), 'utf8'));

/** The width of the window that the cameras are converted for, px, and the length of the equator, km. */
const WIDTH = 1280;
const EQUATOR = 40075;

/** The Web Mercator zoom (256 px tiles) at which a window shows `span` km at a latitude in degrees. */
const zoomOf = (span, lat) => Math.log2((WIDTH / 256) * (EQUATOR * Math.cos((lat * Math.PI) / 180)) / span);

/** Text without the marks of its claims. */
const plain = (text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');

const { steps } = read('story');
const words = read('text/en/story');
const names = read('text/en/names');
const places = new Map(read('places').map((place) => [place.id, place]));

export const title = words.title;
export const standfirst = plain(words.standfirst);

/** The steps with the camera as longitude and latitude in degrees and a zoom. */
export const told = steps.map(({ id, camera: { center: [lon, lat], span_km: span } }) => ({
  id,
  lon,
  lat,
  zoom: Number(zoomOf(span, lat).toFixed(2)),
  title: words.steps[id].title,
  body: words.steps[id].body.map(plain),
}));

/** The four projects with the middle of the place that each is drawn in, and the year of the article's quarter. */
export const sites = read('projects').map(({ id, place, step }) => {
  const [lon, lat] = places.get(place).at;
  return { name: names.projects[id].name, lon, lat, step, year: 2025 };
});

/** The outlines that our own map draws, of the same detail. */
export const topology = read('geo/land.topo');
const COLLECTIONS = ['provinces', 'neighbours'];
export const outlines = {
  type: 'FeatureCollection',
  features: COLLECTIONS.flatMap((name) => feature(topology, topology.objects[name]).features),
};

/** `count` points within the provinces, always the same ones, as [longitude, latitude] in degrees. */
export function manySites(count) {
  const rings = feature(topology, topology.objects.provinces).features
    .flatMap(({ geometry: { type, coordinates } }) => (type === 'Polygon' ? [coordinates[0]] : coordinates.map(([outer]) => outer)))
    .map((ring) => ({ ring, box: boxOf(ring) }));
  const [west, south, east, north] = rings.reduce(([w, s, e, n], { box }) => [Math.min(w, box[0]), Math.min(s, box[1]), Math.max(e, box[2]), Math.max(n, box[3])], [180, 90, -180, -90]);
  const points = [];
  // A linear congruential generator (Park and Miller 1988), so that every run has the same points.
  let seed = 1;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  while (points.length < count) {
    const [x, y] = [west + random() * (east - west), south + random() * (north - south)];
    if (rings.some(({ ring, box: [w, s, e, n] }) => x > w && x < e && y > s && y < n && isInside(x, y, ring))) points.push([Number(x.toFixed(3)), Number(y.toFixed(3))]);
  }
  return points;
}

function boxOf(ring) {
  const [xs, ys] = [0, 1].map((k) => ring.map((point) => point[k]));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether a ray from the point to the east crosses the ring an odd number of times. */
function isInside(x, y, ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if ((yi > y) !== (yj > y) && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
