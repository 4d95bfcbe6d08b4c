// Holds the committed map to the facts it must not get wrong: which province a place is in, and what is not merged.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { build, clashes, contains, project, serialize } from "./build.mjs";

const text = readFileSync(new URL("../../seeds/geo/land.topo.json", import.meta.url), "utf8");
const labels = JSON.parse(readFileSync(new URL("../../seeds/geo/labels.json", import.meta.url), "utf8")).labels;
const topo = JSON.parse(text);
const grid = topo.arcs.map(decode);
const arcs = grid.map((arc) => arc.map(toLonLat));
const { provinces, neighbours, ...lines } = topo.objects;
const features = [...provinces.geometries, ...neighbours.geometries];

const VERTEX_BUDGET = 5000;
const GZIP_BUDGET = 30_000;
const FRAME = { x: [-3560, 4700], y: [-2660, 2500] };

const STORY_PLACES = [
  ["Baotou", 40.6516, 109.8439, "CN.NM"],
  ["Bayan Obo", 41.78278, 109.97361, "CN.NM"],
  ["Jingyuan", 36.5654, 104.684, "CN.GS"],
  ["Baiyin", 36.547, 104.1702, "CN.GS"],
  ["Beijing", 39.9075, 116.3972, "CN.BJ"],
  ["Langfang", 39.5237, 116.7142, "CN.HB"],
  ["Xianghe", 39.7614, 117.0061, "CN.HB"],
];

const CAPITALS = [
  ["Beijing", 39.9075, 116.3972, "CN.BJ"], ["Tianjin", 39.1422, 117.1767, "CN.TJ"], ["Shijiazhuang", 38.0414, 114.4786, "CN.HB"],
  ["Taiyuan", 37.8694, 112.5603, "CN.SX"], ["Hohhot", 40.8106, 111.6522, "CN.NM"], ["Shenyang", 41.7922, 123.4328, "CN.LN"],
  ["Changchun", 43.88, 125.3228, "CN.JL"], ["Harbin", 45.75, 126.65, "CN.HL"], ["Shanghai", 31.2222, 121.4581, "CN.SH"],
  ["Nanjing", 32.0617, 118.7778, "CN.JS"], ["Hangzhou", 30.2936, 120.1614, "CN.ZJ"], ["Hefei", 31.8639, 117.2808, "CN.AH"],
  ["Fuzhou", 26.0614, 119.3061, "CN.FJ"], ["Nanchang", 28.6842, 115.8872, "CN.JX"], ["Jinan", 36.6683, 116.9972, "CN.SD"],
  ["Zhengzhou", 34.7578, 113.6486, "CN.HE"], ["Wuhan", 30.5833, 114.2667, "CN.HU"], ["Changsha", 28.1987, 112.9709, "CN.HN"],
  ["Guangzhou", 23.1167, 113.25, "CN.GD"], ["Nanning", 22.8167, 108.3167, "CN.GX"], ["Haikou", 20.0444, 110.3417, "CN.HA"],
  ["Chongqing", 29.5603, 106.5577, "CN.CQ"], ["Chengdu", 30.6667, 104.0667, "CN.SC"], ["Guiyang", 26.5833, 106.7167, "CN.GZ"],
  ["Kunming", 25.0389, 102.7183, "CN.YN"], ["Lhasa", 29.65, 91.1, "CN.XZ"], ["Xi'an", 34.2583, 108.9286, "CN.SA"],
  ["Lanzhou", 36.0564, 103.7922, "CN.GS"], ["Xining", 36.6255, 101.7574, "CN.QH"], ["Yinchuan", 38.4681, 106.2731, "CN.NX"],
  ["Urumqi", 43.801, 87.6005, "CN.XJ"],
];

const ABROAD = [
  ["Taichung", 24.1469, 120.6839, "TW"],
  ["Sha Tin, Hong Kong", 22.38, 114.18, "HK"],
  ["Ulaanbaatar", 47.9077, 106.8832, "MN"],
  ["Irkutsk", 52.2978, 104.2964, "RU"],
  ["Tawang", 27.5859, 91.8594, "IN"],
];

