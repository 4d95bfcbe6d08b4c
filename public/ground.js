// Lays the ground under the story when the text is there: relief, lakes and rivers into the drawn land, and their names and those
// of towns above it. The story is read as well without it.

/** Puts the looks of the ground into the page; waits for them, so that it is never seen without. */
const dress = (href) => new Promise((dressed) => {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = href;
  sheet.onload = sheet.onerror = dressed;
  document.head.append(sheet);
});

export async function lay() {
  const { ground, groundStyle } = document.getElementById("atlas").dataset;
  const land = document.querySelector("#map .land .base > .china"), names = document.querySelector("#map .province-names");
  if (!ground || !land || !names || document.getElementById("ground-board")) return;
  const [answer] = await Promise.all([fetch(ground), dress(groundStyle)]);
  if (!answer.ok) throw new Error(`${ground}: ${answer.status}`);
  const drawing = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  const drawn = drawing.getElementById("ground");
  if (!drawn) throw new Error(`${ground} is no ground`);
  // Who asks for less has the lines alone, and so has who does not get the image. It comes whole, or it would come twice.
  const image = drawn.querySelector("image"), seen = new Image();
  if (image) seen.src = image.getAttribute("href");
  if (navigator.connection?.saveData || !await seen.decode().then(() => true, () => false)) for (const relief of drawn.querySelectorAll(".relief")) relief.remove();
  // The worker that draws flights has an address of its own, from which a relative one would lead elsewhere.
  for (const relief of drawn.querySelectorAll(".relief")) {
    const place = ["x", "y", "width", "height", "viewBox"].map((name) => relief.getAttribute(name)).join(" ");
    relief.dataset.image = `image ${relief.classList[1]} ${place} ${seen.src}`;
  }
  land.after(...drawn.children);
  names.before(drawing.querySelector(".ground-names"), drawing.getElementById("ground-board"));
  document.dispatchEvent(new Event("spring-surge:ground"));
}
