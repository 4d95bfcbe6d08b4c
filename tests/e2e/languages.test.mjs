// The same story in every language: whole, at the same place, and each passage marked as what it is.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { PHONE, theSite } from './browser.mjs';
import { none } from './none.mjs';
import { inLanguage, stepIds } from './seeds.mjs';

const { open } = theSite();
const OTHERS = readdirSync(new URL('../../seeds/text', import.meta.url)).filter((lang) => lang !== 'en');

for (const lang of OTHERS) {
  const [story, ui] = [inLanguage(lang, 'story'), inLanguage(lang, 'ui')];

  test(`${lang}: the switch keeps the place, there and back`, async (t) => {
    const page = await open(t, '#step=jinmeng&project=jinmeng', { still: true });
    await page.arriveAt('jinmeng');
    await page.page.locator(`a[data-lang="${lang}"]`).click();
    page.known = undefined;
    await page.page.waitForURL(`**/${lang}/#step=jinmeng&project=jinmeng`);
    await page.ready();
    await page.page.waitForFunction(() => document.querySelector('[aria-current="step"]')?.dataset.step === 'jinmeng');
    assert.equal(await page.step('jinmeng').locator('h2').textContent(), story.steps.jinmeng.title);
    assert.equal(await page.page.evaluate(() => document.documentElement.lang), lang);
    assert.equal(await page.page.locator('.card').count(), 1, 'the card is not open');
    await page.page.locator('a[data-lang="en"]').click();
    await page.page.waitForURL((url) => !url.pathname.includes(lang) && url.hash === '#step=jinmeng&project=jinmeng');
    await page.ready();
    assert.deepEqual(page.ownTroubles(), []);
  });

  test(`${lang}: an address may name the language`, async (t) => {
    const page = await open(t, `?lang=${lang}#step=allies`, { still: true, wait: false });
    await page.page.waitForURL(`**/${lang}/#step=allies`);
    await page.ready();
    await page.page.waitForFunction(() => document.querySelector('[aria-current="step"]')?.dataset.step === 'allies');
  });

  test(`${lang}: every step is told in it, without script too, and links to the other language`, async (t) => {
    const page = await open(t, `${lang}/`, { script: false, size: PHONE });
    for (const id of stepIds) {
      assert.equal(await page.step(id).locator('h2').textContent(), story.steps[id].title);
      assert.equal(await page.step(id).locator('> p:not(.kicker)').count(), story.steps[id].body.length, id);
    }
    assert.equal(await page.page.title(), story.title);
    assert.equal(await page.page.locator('a[data-lang="en"]').getAttribute('href'), '../');
    assert.ok(await page.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page scrolls sideways');
  });

  test(`${lang}: the map and the timeline speak it`, async (t) => {
    const page = await open(t, `${lang}/#step=zone-a`, { still: true });
    await page.arriveAt('zone-a');
    const names = inLanguage(lang, 'names');
    assert.ok((await page.onMap('zone-a').textContent()).includes(names.projects['zone-a'].name));
    assert.ok((await page.onTimeline('green-design').getAttribute('aria-label')).includes(names.events['green-design']));
    assert.equal(await page.page.locator('#map').getAttribute('aria-label'), ui.map_label);
    assert.deepEqual(page.ownTroubles(), []);
  });

  test(`${lang}: passages in other languages say so`, async (t) => {
    const page = await open(t, `${lang}/`, { script: false });
    const quoted = await page.page.$$eval('q, cite', (all) => all.map((e) => ({ lang: e.lang, says: e.textContent })));
    none(quoted, (one) => !one.lang, 20);
    assert.equal(await page.page.locator('.languages [aria-current="page"]').getAttribute('lang'), lang);
  });
}
