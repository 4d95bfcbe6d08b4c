// The story, the instruments, the lesson and the single file in WebKit.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { DIST } from './browser.mjs';
import { drawn } from './scene.mjs';
import { events, inLanguage, laboratory, projects, stepIds } from './seeds.mjs';
import { theSiteInWebKit } from './webkit.mjs';

const { open, site } = theSiteInWebKit();
const PHONE = { width: 390, height: 780 };

const readTo = async (page, step) => {
  await page.evaluate((id) => { document.getElementById(`step-${id}`).scrollIntoView(); }, step);
  await page.arriveAt(step);
};
/** Until nothing on the map moves: flights end within a second. */
const still = async (page) => {
  await page.evaluate(() => { delete window.stoodOnMap; });
  await page.waitFor(() => {
    const view = document.querySelector('#map svg.rings').getAttribute('viewBox');
    const stood = window.stoodOnMap;
    const moves = document.querySelector('#map .is-moving') || document.getAnimations().some((a) => a.playState === 'running');
    window.stoodOnMap = { view, looks: stood?.view === view && !moves ? stood.looks + 1 : 0 };
    return window.stoodOnMap.looks >= 20;
  });
};
/** What stage and instruments both show; plants on the world's map are the instruments'. */
const ofStory = (scene) => scene.filter((line) => !line.startsWith('#map .facility'));

/** To a Mac the land is drawn in flight by a worker, which on Linux draws nothing. */
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15';

for (const [name, as, flies] of [['as it is', undefined, false], ['as on a Mac', MAC, true]]) test(`the stage and the instruments show the same steps, ${name}`, async (t) => {
  const page = await open(t, '', { as });
  await page.waitFor(() => performance.getEntriesByName('story-ready').length > 0);
  const shown = new Map();
  for (const id of ['zone-a', 'jinmeng']) {
    await readTo(page, id);
    await still(page);
    shown.set(id, ofStory(await page.evaluate(drawn)));
  }
  await page.ready();
  for (const [id, scene] of shown) {
    await readTo(page, id);
    await still(page);
    assert.deepEqual(ofStory(await page.evaluate(drawn)), scene, id);
  }
  for (const id of stepIds) await readTo(page, id);
  assert.equal(await page.evaluate(() => Boolean(document.querySelector('#map .flown-land'))), flies);
});

test('marks are chosen by mouse and by keyboard, filters and tables work', async (t) => {
  const page = await open(t, '#step=zone-a');
  await page.ready();
  await page.arriveAt('zone-a');
  await page.click('#map [data-project="zone-a"]');
  await page.waitFor(() => document.querySelector('.card h3, .card h2, .card'));
  await page.press('Escape');
  await page.waitFor(() => !document.querySelector('.card'));
  const event = events.find((e) => e.project === 'gansu-line').id;
  await page.evaluate((id) => { document.querySelector(`#timeline [data-event="${id}"]`).focus(); }, event);
  await page.press('Enter');
  await page.arriveAt('gansu-line');
  assert.match(await page.evaluate(() => location.hash), new RegExp(`event=${event}`));
  await page.evaluate(() => { location.hash = '#step=in-common&projects=sanjili&show=tables'; });
  await page.waitFor(() => document.querySelector('.as-tables'));
  assert.equal(await page.evaluate(() => document.querySelectorAll('.as-tables [data-project]').length), 1);
});

test('a phone and the second language', async (t) => {
  const page = await open(t, 'zh-Hans/', { size: PHONE });
  await page.ready();
  assert.equal(await page.evaluate(() => document.querySelector('h1').textContent), inLanguage('zh-Hans', 'story').title);
  for (const id of ['sanjili', 'allies']) {
    await readTo(page, id);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${id} is wider than the window`);
  }
});

test('the laboratory draws, and a link gives the same numbers', async (t) => {
  assert.ok(laboratory.questions.length > 0);
  const page = await open(t, '#step=capacity');
  await page.ready();
  const value = () => page.evaluate(() => document.getElementById('laboratory').textContent);
  const before = await value();
  await page.evaluate(() => {
    const slider = document.querySelector('#laboratory input[type="range"]');
    slider.value = slider.max;
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.waitFor((before) => document.getElementById('laboratory').textContent !== before, before);
  await page.waitFor(() => /lab=/.test(location.hash));
});

test('a frame is a player with buttons, in a sandbox without an origin too', async (t) => {
  const page = await open(t, 'embed/');
  for (const sandbox of [null, 'allow-scripts']) {
    await page.evaluate((url, sandbox) => {
      document.body.replaceChildren();
      const frame = document.createElement('iframe');
      if (sandbox) frame.sandbox = sandbox;
      frame.style = 'width:600px;height:640px';
      window.heard = [];
      addEventListener('message', (event) => window.heard.push(event.data));
      frame.src = `${url}?mode=embed`;
      document.body.append(frame);
    }, site().url, sandbox);
    await page.waitFor(() => window.heard.some((data) => data?.springSurge === 1 && data.type === 'ready' || /"type":"ready"/.test(data)));
  }
});

test('a lesson goes through its steps by keyboard', async (t) => {
  const page = await open(t, '?mode=present', { size: { width: 1280, height: 720 } });
  await page.waitFor(() => performance.getEntriesByName('story-ready').length > 0);
  await page.waitFor(() => document.querySelector('.teach-bar .turn')?.textContent);
  await page.press('End');
  await page.waitFor((last) => document.querySelector('[data-step][aria-current]')?.dataset.step === last, stepIds.at(-1));
  await page.press('b');
  await page.waitFor(() => document.querySelector('.cloth')?.checkVisibility());
});

test('the single file opens from a stick and asks nobody for anything', async (t) => {
  const page = await open(t, pathToFileURL(join(DIST, 'spring-surge.html')).href);
  await page.waitFor(() => performance.getEntriesByName('story-ready').length > 0);
  await page.evaluate(() => { location.hash = '#step=jinmeng&project=jinmeng'; });
  await page.arriveAt('jinmeng');
  await page.waitFor(() => document.querySelector('.card'));
  assert.equal(await page.evaluate(() => document.querySelectorAll('#map [data-project]').length), projects.length);
  const asked = await page.evaluate(() => performance.getEntriesByType('resource').map((e) => e.name).filter((name) => !name.startsWith('data:') && !name.startsWith('blob:')));
  assert.deepEqual(asked, []);
});
