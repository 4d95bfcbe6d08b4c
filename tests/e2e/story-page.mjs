// The one file that knows how the page is built, so that journeys speak of steps, projects and events.
import { drawn } from './scene.mjs';

export class StoryPage {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.troubles = [];
    page.on('console', (message) => {
      // Journeys keep no worker, or one would answer in place of the network that they hold back.
      if (message.text().startsWith('Service Worker registration blocked')) return;
      if (['warning', 'error'].includes(message.type())) this.troubles.push(message.text());
    });
    page.on('pageerror', (error) => this.troubles.push(`uncaught ${error.name}: ${error.message}`));
  }

  /** What the story itself complained of, and what it failed to catch; not the browser's own advice. */
  ownTroubles() {
    return this.troubles.filter((text) => /^(Spring Surge|uncaught)/.test(text));
  }

  /** Until all parts of the page have their heights. */
  async laidOut() {
    await this.page.waitForFunction(() => !('sparse' in document.documentElement.dataset));
  }

  /** Until map, timeline and steps follow the story: the stage is there, and the page is laid out whole. */
  async guided() {
    await this.page.waitForFunction(() => performance.getEntriesByName('story-ready').length > 0);
    // The ground comes after that, and with it names; or it is known not to come.
    await this.page.waitForFunction(() => document.querySelector('.ground-names') || performance.getEntriesByName('ground-laid').length > 0);
    await this.laidOut();
  }

  /** Until all can be taken in hand: the instruments are there, called for as a hand on the map would. */
  async ready() {
    await this.guided();
    await this.page.evaluate(() => document.dispatchEvent(new Event('spring-surge:want')));
    await this.page.waitForFunction(() => performance.getEntriesByName('instruments-ready').length > 0);
  }

  /** What the engine knows; the prose is not in it. */
  async atlas() {
    this.known ??= await this.page.evaluate(async () => {
      const { textContent, dataset } = document.getElementById('atlas');
      return JSON.parse(textContent || await (await fetch(dataset.src)).text());
    });
    return this.known;
  }

  /** Back in the history; what follows is waited for by what it shows. */
  back() {
    return this.page.evaluate(() => history.back());
  }

  forward() {
    return this.page.evaluate(() => history.forward());
  }

  step(id) {
    return this.page.locator(`section#step-${id}`);
  }

  onMap(project) {
    return this.page.locator(`#map [data-project="${project}"]`);
  }

  onTimeline(event) {
    return this.page.locator(`#timeline [data-event="${event}"]`);
  }

  currentStep() {
    return this.page.evaluate(() => document.querySelector('[aria-current="step"]')?.dataset.step);
  }

  address() {
    return this.page.evaluate(() => location.search + location.hash);
  }

  scrollY() {
    return this.page.evaluate(() => Math.round(scrollY));
  }

  /** The view of the map, as written in its SVGs. */
  camera() {
    return this.page.evaluate(() => document.querySelector('#map svg.rings').getAttribute('viewBox'));
  }

  /** The view that a step asks for, as a viewBox. */
  async viewOf(step) {
    const { camera: { center: [x, y], span_km: span }, layers } = (await this.atlas()).steps.find((s) => s.id === step);
    if (!layers.includes('world')) return [x - span / 2, y - span / 2, span, span];
    // The whole world is shown as large as the map can, below the lines of its key if there is room for them (src/story/scene.rs, `world_camera`).
    const { width, height } = await this.page.locator('#map').boundingBox();
    if (!height) return [x - span / 2, y - span / 2, span, span];
    const lines = width <= 560 ? 90 : 66, key = lines <= 0.4 * height ? lines : 0, scale = Math.min(width / 27200, (height - key) / 15300), side = Math.min(width, height) / scale;
    return [x - side / 2, y - key / 2 / scale - side / 2, side, side];
  }

  /** All that map and timeline show, in words. */
  scene() {
    return this.page.evaluate(drawn);
  }

  /** Until a step is the current one and the picture has come to rest on its view. */
  async arriveAt(step) {
    const view = await this.viewOf(step);
    try {
      await this.page.waitForFunction(({ step, view }) => {
        if (document.querySelector('[aria-current="step"]')?.dataset.step !== step) return false;
        if (document.querySelector('#map .is-moving')) return false;
        const shown = document.querySelector('#map svg.camera').getAttribute('viewBox').split(' ').map(Number);
        return shown.every((value, i) => Math.abs(value - view[i]) < 0.0051) && document.getAnimations().every((a) => a.playState !== 'running');
      }, { step, view });
    } catch (error) {
      throw new Error(`the picture never came to rest on ${step} (${view.join(' ')}); it is at ${await this.whereItIs()}`, { cause: error });
    }
  }

  /** Moves the text to a step by a flight that the browser carries out, and waits for the picture. */
  async flownTo(step) {
    // What draws the land in flight is fetched at the first sign of a hand.
    await this.page.evaluate(() => dispatchEvent(new Event('wheel')));
    await this.page.waitForFunction(() => document.querySelector('.flown-land'));
    await this.page.evaluate((step) => {
      new MutationObserver(([{ target }]) => { window.hasFlown ||= target.classList.contains('is-flown'); }).observe(document.querySelector('#map .land'), { attributes: true });
      document.getElementById(`step-${step}`).scrollIntoView();
    }, step);
    await this.page.waitForFunction(() => window.hasFlown);
    await this.arriveAt(step);
  }

  /** What a journey that waited in vain has to say. */
  whereItIs() {
    return this.page.evaluate(() => JSON.stringify({
      step: document.querySelector('[aria-current="step"]')?.dataset.step,
      moving: !!document.querySelector('#map .is-moving'),
      view: document.querySelector('#map svg.camera').getAttribute('viewBox'),
      running: document.getAnimations().filter((a) => a.playState === 'running').map((a) => a.effect?.target?.className),
      scrollY,
      hash: location.hash,
    }));
  }

  /** Until the address has this fragment; a rewrite waits for a pause in the scrolling. */
  async addressSays(fragment) {
    await this.page.waitForFunction((wanted) => location.hash === wanted, fragment);
  }

  /** Moves the text, without waiting, so that a step lies on the reading line. */
  async jumpTo(step) {
    await this.page.evaluate((id) => document.getElementById(`step-${id}`).scrollIntoView(), step);
  }

  /** Moves the text to a step and waits for the picture. */
  async readTo(step) {
    await this.jumpTo(step);
    await this.arriveAt(step);
  }

  /** Turns the wheel by hand, no faster than can be followed, until a step is the current one. */
  async wheelTo(step, notch = 120) {
    const { width, height } = this.page.viewportSize();
    await this.page.mouse.move(width / 4, height * 0.8);
    while (await this.currentStep() !== step) {
      await this.page.mouse.wheel(0, notch);
      await this.nextFrames(3);
    }
  }

  /** Has the text rush to a step, faster than anybody can look at it; the steps that were the current one meanwhile. */
  rushTo(step) {
    return this.page.evaluate((id) => new Promise((resolve) => {
      const PX_PER_MS = 12;
      const [target, seen] = [document.getElementById(`step-${id}`), new Set()];
      const [from, length] = [scrollY, target.getBoundingClientRect().top];
      let begun;
      requestAnimationFrame(function frame(now) {
        seen.add(document.querySelector('[aria-current="step"]').dataset.step);
        begun ??= now;
        const gone = PX_PER_MS * (now - begun);
        if (gone >= length) {
          target.scrollIntoView();
          return resolve([...seen]);
        }
        scrollTo({ top: from + gone, behavior: 'instant' });
        requestAnimationFrame(frame);
      });
    }), step);
  }

  /**
   * Resolves when what a hand set in motion has come to rest: the land is drawn again, the camera stood for twenty frames (between a drag and its inertia it may stand for a few), and nothing fades.
   */
  async restOnMap() {
    await this.page.evaluate(() => { delete window.stoodOnMap; });
    await this.page.waitForFunction(() => {
      const view = document.querySelector('#map svg.rings').getAttribute('viewBox');
      const moves = document.querySelector('.is-moving') || document.getAnimations().some((a) => a.playState === 'running');
      const stood = window.stoodOnMap;
      window.stoodOnMap = { view, frames: stood?.view === view && !moves ? stood.frames + 1 : 0 };
      return window.stoodOnMap.frames >= 20;
    }, null, { polling: 'raf' });
  }

  async nextFrames(count) {
    await this.page.evaluate((count) => new Promise((resolve) => {
      const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : resolve());
      next(count);
    }), count);
  }

  async chooseProject(project) {
    await this.onMap(project).click();
  }

  /** Chooses an event with the keyboard, which reaches every mark. */
  async chooseEvent(event) {
    await this.onTimeline(event).focus();
    await this.page.keyboard.press('Enter');
  }

  /** A point of the window where an event's mark can be clicked; none if others cover it whole. */
  pointOf(event) {
    return this.onTimeline(event).evaluate((link) => {
      const box = link.querySelector('.hit').getBoundingClientRect();
      const y = box.top + box.height / 2;
      for (let x = box.left + 0.5; x < box.right; x += 1) {
        if (link.contains(document.elementFromPoint(x, y))) return { x, y };
      }
      return null;
    });
  }

  /** Events drawn as the subject, or as chosen, on the timeline. */
  eventsThatAre(emphasis) {
    return this.page.evaluate((name) => [...document.querySelectorAll(`#timeline [data-event]:has(> .${name})`)].map((e) => e.dataset.event), emphasis);
  }

  /** The words of the passages that tell the chosen event, each with whether a reader can see it. */
  chosenPassages() {
    return this.page.evaluate(() => [...document.querySelectorAll('#story .is-chosen-passage')].map((passage) => {
      const line = passage.getClientRects()[0];
      const above = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
      return { step: passage.closest('section')?.dataset.step, claim: passage.dataset.claim, seen: passage.contains(above) };
    }));
  }
}
