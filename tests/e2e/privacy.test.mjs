// Who reads is nobody's business: requests, cookies and what is kept are counted while everything is used.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';

const { open, site } = theSite();

/** What a visit leaves: addresses asked for elsewhere, cookies, and keys in the storages. */
async function visit(t, address, act) {
  const asked = [];
  const story = await open(t, address, { wait: false, prepare: (page) => page.context().on('request', (request) => asked.push(request.url())) });
  await story.page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
  await act(story);
  const kept = await story.page.evaluate(async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases?.())?.length ?? 0,
  }));
  const elsewhere = asked.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(site().url));
  const withWords = asked.filter((url) => url.startsWith(site().url) && /[?&](?!mode=|lang=|part=|theme=)\w+=/.test(url));
  return { asked: asked.length, elsewhere, withWords, cookies: await story.page.context().cookies(), ...kept };
}

const VISITS = {
  'a reader': ['', async (story) => {
    await story.ready();
    for (const id of ['zone-a', 'allies', 'capacity', 'method']) await story.readTo(id);
    await story.page.locator('.tally [data-project="jinmeng"]').click();
    await story.page.locator('.languages a').first().click();
    await story.page.waitForFunction(() => document.documentElement.lang !== 'en');
  }],
  'a frame': ['?mode=embed', async (story) => { await story.page.locator('.stepper a').last().click(); }],
  'a lesson': ['?mode=present', async (story) => {
    await story.page.locator('.teach-bar .turn').last().click();
  }],
};
for (const [who, [address, act]] of Object.entries(VISITS)) {
  test(`${who} is asked for nothing and leaves nothing`, async (t) => {
    const left = await visit(t, address, act);
    assert.ok(left.asked > 5);
    assert.deepEqual(left.elsewhere, []);
    assert.deepEqual(left.withWords, [], 'requests that would tell the host what is read');
    assert.deepEqual(left.cookies, []);
    assert.equal(left.cookie, '');
    assert.equal(left.databases, 0);
    assert.deepEqual(left.local, []);
    // A lesson lasts through a reload, in this window alone.
    if (who !== 'a lesson') assert.deepEqual(left.session, []);
  });
}
