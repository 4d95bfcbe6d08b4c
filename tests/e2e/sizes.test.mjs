// Every file of the built site has a budget, with its reason; what goes over it names what grew.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { DIST, built } from './browser.mjs';

const KIB = 1024;
/** Bytes as they travel, compressed with brotli 11. */
const BUDGETS = [
  [/^index\.html$/, 55 * KIB, 'narrative, notes, sources, the drawn map, the storyboard in one language, and the looks of all that'],
  [/^zh-Hans\/index\.html$/, 63 * KIB, 'the same page in Chinese, whose letters compress less'],
  [/^style-\w+\.css$/, 9.5 * KIB, 'all looks that reading needs: light, dark, print; for the pages beside the story'],
  [/^embed-\w+\.css$/, 2 * KIB, 'the looks of a frame, which frames alone fetch'],
  [/^tools-\w+\.css$/, 2.25 * KIB, 'the looks of the instruments, fetched with them'],
  [/^leaf-\w+\.css$/, 1.25 * KIB, 'the looks of the pages beside the story: a step alone, and the snippets'],
  [/^lesson-\w+\.css$/, 4.5 * KIB, 'the looks of a lesson, on a screen and on paper, and of its hand-out'],
  [/^stage-\w+\.wasm$/, 33.2 * KIB, 'the stage, which is there with the page and draws all that moves on it: no Leptos, no JSON, no floats as text, so that all of it together is below 100 KiB'],
  [/^stage-\w+\.js$/, 3.2 * KIB, 'its glue'],
  [/^instruments-\w+\.js$/, 5 * KIB, 'the glue that wasm-bindgen writes, with short names'],
  [/^instruments-\w+\.wasm$/, 283 * KIB, 'map and timeline in the hand and in flight, the laboratory and what it says to hosts; fetched when wanted'],
  [/^atlas-[\w-]+\.json$/, 10.5 * KIB, 'what the instruments know, in one language'],
  [/^lesson-\w+\.wasm$/, 424 * KIB, 'the engine with a lesson in it, loaded for a lesson alone; half as large again because its views are types of Leptos'],
  [/^lesson-\w+\.js$/, 5.5 * KIB, 'its glue'],
  [/^classroom-[\w-]+\.json$/, 9 * KIB, 'notes, questions and plans in one language, fetched by a lesson'],
  [/^handout\/index\.html$/, 48 * KIB, 'the hand-out: every step with its map, both versions'],
  [/^zh-Hans\/handout\/index\.html$/, 48 * KIB, 'the same in Chinese'],
  [/^spring-surge\.html$/, 920 * KIB, 'the whole page in one file, taken along on a stick and never loaded by a reader'],
  [/^sw\.js$/, 1 * KIB, 'keeps the page for reading without a network'],
  [/^world-\w+\.svg$/, 18 * KIB, 'the drawn world, fetched when it is first shown'],
  [/^embed\.js$/, 3 * KIB, 'the host script, which goes into other people’s pages'],
  [/^embed\.d\.ts$/, 2 * KIB, 'its types and an example'],
  [/^mode-\w+\.js$/, 1 * KIB, 'says how the page is shown, where a host forbids what stands in the page'],
  [/^ground-\w+\.(js|css)$/, 1 * KIB, 'lays the ground under the story when that is ready, and its looks'],
  [/^ground-[\w-]+\.svg$/, 16 * KIB, 'rivers, lakes, names of the ground and where they stand, in one language; fetched after the text'],
  [/^relief-\w+\.webp$/, 41 * KIB, 'the relief of the whole region, fetched once, after the text'],
  [/^land-\w+\.js$/, 1.3 * KIB, 'draws the land in flight and under a hand, in a worker; fetched when a reader begins to scroll'],
  [/^boot-\w+\.js$/, 2 * KIB, 'starts the engines, one when it is wanted, says so when one fails, holds keys that come before them, and lays out the notes when idle'],
  [/^keep-\w+\.js$/, 0.8 * KIB, 'keeps the page, says when a newer one is there, presses early keys again; fetched after all that a reader waits for'],
  [/\.woff2$/, 14 * KIB, 'one weight of the reading face, Latin only; it is never waited for'],
  [/^data\/(gshhg|relief)\//, 36 * KIB, 'the licences of the ground'],
  [/^data\//, 24 * KIB, 'a table to take away, fetched when asked for'],
  [/^cite\//, 1 * KIB, 'a citation'],
  [/^pictures\/.*\.png$/, 640 * KIB, 'the picture of a card with the relief, fetched by other sites only, of which some take no more'],
  [/^pictures\/.*\.svg$/, 40 * KIB, 'the picture of a step, to print and to keep; drawn land and all'],
  [/^([\w-]+\/)?step\/[\w-]+\/index\.html$/, 8 * KIB, 'the page of one step, its notes and its sources'],
  [/^embed-builder-\w+\.js$/, 1.75 * KIB, 'makes the snippets and shows them in an article, on the page for that alone'],
  [/^([\w-]+\/)?embed\/index\.html$/, 7 * KIB, 'that page, with what every picture shows in every language'],
  [/^oembed(\/|\.json$)/, 1 * KIB, 'what a site is told that embeds a step'],
  [/^(_headers|\.htaccess|nginx\.conf)$/, 3.25 * KIB, 'headers for a kind of host, read by the host and never sent'],
  [/^sbom\.cdx\.json$/, 14 * KIB, 'what the engines are made of, for those who check that; no reader loads it'],
  [/OFL\.txt$/, 3 * KIB, 'its licence'],
];

/** What lies compressed beside a file, by its ending. */
const PACKED = { '.br': brotliDecompressSync, '.gz': gunzipSync };
const isPacked = (name) => Object.keys(PACKED).some((ending) => name.endsWith(ending));
const read = (name) => readFileSync(join(DIST, name));
const sizeOf = (name) => read(existsSync(join(DIST, `${name}.br`)) ? `${name}.br` : name).length;

test('every file of the site keeps to its budget', (t) => {
  const over = [];
  for (const name of built().filter((name) => !isPacked(name))) {
    const budget = BUDGETS.find(([pattern]) => pattern.test(name));
    assert.ok(budget, `${name} has no budget: say what it is for, in tests/e2e/sizes.test.mjs`);
    const size = sizeOf(name);
    t.diagnostic(`${name}: ${size} of ${budget[1]} bytes`);
    if (size > budget[1]) over.push(`${name}: ${size} bytes, ${size - budget[1]} too many for ${budget[2]}`);
  }
  assert.deepEqual(over, []);
});

test('what lies compressed beside a file is that file', () => {
  const names = built();
  for (const name of names.filter(isPacked)) {
    const [ending, unpack] = Object.entries(PACKED).find(([ending]) => name.endsWith(ending));
    assert.ok(unpack(read(name)).equals(read(name.slice(0, -ending.length))), name);
  }
  // All that a reader fetches on the way to the story, and the largest that anybody does.
  const fetched = /^(index\.html|(style|tools)-\w+\.css|(stage|instruments|boot|mode)-\w+\.(js|wasm)|atlas-[\w-]+\.json|world-\w+\.svg)$/;
  const lacking = names.filter((name) => fetched.test(name)).filter((name) => read(name).length > 1024 && !names.includes(`${name}.br`));
  assert.deepEqual(lacking, []);
});
