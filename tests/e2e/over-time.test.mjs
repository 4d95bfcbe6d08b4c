// What time and a browser's refusals do to an open page: odd clocks, long hours, sleep, a new version, no storage.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { needs, theSite } from './browser.mjs';
import { projects, stepIds, ui } from './seeds.mjs';

const { open } = theSite();

const CLOCKS = [['1970-01-01T00:00:00Z', 'Pacific/Kiritimati'], ['2038-01-19T03:14:08Z', 'America/St_Johns'], ['2100-02-28T23:59:59Z', 'Asia/Kathmandu']];
test('a clock at any date and in any zone changes nothing', needs('devtools'), async (t) => {
  const plain = await open(t, '#step=zone-a');
  await plain.arriveAt('zone-a');
  const scene = await plain.scene();
  for (const [time, timezoneId] of CLOCKS) {
    const story = await open(t, '#step=zone-a', {
      prepare: async (page) => {
        await page.addInitScript((now) => {
          const Real = Date;
          globalThis.Date = class extends Real {
            constructor(...parts) { super(...(parts.length ? parts : [now])); }
            static now() { return now; }
          };
        }, Date.parse(time));
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('Emulation.setTimezoneOverride', { timezoneId });
      },
    });
    await story.arriveAt('zone-a');
    assert.deepEqual(await story.scene(), scene, `${time} in ${timezoneId}`);
  }
});

test('a page that was open for a day goes on', async (t) => {
  const story = await open(t, '', {
    prepare: (page) => page.addInitScript(() => {
      window.later = 0;
      const [now, frame] = [performance.now.bind(performance), requestAnimationFrame.bind(window)];
      performance.now = () => now() + window.later;
      window.requestAnimationFrame = (act) => frame((time) => act(time + window.later));
    }),
  });
  await story.page.evaluate(() => { window.later = 24 * 60 * 60 * 1000; });
  await story.readTo('sanjili');
  assert.deepEqual(story.ownTroubles(), []);
});

test('a tab that slept in the background goes on where it was', needs('devtools'), async (t) => {
  const story = await open(t, '#step=zone-a');
  await story.arriveAt('zone-a');
  const devtools = await story.page.context().newCDPSession(story.page);
  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await story.arriveAt('zone-a');
  await story.readTo('jinmeng');
  assert.deepEqual(story.ownTroubles(), []);
});

test('when a new version has taken the place of an open page, the second try opens the new one', async (t) => {
  let deployed = true;
  const story = await open(t, '#step=zone-a', { wait: 'stage', prepare: (page) => page.route('**/instruments-*', (route) => (deployed ? route.fulfill({ status: 404, body: '' }) : route.continue())) });
  await story.page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
  const again = story.page.locator('#broken button');
  await Promise.all([story.page.waitForResponse((response) => response.status() === 404), again.click()]);
  await again.waitFor({ state: 'visible' });
  deployed = false;
  await Promise.all([story.page.waitForNavigation(), again.click()]);
  await story.ready();
  await story.arriveAt('zone-a');
  assert.equal(await again.isVisible(), false);
});

/** What a browser may lack or refuse, each as a script that runs before the page's own. */
const REFUSALS = {
  WebAssembly: () => { delete globalThis.WebAssembly; },
  IntersectionObserver: () => { delete globalThis.IntersectionObserver; },
  ResizeObserver: () => { delete globalThis.ResizeObserver; },
  'idle callbacks': () => { delete globalThis.requestIdleCallback; },
  'workers of a service': () => { delete Navigator.prototype.serviceWorker; },
  'full screen': () => { delete Element.prototype.requestFullscreen; },
  'talk between windows': () => { delete globalThis.BroadcastChannel; },
  'paths for a canvas': () => { delete globalThis.Path2D; },
  storage: () => {
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(globalThis, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
  },
  'room in its storage': () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; },
};
for (const [name, refuse] of Object.entries(REFUSALS)) {
  test(`without ${name} the story can be read, and what cannot start says so once`, async (t) => {
    const story = await open(t, '', { wait: false, prepare: (page) => page.addInitScript(refuse) });
    const { page } = story;
    const settled = (mark) => page.waitForFunction((mark) => performance.getEntriesByName(mark).length > 0 || document.querySelector('#broken')?.checkVisibility(), mark);
    await settled('story-ready');
    await page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
    await settled('instruments-ready');
    assert.equal(await page.locator('#story section.step').count(), stepIds.length);
    assert.ok(await page.locator('#map [data-project]').count() >= projects.length);
    const started = await page.evaluate(() => performance.getEntriesByName('instruments-ready').length > 0);
    assert.equal(await page.locator('#broken').isVisible(), !started);
    if (started) await story.readTo('gansu-line');
    else assert.equal(await page.locator('#broken span').textContent(), ui.broken);
    assert.ok(story.ownTroubles().length <= (started ? 0 : 1), story.ownTroubles().join('\n'));
  });
}
