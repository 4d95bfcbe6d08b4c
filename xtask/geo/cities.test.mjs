// The towns are where GeoNames has them, and are called as it calls them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openWheels } from "./build.mjs";
import { CITIES, cutCities, readNames, writeCities } from "./cities.mjs";
import { kilometres } from "./plane.mjs";

const SEEDS = new URL("../../seeds/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, SEEDS), "utf8"));
const { cities } = read("geo/cities.json");
const wheel = openWheels(process.env.SPRING_SURGE_WHEELS).geonames;
const namesOf = readNames(wheel);

// From the fact sheet, which read another copy.
const CHECKED = {
  hohhot: [111.6522, 40.8106],
  yinchuan: [106.2731, 38.4681],
  lanzhou: [103.8399, 36.057],
  baiyin: [104.1702, 36.547],
  tianjin: [117.1767, 39.1422],
  beijing: [116.3972, 39.9075],
  baotou: [109.8439, 40.6516],
  wuhai: [106.8158, 39.6844],
  ordos: [109.7816, 39.6086],
  datong: [113.2914, 40.0936],
};

test("the build step gives the committed file, byte for byte", () => {
  assert.equal(writeCities(cutCities(wheel)), readFileSync(new URL("geo/cities.json", SEEDS), "utf8"));
});

for (const [id, at] of Object.entries(CHECKED)) {
  test(`${id} is where it was checked to be`, () => assert.ok(kilometres(cities.find((city) => city.id === id).at, at) < 0.2));
}

test("wide views name few towns, close ones more", () => {
  const count = (rank) => cities.filter((city) => city.rank <= rank).length;
  assert.equal(cities.length, Object.keys(CITIES).length);
  assert.ok(count(1) >= 6 && count(1) <= 8, `${count(1)}`);
  assert.ok(count(2) > count(1) && count(3) > count(2));
});

for (const lang of ["en", "zh-Hans"]) {
  test(`the names in ${lang} are names that GeoNames has`, () => {
    const given = read(`text/${lang}/names.json`).cities;
    assert.deepEqual(Object.keys(given).toSorted(), Object.keys(CITIES).toSorted());
    for (const [id, name] of Object.entries(given)) {
      const known = namesOf(CITIES[id][0]);
      // GeoNames may write a name in two words, and a Chinese name with the word for city.
      const forms = known.flatMap((form) => [form, form.replace(" ", "").toLowerCase(), form.replace(/市$/, "")]);
      assert.ok(forms.includes(name) || forms.includes(name.toLowerCase()), `${id}: ${name}`);
    }
  });
}
