// A small static host for the journeys, since dist/ must work on any such host and any sub-path.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Serves `dir` under `prefix` on a free port (or `port`), with `headers` besides its own, until `close()` is awaited. */
export async function serve(dir, { prefix = '/', port = 0, headers = {} } = {}) {
  const base = `/${prefix}/`.replace(/\/+/g, '/');
  const server = createServer(async (request, response) => {
    const found = await lookUp(dir, base, request.url);
    if (!found) {
      response.writeHead(404, { 'content-type': TYPES['.txt'] }).end('not found\n');
      return;
    }
    const type = TYPES[extname(found.file)] ?? 'application/octet-stream';
    // As the files for hosts say: a sandboxed frame has no origin, so that even our own files are another's to it.
    response.writeHead(200, { 'content-type': type, 'content-length': found.size, 'access-control-allow-origin': '*', ...headers });
    if (request.method === 'HEAD') response.end();
    else createReadStream(found.file).pipe(response);
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    // A browser keeps its connections open, and close() alone would wait for them.
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

/** The file that an address means, or nothing if there is none inside `dir`. */
async function lookUp(dir, base, address) {
  let path;
  try {
    path = decodeURIComponent(address.split(/[?#]/)[0]);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base) || path.includes('\0')) return undefined;
  const file = join(dir, normalize(`/${path.slice(base.length)}`), path.endsWith('/') ? 'index.html' : '');
  if (!file.startsWith(normalize(dir).replace(/\/$/, '') + sep)) return undefined;
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? { file, size: found.size } : undefined;
}
