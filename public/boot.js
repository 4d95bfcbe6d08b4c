// Starts the engine. Without it, or when it fails, the page stays as it was sent.
// The import is a call, so that glue which never comes is a failure like any other.
import("GLUE").then((glue) => glue.default({ module_or_path: new URL("WASM", import.meta.url) })).catch((reason) => {
  console.error("Spring Surge: the engine did not start:", reason);
  // A frame that shows one step at a time needs the engine; without it the whole text is there to scroll.
  delete document.documentElement.dataset.layout;
  const notice = document.getElementById("broken");
  if (notice) notice.hidden = false;
});
