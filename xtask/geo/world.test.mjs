import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { cutWorld } from "./world.mjs";

const SOURCE = JSON.parse(readFileSync(join(process.env.SPRING_SURGE_MODULES, "world-atlas/land-110m.json"), "utf8"));
const world = cutWorld(SOURCE);
const [land] = world.objects.land.geometries;

test("what is committed is what the build writes", () => {
  const committed = readFileSync(fileURLToPath(new URL("../../seeds/geo/world.topo.json", import.meta.url)), "utf8");
  assert.equal(committed, `${JSON.stringify(world)}\n`);
});

test("Antarctica is left out and everything else kept", () => {
  const before = SOURCE.objects.land.geometries.flatMap((g) => (g.type === "Polygon" ? [g.arcs] : g.arcs)).length;
  assert.ok(land.arcs.length > 100 && land.arcs.length < before);
});

test("every arc is used, and every use has its arc", () => {
  const used = new Set(land.arcs.flat(2).map((ref) => (ref < 0 ? ~ref : ref)));
  assert.equal(used.size, world.arcs.length);
  assert.ok([...used].every((index) => index < world.arcs.length));
});

test("no border is drawn on the world", () => {
  assert.deepEqual(Object.keys(world.objects), ["land"]);
});
