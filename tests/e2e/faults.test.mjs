// Each file that the page asks for, one by one: missing, cut short, damaged, of the wrong kind, blocked or late.
// Whatever comes of it, the story can be read, and what cannot start says so and offers to try again.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Script } from 'node:vm';
import { DIST, built, holdBack, theSite } from './browser.mjs';
import { projects, stepIds, ui } from './seeds.mjs';

const { open } = theSite();
const named = (pattern) => built().filter((path) => !path.includes('/') && pattern.test(path));

/** Files that following the story needs, and those that come when a reader reaches for the instruments. */
const NEEDED = [/^newsreader-.*\.woff2$/, /^boot-.*\.js$/, /^stage-.*\.js$/, /^stage-.*\.wasm$/];
const WANTED = [/^land-.*\.js$/, /^atlas-en-.*\.json$/, /^tools-.*\.css$/, /^instruments-.*\.js$/, /^instruments-.*\.wasm$/, /^keep-.*\.js$/, /^world-.*\.svg$/];
/** Without these nothing moves, and the page says so; the rest is looks, or is done without. */
const ENGINE = /^(boot|stage|instruments|atlas)-/;

/** What a browser itself says of a script that is none, or of what it did not take; Firefox names the address. */
const OF_THE_BROWSER = /^uncaught SyntaxError|“http/;

/** What may befall a file on its way. */
const FAULTS = {
  missing: (route) => route.fulfill({ status: 404, contentType: 'text/html', body: '<h1>Not here</h1>' }),
  blocked: (route) => route.abort('blockedbyclient'),
  'cut short': async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length / 2) });
  },
  damaged: async (route) => {
    const response = await route.fetch();
    const body = Buffer.from(await response.body());
    for (let at = 64; at < body.length; at += 97) body[at] ^= 0x55;
    await route.fulfill({ response, body });
  },
  'of the wrong kind': async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'text/plain' } });
  },
};

const first = (patterns) => patterns.map((pattern) => named(pattern)[0]).filter(Boolean);

function isScript(text) {
  try {
    return Boolean(new Script(text));
  } catch {
    return false;
  }
}

/** The article is whole and can be seen, with its marks on the map. */
async function isReadable(page) {
  assert.equal(await page.locator('#story section.step').count(), stepIds.length);
  for (const id of [stepIds[0], stepIds.at(-1)]) {
    const heading = page.locator(`#step-${id} h2`);
    await heading.scrollIntoViewIfNeeded();
    assert.ok(await heading.isVisible(), id);
  }
  assert.equal(await page.locator('#map svg [data-project] .mark, #map [data-project]').first().isVisible(), true);
  assert.ok(await page.locator('#map [data-project]').count() >= projects.length);
}

/** Until the page either can be used or has said that it cannot. */
const settles = (page, mark) => page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0 || document.querySelector('#broken')?.checkVisibility(), mark);

test('the files that these tests know of are those that the page asks for', async (t) => {
  const asked = new Set();
  const story = await open(t, '', { wait: false, prepare: (page) => page.on('request', (request) => asked.add(new URL(request.url()).pathname.slice(1))) });
  await story.ready();
  await story.readTo('allies');
  await story.page.locator('.facility').first().waitFor({ state: 'attached' });
  asked.delete('');
  // The ground may be missing without a word; see ground.test.mjs.
  for (const name of asked) if (/^(ground|relief)-/.test(name)) asked.delete(name);
  assert.deepEqual([...asked].sort(), [...first(NEEDED), ...first(WANTED)].sort());
});

for (const [when, patterns, mark] of [['the page comes', NEEDED, 'story-ready'], ['a reader takes the map in hand', WANTED, 'instruments-ready']]) {
  for (const file of first(patterns)) {
    const kind = file.replace(/-[0-9a-f]{16}/, '');
    test(`${kind}, needed when ${when}, may fail in every way`, async (t) => {
      for (const [name, fault] of Object.entries(FAULTS)) {
        const hand = mark === 'instruments-ready';
        const story = await open(t, '', { wait: hand && 'stage', prepare: (page) => page.route(`**/${file}`, fault) });
        const { page } = story;
        if (hand) await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
        else await page.waitForLoadState('load');
        await settles(page, mark);
        await isReadable(page);
        const told = await page.locator('#broken').isVisible();
        const started = await page.evaluate((mark) => performance.getEntriesByName(mark).length > 0, mark);
        if (ENGINE.test(file)) assert.notEqual(told, started, `${name}: it says that it cannot start exactly if it did not`);
        else assert.equal(told, false, `${name}: nothing is said`);
        if (told) {
          assert.equal(await page.locator('#broken span').textContent(), ui.broken, name);
          await page.unroute(`**/${file}`);
          await page.locator('#broken button').click();
          await page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0, kind === 'boot.js' ? mark : 'instruments-ready');
          assert.equal(await page.locator('#broken').isVisible(), false, `${name}: trying again was enough`);
        }
        assert.deepEqual(story.troubles.filter((text) => text.startsWith('uncaught ') && !OF_THE_BROWSER.test(text)), [], name);
        await page.close();
      }
    });
  }
}

test('a script that came cut short is none: no part of it runs', () => {
  const scripts = built().filter((path) => /^(mode|boot|land|embed-builder|embed|sw)\b.*\.js$/.test(path));
  assert.equal(scripts.length, 6, scripts.join(' '));
  for (const path of scripts) {
    // What only modules may say is said otherwise, so that each can be read as a script. A function that is not called yet does nothing.
    const text = readFileSync(join(DIST, path), 'utf8').trimEnd().replaceAll('import.meta', 'self.module').replace(/\)\(\);$/, '');
    const runs = Array.from(text, (_, length) => length).filter((length) => length && isScript(text.slice(0, length)));
    // A script may begin with comments.
    const cut = runs.find((length) => text.slice(0, length).replace(/^\s*\/\/.*$/gm, '').trim());
    assert.equal(cut, undefined, `${path}: its first ${cut} characters run`);
  }
});

test('while a file is late the story can be read, and goes on when it comes', async (t) => {
  for (const file of [...first(NEEDED), ...first(WANTED)].filter((file) => ENGINE.test(file))) {
    let release;
    const story = await open(t, '', { wait: false, until: 'commit', prepare: async (page) => { release = await holdBack(page, `**/${file}`); } });
    await story.page.locator('#sources').waitFor({ state: 'attached' });
    await isReadable(story.page);
    release();
    await story.ready();
    await story.page.close();
  }
});
