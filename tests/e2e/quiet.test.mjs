// Quiet text: prose is read before it is checked. Who stands behind a statement shows where it is pointed at, and by one switch everywhere.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { claims, ui } from './seeds.mjs';

const { open } = theSite();

/** How many statements of the prose there are, and how many have a line under them that is seen. */
const lines = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('.narrative .step > p .claim')];
  const isSeen = (claim) => {
    const { textDecorationLine, textDecorationColor } = getComputedStyle(claim);
    return textDecorationLine.includes('underline') && !/^rgba\(.*, 0\)$|^transparent$|\/ 0\)$/.test(textDecorationColor);
  };
  return { all: all.length, seen: all.filter(isSeen).length };
});

test('at rest no statement is underlined; one that is pointed at, or whose number has the focus, is', async (t) => {
  const { page } = await open(t, '#step=zone-a', { still: true });
  const { all, seen } = await lines(page);
  assert.ok(all > 80, `${all} statements`);
  assert.equal(seen, 0);
  const claim = page.locator('#step-zone-a .claim').first();
  await claim.hover();
  assert.equal((await lines(page)).seen, 1);
  await page.mouse.move(1, 1);
  assert.equal((await lines(page)).seen, 0);
  await page.keyboard.press('Tab');
  await page.locator('#step-zone-a .claim + .ref').first().evaluate((ref) => ref.focus({ focusVisible: true }));
  assert.equal((await lines(page)).seen, 1);
});

test('the switch shows who stands behind every statement, the address keeps it, and who opens that sees the same', async (t) => {
  const story = await open(t, '', { still: true });
  const { page } = story;
  const box = page.getByRole('checkbox', { name: ui.show_says });
  await box.check();
  const { all, seen } = await lines(page);
  assert.equal(seen, all);
  await page.waitForURL(/says=all/);
  const kept = new URL(page.url());
  const later = await open(t, kept.hash, { still: true });
  assert.equal(await later.page.getByRole('checkbox', { name: ui.show_says }).isChecked(), true);
  assert.equal((await lines(later.page)).seen, all);
  await box.uncheck();
  await page.waitForURL((url) => !url.hash.includes('says'));
  assert.equal((await lines(page)).seen, 0);
});

test('the switch works before the instruments come, and they keep what it says', async (t) => {
  let come;
  const story = await open(t, '', { still: true, wait: 'stage', prepare: async (page) => { await page.route('**/instruments-*.wasm', async (route) => { await new Promise((go) => { come = go; }); await route.continue(); }); } });
  const { page } = story;
  await page.getByRole('checkbox', { name: ui.show_says }).check();
  const { all, seen } = await lines(page);
  assert.equal(seen, all);
  await page.waitForURL(/./);
  while (!come) await story.nextFrames(1);
  come();
  await page.waitForURL(/says=all/);
  assert.equal((await lines(page)).seen, all);
});

test('without script the switch works, and a page of one step shows all of it', needs('script switched off'), async (t) => {
  const { page } = await open(t, '', { script: false });
  await page.getByRole('checkbox', { name: ui.show_says }).check();
  const shown = await page.locator('.step > p .claim').first().evaluate((claim) => getComputedStyle(claim).textDecorationColor);
  await page.getByRole('checkbox', { name: ui.show_says }).uncheck();
  const hidden = await page.locator('.step > p .claim').first().evaluate((claim) => getComputedStyle(claim).textDecorationColor);
  assert.notEqual(shown, hidden);
  const step = await open(t, 'step/zone-a/', { wait: false, until: 'load' });
  const colours = await step.page.$$eval('p > .claim', (all) => all.map((claim) => getComputedStyle(claim).textDecorationColor));
  assert.ok(colours.length > 10 && colours.every((colour) => !/, 0\)$|transparent/.test(colour)), colours.join());
});

test('on paper every statement has its line', needs('print media'), async (t) => {
  const { page } = await open(t, '', { still: true });
  await page.emulateMedia({ media: 'print' });
  const { all, seen } = await lines(page);
  assert.ok(all > 80);
  assert.equal(seen, all);
});

test('what another source contradicts has one sign that is always seen, and says so by name', async (t) => {
  const { page } = await open(t, '', { still: true });
  const contested = new Set(claims.filter((claim) => claim.contradicts.length).map((claim) => claim.id));
  const refs = await page.$$eval('.step > p .claim + .ref', (all) => all.map((ref) => ({ claim: ref.getAttribute('href').slice('#note-'.length), sign: getComputedStyle(ref, '::after').content, name: ref.getAttribute('aria-label') })));
  assert.ok(refs.filter(({ claim }) => contested.has(claim)).length >= 5);
  for (const { claim, sign, name } of refs) {
    assert.equal(sign.includes('≠'), contested.has(claim), claim);
    assert.equal(name.includes(ui.disputed), contested.has(claim), claim);
  }
});