function decode(arc) {
  let x = 0;
  let y = 0;
  return arc.map(([dx, dy]) => [(x += dx), (y += dy)]);
}

function toLonLat(point) {
  return point.map((v, i) => v * topo.transform.scale[i] + topo.transform.translate[i]);
}

const indexOf = (ref) => (ref < 0 ? ~ref : ref);
const polygonsOf = (g) => (g.type === "Polygon" ? [g.arcs] : g.arcs);
const ringsOf = (g) => polygonsOf(g).flat().map(ringPoints);

function ringPoints(refs) {
  return refs.flatMap((ref) => (ref < 0 ? [...arcs[~ref]].reverse() : arcs[ref]).slice(0, -1));
}

function holdersOf(lat, lon) {
  const inside = (g) => ringsOf(g).filter((ring) => contains(ring, [lon, lat])).length % 2 === 1;
  return features.filter(inside).map((g) => g.id);
}

function usersByArc() {
  const users = topo.arcs.map(() => []);
  for (const g of features) for (const ref of polygonsOf(g).flat(2)) users[indexOf(ref)].push(g.id);
  return users;
}

function isOnFrame(point) {
  const [x, y] = project(point);
  const near = (v, edges) => edges.some((edge) => Math.abs(v - edge) < 1);
  return near(x, FRAME.x) || near(y, FRAME.y);
}

const isFrameStep = (p, q) => isOnFrame(p) && isOnFrame(q);
const lengthOf = (p, q) => Math.hypot(project(p)[0] - project(q)[0], project(p)[1] - project(q)[1]);
const isFrameArc = (arc) => arc.slice(1).every((q, i) => isFrameStep(arc[i], q));

for (const [name, list] of Object.entries({ story: STORY_PLACES, capital: CAPITALS, abroad: ABROAD })) {
  for (const [place, lat, lon, id] of list) {
    test(`${name}: ${place} lies in ${id} and in nothing else`, () => assert.deepEqual(holdersOf(lat, lon), [id]));
  }
}

test("there are 31 provinces, each named once", () => {
  const ids = provinces.geometries.map((g) => g.id);
  assert.equal(new Set(ids).size, 31);
  assert.equal(ids.length, 31);
  assert.deepEqual(ids.toSorted(), CAPITALS.map((c) => c[3]).toSorted());
});

test("no disputed islands are given to anyone, and China is there once", () => {
  assert.equal(features.some((g) => g.id === "CN"), false);
  const paracels = [[16.83, 112.34], [16.45, 111.6]];
  const spratlys = [[10.38, 114.37], [9.9, 115.53]];
  for (const [lat, lon] of [...paracels, ...spratlys]) assert.deepEqual(holdersOf(lat, lon), []);
});

test("Taiwan, Hong Kong and Macao are features of their own beside the provinces", () => {
  for (const id of ["TW", "HK", "MO"]) assert.equal(neighbours.geometries.filter((g) => g.id === id).length, 1, id);
});

test("every feature has an id, and no id stands twice", () => {
  const ids = features.map((g) => g.id);
  assert.ok(ids.every((id) => /^(CN\.[A-Z]{2}|[A-Z]{2}|x-[a-z]+)$/.test(id)), ids.join(" "));
  assert.equal(new Set(ids).size, ids.length);
});

test("an arc bounds one or two areas, and a border always two different ones", () => {
  const users = usersByArc();
  users.forEach((ids, i) => assert.ok(ids.length === 1 || ids.length === 2, `arc ${i}: ${ids}`));
  for (const name of ["borders", "frontier", "neighbour_borders", "disputed"]) {
    for (const ref of lines[name].arcs.flat()) assert.equal(new Set(users[ref]).size, 2, `${name}, arc ${ref}`);
  }
  for (const ref of lines.coast.arcs.flat()) assert.equal(users[ref].length, 1, `coast, arc ${ref}`);
});

