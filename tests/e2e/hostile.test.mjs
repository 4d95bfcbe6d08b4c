// Text from seeds stays text: in a language whose every text tries to be more, nothing runs and nothing is fetched.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { theSite } from './browser.mjs';
import { HOSTILE, PAYLOADS } from './hostile.mjs';

const dir = fileURLToPath(new URL('../../target/hostile/dist', import.meta.url));
assert.ok(existsSync(dir), 'the site with hostile text is missing: cargo xtask test --only e2e makes it');
// Without the policy, which would stop what was let through.
const { open } = theSite({ dir });

/** Pages, each with what shows that its part which needs a script is there. */
const PAGES = [
  ['', '.tools'], ['#step=in-common', '.tools'], ['#step=zone-a&as=table', '.tools'], ['?mode=embed&part=map', '.tools'], ['?mode=present', '.teach-bar'],
  ['?mode=speaker', '.speaker'], ['handout/', 'h1'], ['step/zone-a/', 'h1'], ['embed/', 'main'],
];

/** How many there are of each kind of element that can do something by itself, and of attributes that can. */
const powers = () => {
  const able = ['base', 'details', 'embed', 'form', 'iframe', 'img', 'link', 'math', 'meta', 'object', 'script', 'style', 'template'];
  const counts = Object.fromEntries(able.map((tag) => [tag, document.getElementsByTagName(tag).length]));
  const all = [...document.querySelectorAll('*')];
  counts.handlers = all.flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on')).length;
  counts.scripted = all.filter(({ href, src, action }) => [href, src, action].some((address) => /^\s*(javascript|data:text|vbscript)/i.test(address?.baseVal ?? address ?? ''))).length;
  counts.foreign = all.filter(({ src }) => typeof src === 'string' && src.includes('hostile.example')).length;
  return counts;
};

for (const [address, sign] of PAGES) {
  test(`nothing of it becomes markup or runs: ${address || 'the page'}`, async (t) => {
    const seen = async (lang) => {
      const foreign = [];
      const prepare = (page) => page.on('request', (request) => {
        if (request.url().includes('hostile.example')) foreign.push(request.url());
      });
      const { page } = await open(t, `${lang}${address}`, { wait: false, prepare });
      if (!['h1', 'main'].includes(sign)) {
        await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
        await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
      }
      await page.locator(sign).first().waitFor({ state: 'attached' });
      const found = await page.evaluate(powers);
      assert.equal(await page.evaluate(() => globalThis.injected), undefined);
      assert.deepEqual(foreign, []);
      return { found, text: await page.evaluate(() => document.body.textContent) };
    };
    const [plain, hostile] = [await seen(''), await seen(`${HOSTILE}/`)];
    assert.deepEqual(hostile.found, plain.found);
    // It is there to be read, or nothing would have been tried.
    assert.ok(PAYLOADS.filter((payload) => hostile.text.includes(payload)).length > 3);
  });
}

test('the page as one file, which carries it all, runs none of it', async (t) => {
  const { page } = await open(t, 'spring-surge.html', { wait: false });
  await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
  assert.equal(await page.evaluate(() => globalThis.injected), undefined);
  assert.ok((await page.content()).includes(HOSTILE));
});
