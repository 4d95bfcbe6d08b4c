// How a lesson looks from outside: the screen, the speaker's window, and what they say.
import { StoryPage } from './story-page.mjs';

/** What stands on the screen or in the speaker's window, in words. */
export function shown(page) {
  return page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? null;
    const visible = (selector) => Boolean(document.querySelector(selector)?.checkVisibility());
    return {
      step: document.querySelector('[data-step][aria-current]')?.dataset.step,
      words: text('.on-screen h1'),
      parts: document.querySelectorAll('.part.is-shown').length,
      question: text('.ask-words'),
      answer: text('.asked .answer'),
      covered: visible('.cloth'),
      white: visible('.cloth.is-white'),
      panel: document.querySelector('.teach-panel')?.className.split(' ')[1] ?? null,
      light: document.querySelector('.light')?.getAttribute('d') ?? null,
      strokes: [...document.querySelectorAll('.stroke')].map((s) => s.getAttribute('d')),
      larger: document.documentElement.hasAttribute('data-larger'),
      leaving: text('.teach-leave span'),
    };
  });
}

/** Until what is shown has these parts. */
export async function shows(page, wanted) {
  await page.waitForFunction((wanted) => {
    const text = (selector) => document.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim() ?? null;
    const now = {
      step: document.querySelector('[data-step][aria-current]')?.dataset.step,
      parts: document.querySelectorAll('.part.is-shown').length,
      question: text('.ask-words'),
      answered: Boolean(document.querySelector('.asked .answer')),
      revealed: Boolean(document.querySelector('.is-right, .verdict, .solved')),
      covered: Boolean(document.querySelector('.cloth')?.checkVisibility()),
      panel: document.querySelector('.teach-panel')?.className.split(' ')[1] ?? null,
      lit: Boolean(document.querySelector('.light')),
      strokes: document.querySelectorAll('.stroke').length,
      together: document.querySelector('.together')?.dataset.state ?? null,
      leaving: Boolean(document.querySelector('.teach-leave p')),
    };
    return Object.entries(wanted).every(([key, value]) => now[key] === value);
  }, wanted);
}

/** Until the words of the lesson are there. */
export async function wordsCame(page) {
  await page.waitForFunction(() => document.querySelector('.teach-bar .turn, .speaker .main')?.textContent);
}

/** The window that opens when something is done, ready to teach. */
export async function opened(page, act) {
  const [popup] = await Promise.all([page.waitForEvent('popup'), act()]);
  // A window begins as an empty page, and what is waited for there may never be answered once it is left.
  await popup.waitForURL((url) => url.protocol !== 'about:');
  const window = new StoryPage(popup, popup.url());
  await window.ready();
  await wordsCame(popup);
  return window;
}
