// The policy that dist/ asks its hosts for, kept: every page in every mode runs under it without a violation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { theSite } from './browser.mjs';

/** A policy of a host's own, which knows nothing of what stands in the page: that lies beside the page too, and is fetched. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'";

/** Pages, each with what shows that its part which needs a script is there. */
const PAGES = [
  ['', '.tools'], ['zh-Hans/', '.tools'], ['#step=allies', '.facility'], ['?mode=embed', '.stepper'], ['?mode=embed&part=map', '.tools'],
  ['?mode=present', '.teach-bar'], ['?mode=speaker', '.speaker'], ['handout/', 'h1'], ['step/zone-a/', 'h1'], ['zh-Hans/step/jinmeng/', 'h1'],
];

for (const [name, site] of [['of the files for hosts', { policed: true }], ['of a host that knows no sums', { headers: { 'content-security-policy': STRICT } }]]) {
  const { open } = theSite(site);
  for (const [address, sign] of PAGES) {
    test(`no violation of the policy ${name}: ${address || 'the page'}`, async (t) => {
      const prepare = (page) => page.addInitScript(() => {
        window.violations = [];
        document.addEventListener('securitypolicyviolation', (e) => window.violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));
      });
      const { page, troubles } = await open(t, address, { wait: false, prepare });
      if (sign !== 'h1') {
        await page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
        await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
      }
      await page.locator(sign).first().waitFor({ state: 'attached' });
      await page.waitForFunction(() => getComputedStyle(document.documentElement).getPropertyValue('--paper'));
      // Only the style and the script of the head stand in the page.
      const inline = site.policed || sign === 'h1' ? [] : ['script-src-elem inline', 'style-src-elem inline'];
      const violations = await page.evaluate(() => window.violations.map((text) => text.split(' ').slice(0, 2).join(' ')));
      assert.deepEqual([...new Set(violations)].sort(), inline);
      const said = troubles.filter((text) => /Content.Security.Policy/i.test(text));
      assert.equal(said.length > 0, inline.length > 0, said.join());
    });
  }
}

test('a violation would be seen', async (t) => {
  const { open } = strictAlone;
  const { page } = await open(t, 'step/zone-a/', { wait: false });
  const seen = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (e) => resolve(e.violatedDirective));
    const style = document.createElement('style');
    style.textContent = 'p { color: red }';
    document.head.append(style);
  }));
  assert.match(seen, /style-src/);
});
const strictAlone = theSite({ headers: { 'content-security-policy': STRICT } });
