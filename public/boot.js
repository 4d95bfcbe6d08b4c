// Starts the engine, or for a lesson the one that has a lesson in it. Without it, or when it fails,
// the page stays as it was sent. The import is a call, so that glue which never comes is a failure
// like any other.
const lesson = /[?&]mode=(present|speaker)(&|$)/.test(location.search);
const [glue, wasm] = lesson ? ["LESSON_JS", "LESSON_BIN"] : ["GLUE", "WASM"];
import(glue).then((engine) => engine.default({ module_or_path: new URL(wasm, import.meta.url) })).catch((reason) => {
  console.error("Spring Surge: the engine did not start:", reason);
  // A frame that shows one step at a time needs the engine; without it the whole text is there to scroll.
  delete document.documentElement.dataset.layout;
  const notice = document.getElementById("broken");
  if (notice) notice.hidden = false;
});

// What was read once can be read without a network. In a frame of somebody's article nothing is kept.
if ("serviceWorker" in navigator && location.protocol.startsWith("http") && parent === window) {
  navigator.serviceWorker.register(new URL("sw.js", import.meta.url)).then(() => navigator.serviceWorker.ready).then((kept) => {
    if (lesson) kept.active?.postMessage("lesson");
  }).catch(() => {
    // Where the browser keeps nothing the page is read as before.
  });
}
