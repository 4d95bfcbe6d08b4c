// Keeps the page for reading without a network. Every file but the pages has its content in its name,
// so that what is kept is right for ever; the pages are those of the version that was kept last. The
// next version is fetched in the background; pages that are open then are told, and the next visit sees it.
const VERSION = "SW_VERSION";
const FILES = SW_FILES;
// What only a lesson needs is kept when one asks for it, so that readers do not pay for it.
const LESSON = SW_LESSON;
// What a page that is older says, by its language.
const NEWER = SW_NEWER;
const NAME = `spring-surge-${new URL(self.registration.scope).pathname}-`;

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
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

async function fill() {
  const cache = await caches.open(NAME + VERSION);
  await cache.addAll(FILES);
  // Who kept a lesson has it in the newer version, too, before the older one goes.
  if (await caches.match(new URL("handout/", self.registration.scope))) await cache.addAll(LESSON).catch(() => {});
}

async function takeOver() {
  const own = (await caches.keys()).filter((name) => name.startsWith(NAME));
  // The version before stays for pages that are still open; older ones go.
  await Promise.all(own.slice(0, -2).filter((name) => name !== NAME + VERSION).map((name) => caches.delete(name)));
  // Pages of a first visit have no worker yet, so these came from the version before.
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ newer: NEWER });
}

async function answer(request, url) {
  // A hand-out has no script that could say that it is old.
  if (url.pathname.endsWith("/handout/")) {
    try {
      return await fetch(request);
    } catch {
      // Without a network the one that was kept.
    }
  }
  const current = await caches.open(NAME + VERSION);
  const kept = await current.match(url.origin + url.pathname) ?? await caches.match(url.origin + url.pathname);
  return kept ?? fetch(request);
}
