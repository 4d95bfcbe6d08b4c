// Articles around the story, served from another origin than the story's own.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const packaged = (path) => readFileSync(fileURLToPath(new URL(`node_modules/${path}`, import.meta.url)));
/** Host scripts that we did not write, from their packages. */
const SCRIPTS = {
  '/pym.js': packaged('pym.js/dist/pym.v1.js'),
  '/iframeResizer.js': packaged('iframe-resizer/js/iframeResizer.js'),
};
export const words = '<p>An article goes on here, with words of its own. '.repeat(60);

/** An article with `body` in its middle. */
export const article = (body, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title>
<meta name="viewport" content="width=device-width"><style>body { margin: 0 auto; max-width: 720px; } h1 { margin: 0; }</style>${head}</head>
<body><h1>An article</h1>${words}${body}${words}</body></html>`;

/** Serves articles by path, as localhost, until `close()` is awaited. */
export async function serveArticles(pages) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const script = SCRIPTS[path];
    response.writeHead(script || pages[path] ? 200 : 404, { 'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8' });
    response.end(script ?? pages[path] ?? '');
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
  return { url: `http://localhost:${server.address().port}`, close };
}

/** Opens an article in a window of its own. `errors` gathers what its page failed to catch. */
export async function visitArticle(t, browser, address, { size = { width: 1000, height: 800 }, prepare } = {}) {
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  t.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await prepare?.(page);
  // In Firefox an article counts as loading while a story in it waits for its instruments, which some tests hold back.
  await page.goto(address, { waitUntil: 'domcontentloaded' });
  return { page, errors };
}

/** Loads the host script of a story. */
export const script = (base) => `<script src="${base}embed.js"></script>`;
/** A story in a frame, without our script. */
export const plain = (query = '', attributes = '') => (base) => `<iframe title="Story" src="${base}?mode=embed${query}" style="width:100%;height:640px;border:0" ${attributes}></iframe>`;
