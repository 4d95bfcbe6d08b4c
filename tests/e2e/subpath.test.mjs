// dist/ works wherever it is put: every address in it is relative, and nobody else is asked for anything.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';

const PREFIX = '/some/deep/path/';
const { open } = theSite({ prefix: PREFIX });

/** Opens the story and writes down every request and every answer that is not a success. */
async function watched(t, address) {
  const [asked, refused] = [[], []];
  const story = await open(t, address, {
    prepare: (page) => {
      page.on('request', (request) => asked.push(request.url()));
      page.on('requestfailed', (request) => refused.push(`${request.url()}: ${request.failure()?.errorText}`));
      page.on('response', (response) => response.status() >= 400 && refused.push(`${response.url()}: ${response.status()}`));
    },
  });
  return { story, asked, refused };
}

test('the story runs below a path, and asks for nothing outside it', async (t) => {
  const { story, asked, refused } = await watched(t, '#step=jinmeng');
  await story.arriveAt('jinmeng');
  await story.chooseProject('zone-a');
  await story.arriveAt('zone-a');
  assert.match(await story.page.evaluate(() => location.pathname), /\/some\/deep\/path\/$/);
  assert.ok(asked.length >= 4, 'page, style, script and engine');
  assert.deepEqual(asked.filter((url) => !url.startsWith(story.url) && !url.startsWith('data:')), []);
  assert.deepEqual(refused, []);
  assert.deepEqual(story.ownTroubles(), []);
});

test('the page is also found by its file name, and keeps it', async (t) => {
  const { story, refused } = await watched(t, 'index.html?mode=embed#step=chain');
  await story.arriveAt('chain');
  await story.page.locator('.stepper [rel="next"]').click();
  await story.arriveAt('zone-a');
  await story.addressSays('#step=zone-a');
  assert.match(story.page.url(), /\/some\/deep\/path\/index\.html\?mode=embed#step=zone-a$/);
  assert.deepEqual(refused, []);
});

test('links to sources leave the page without telling where the reader came from', async (t) => {
  const { story } = await watched(t, '');
  const outward = await story.page.$$eval('a[href^="http"]', (all) => all.map((a) => [a.href, a.rel]));
  assert.ok(outward.length > 10);
  assert.deepEqual(outward.filter(([, rel]) => !/noreferrer/.test(rel) || !/noopener/.test(rel)), []);
});
