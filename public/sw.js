// Keeps the page for reading without a network. Every file but the pages has its content in its name,
// so that what is kept is right for ever; the pages are those of the version that was kept last. The
// next version is fetched in the background, and shown with the next visit.
const VERSION = "SW_VERSION";
const FILES = SW_FILES;
// What only a lesson needs is kept when one asks for it, so that readers do not pay for it.
const LESSON = SW_LESSON;
const NAME = `spring-surge-${new URL(self.registration.scope).pathname}-`;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME + VERSION).then((cache) => cache.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  // The version before stays for pages that are still open; older ones go.
  event.waitUntil(caches.keys().then((names) => {
    const own = names.filter((name) => name.startsWith(NAME));
    return Promise.all(own.slice(0, -2).filter((name) => name !== NAME + VERSION).map((name) => caches.delete(name)));
  }));
});

self.addEventListener("message", (event) => {
  if (event.data === "lesson") event.waitUntil(caches.open(NAME + VERSION).then((cache) => cache.addAll(LESSON)).catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request, url));
});

async function answer(request, url) {
  const current = await caches.open(NAME + VERSION);
  const kept = await current.match(url.origin + url.pathname) ?? await caches.match(url.origin + url.pathname);
  return kept ?? fetch(request);
}
