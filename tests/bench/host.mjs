// A host as newspapers have them: files compressed with brotli 11 beforehand, kept for ever but for the pages.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
/** Packed already. */
const PACKED = new Set(['.png', '.woff2', '.woff', '.br', '.gz']);

/** Serves a folder and keeps in `sent` what went out and how large it was. */
export async function serveCompressed(folder) {
  const kept = new Map();
  const load = (path) => {
    if (!kept.has(path)) {
      const bytes = readFileSync(path);
      const packed = !PACKED.has(extname(path));
      const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`;
      kept.set(path, { packed, tag, body: packed ? brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }) : bytes });
    }
    return kept.get(path);
  };
  // Compressed before anything is timed; a page's folders of downloads are nobody's way to the story.
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isFile()) load(join(folder, entry.name));
  const sent = [];
  const server = createServer((request, response) => {
    let path = join(folder, normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname)));
    try {
      if (statSync(path).isDirectory()) path = join(path, 'index.html');
      const { packed, tag, body } = load(path);
      const caching = { etag: tag, 'cache-control': path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable' };
      const isKnown = request.headers['if-none-match'] === tag;
      sent.push({ file: path.slice(folder.length), bytes: isKnown ? 0 : body.length });
      if (isKnown) return void response.writeHead(304, caching).end();
      response.writeHead(200, {
        ...caching,
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-length': body.length,
        ...(packed && { 'content-encoding': 'br' }),
      }).end(body);
    } catch {
      // Browsers ask for an icon by themselves, and to lack one is no page's fault.
      response.writeHead(path.endsWith('favicon.ico') ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}/`, sent, close };
}
