// The story as one file, alone in a folder as on a stick.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from './browser.mjs';
import { StoryPage } from './story-page.mjs';

/** The file in a folder with a blank in its name, opened by a browser without a network; every request is counted. */
export async function fromStick(browser, t, address = '', size = { width: 1280, height: 720 }) {
  const folder = mkdtempSync(join(tmpdir(), 'a stick '));
  copyFileSync(join(DIST, 'spring-surge.html'), join(folder, 'spring-surge.html'));
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: size, offline: true });
  t.after(async () => {
    await context.close();
    rmSync(folder, { recursive: true });
  });
  const asked = [];
  const file = pathToFileURL(join(folder, 'spring-surge.html')).href;
  context.on('request', (request) => { if (!request.url().startsWith('data:') && request.url().split(/[?#]/)[0] !== file) asked.push(request.url()); });
  const story = new StoryPage(await context.newPage(), file);
  await story.page.goto(file + address);
  return { story, asked };
}
