import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { openWheels } from "./build.mjs";
import { FRAME, PAGE } from "./plane.mjs";
import { SIZE, cutRelief, encodeRelief } from "./relief.mjs";

const modules = process.env.SPRING_SURGE_MODULES;
const committed = readFileSync(new URL("../../seeds/geo/relief/relief.webp", import.meta.url));
const grey = await decoded(committed);

/** The grey of each pixel of the file. */
async function decoded(file) {
  const { default: decode, init } = await import(pathToFileURL(join(modules, "@jsquash/webp/decode.js")));
  await init(await WebAssembly.compile(readFileSync(join(modules, "@jsquash/webp/codec/dec/webp_dec.wasm"))));
  const { data, width, height } = await decode(file);
  assert.deepEqual([width, height], [SIZE.width, SIZE.whole]);
  return Uint8Array.from({ length: width * height }, (_, i) => data[4 * i]);
}

/** Shade and light within some km of a place: 0 is none. */
function around([lon, lat], km) {
  const [x, y] = PAGE.project([lon, lat]);
  const perKm = SIZE.width / (FRAME.east - FRAME.west);
  const [left, top, reach] = [(x - FRAME.west) * perKm, (FRAME.north - y) * perKm, Math.ceil(km * perKm)];
  const found = { shade: [], light: [] };
  for (let row = Math.round(top) - reach; row <= Math.round(top) + reach; row++) {
    for (let column = Math.round(left) - reach; column <= Math.round(left) + reach; column++) {
      found.shade.push(255 - grey[row * SIZE.width + column]);
      found.light.push(grey[(SIZE.light + row) * SIZE.width + column]);
    }
  }
  return found;
}

const most = (values) => Math.max(...values);

// Ranges that every atlas has, each by a point on its steep side.
for (const [range, at] of [
  ["the Yin Mountains north of Baotou", [109.6, 40.75]],
  ["the Lang Mountains", [107.0, 41.0]],
  ["the Helan Mountains", [106.0, 38.8]],
  ["the Qilian Mountains", [100.5, 38.4]],
  ["the Taihang Mountains", [114.0, 38.2]],
]) {
  test(`${range} are seen, in shade and in light`, () => {
    const { shade, light } = around(at, 30);
    assert.ok(most(shade) > 40, `shade ${most(shade)}`);
    assert.ok(most(light) > 30, `light ${most(light)}`);
  });
}

// A plain as narrow as that of Hetao is a little lighter than the mountains around it are on the whole.
for (const [plain, at, brightest] of [
  ["the North China plain", [115.9, 37.3], 14],
  ["the Hetao plain", [107.7, 40.75], 32],
  ["the Gulf of Bohai", [119.5, 38.6], 6],
  ["the Yellow Sea", [122.5, 36], 6],
]) {
  test(`${plain} is flat`, () => {
    const { shade, light } = around(at, 20);
    assert.ok(most(shade) <= 10, `shade ${most(shade)}`);
    assert.ok(most(light) <= brightest, `light ${most(light)}`);
  });
}

test("light comes from the upper left: the Helan Mountains' shade lies east of their light", () => {
  const middle = (kind) => {
    let [sum, weight] = [0, 0];
    for (let lon = 105.4; lon <= 106.6; lon += 0.02) {
      const [value] = around([lon, 38.8], 0)[kind];
      sum += lon * value;
      weight += value;
    }
    return sum / weight;
  };
  assert.ok(middle("shade") > middle("light") + 0.05, `${middle("shade")} and ${middle("light")}`);
});

test("the halves do not show in each other", () => {
  const row = (y) => grey.subarray(y * SIZE.width, (y + 1) * SIZE.width);
  assert.ok(row(SIZE.height).every((value) => value > 245));
  assert.ok(row(SIZE.light - 1).every((value) => value < 10));
});

test("the file stays within its budget", () => {
  assert.ok(committed.length <= 42_000, `${committed.length} bytes`);
});

test("the build step gives the committed file, byte for byte", async () => {
  const land = JSON.parse(readFileSync(new URL("../../seeds/geo/land.topo.json", import.meta.url), "utf8"));
  const cut = await cutRelief(modules, openWheels(process.env.SPRING_SURGE_WHEELS).basemap, land);
  assert.ok(committed.equals(await encodeRelief(modules, cut)));
});