test("borders lie inside China, the frontier has China on one side", () => {
  const users = usersByArc();
  const chinese = (id) => id.startsWith("CN.");
  const inner = (id) => chinese(id) || ["HK", "MO", "TW"].includes(id);
  for (const ref of lines.borders.arcs.flat()) assert.ok(users[ref].every(inner), `${users[ref]}`);
  for (const ref of lines.frontier.arcs.flat()) assert.equal(users[ref].filter(chinese).length, 1, `${users[ref]}`);
  for (const ref of lines.neighbour_borders.arcs.flat()) assert.equal(users[ref].some(inner), false, `${users[ref]}`);
});

test("each arc is in one line object, except the cut along the frame, which is in none", () => {
  const drawn = Object.values(lines).flatMap((line) => line.arcs.flat());
  assert.equal(new Set(drawn).size, drawn.length);
  const missing = arcs.filter((_, i) => !drawn.includes(i));
  assert.ok(missing.length > 0);
  assert.ok(missing.every(isFrameArc));
});

// A border that grazes the frame may touch it for a few kilometres; a cut edge is longer.
test("no line runs along the cut", () => {
  for (const [name, line] of Object.entries(lines)) {
    for (const ref of line.arcs.flat()) {
      const along = arcs[ref].slice(1).some((q, i) => isFrameStep(arcs[ref][i], q) && lengthOf(arcs[ref][i], q) > 5);
      assert.equal(along, false, `${name}, arc ${ref} near ${arcs[ref][0]} and ${arcs[ref].at(-1)}`);
    }
  }
});

test("the lines of control west of Tibet and south-east of it are among the disputed ones", () => {
  const reaches = (lon, lat) => lines.disputed.arcs.flat().some((i) => arcs[i].some((p) => Math.hypot(p[0] - lon, p[1] - lat) < 0.8));
  assert.ok(reaches(78.3, 34.6), "Aksai Chin");
  assert.ok(reaches(92.5, 27.9), "Tawang");
  assert.ok(reaches(75.5, 34.6), "Kashmir");
});

test("no two lines cross or lie on each other", () => {
  assert.deepEqual(clashes(grid).map((s) => `${toLonLat(s.p)}`), []);
});

test("every ring keeps at least four corners", () => {
  for (const g of features) {
    for (const ring of ringsOf(g)) {
      assert.ok(new Set(ring.map(String)).size >= 4, `${g.id}: ${ring.length} corners`);
    }
  }
});

test("Inner Mongolia and Gansu keep their size to within one in a hundred", () => {
  const area = (id) => Math.abs(ringsOf(provinces.geometries.find((g) => g.id === id)).map(areaOf).reduce((a, b) => a + b));
  assert.ok(Math.abs(area("CN.NM") / 1_142_184 - 1) < 0.01);
  assert.ok(Math.abs(area("CN.GS") / 405_306 - 1) < 0.01);
});

function areaOf(ring) {
  const km = ring.map(project);
  return km.reduce((sum, p, i) => sum + (p[0] * km.at(i - 1)[1] - p[1] * km.at(i - 1)[0]) / 2, 0);
}

test("the file stays within its budget", () => {
  const vertices = topo.arcs.reduce((sum, arc) => sum + arc.length, 0);
  assert.ok(vertices > 2500 && vertices <= VERTEX_BUDGET, `${vertices} vertices`);
  assert.ok(gzipSync(text, { level: 9 }).length <= GZIP_BUDGET);
});

test("label lines stay inside the shape they name", () => {
  for (const { id, line, priority } of labels) {
    assert.ok([1, 2, 3].includes(priority) && line.length >= 3 && line.length <= 5, id);
    for (const [lon, lat] of alongLine(line)) assert.deepEqual(holdersOf(lat, lon), [id], `${id} at ${lon}, ${lat}`);
  }
});

function alongLine(line) {
  const tenths = Array.from({ length: 11 }, (_, i) => i / 10);
  return line.slice(1).flatMap((q, i) => tenths.map((f) => q.map((v, k) => line[i][k] + f * (v - line[i][k]))));
}

const modules = process.env.SPRING_SURGE_MODULES;
test("the build step gives the committed file, byte for byte", { skip: !modules && "SPRING_SURGE_MODULES is not set" }, () => {
  assert.equal(serialize(build(modules)), text);
  assert.equal(serialize(build(modules)), text);
});
