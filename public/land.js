// Draws the land, its rings and its flows while the map moves. A worker of its own, so that motion is even however busy the
// page is. The first message is [canvas, layers]; a layer is [km of one unit, path data or an image of the
// relief: "image", its half, where it lies, which part of it that is, its address]. Where the
// page draws more than before, [layers, looks] is sent. Each other one is a flight or, with a single camera, asks for a picture:
// [its number, when it began, ms it takes, width, height, middle x, middle y, density, shorter side of the map, cameras, looks].
// Lengths are px of the page; a camera is three numbers, where the origin lies from the middle, and px per km; a look is fill,
// stroke, its width, dashes and opacity, and where there are no looks, those of before hold.
let pen, sheet, layers, looks, opacities, flight, began, before, draws;

/** How long what was not seen before a flight takes to appear in it, and the other way round, ms. */
const FADE_MS = 250;

/** A path of the base map taken apart, so that lines off screen need not be drawn: each with the box that holds it. */
const lines = (data) => (data.match(/M[^M]+/g) ?? []).map((line) => {
  const numbers = line.match(/-?\d+/g).map(Number);
  let [x, y] = numbers;
  const box = [x, y, x, y];
  for (let i = 2; i + 1 < numbers.length; i += 2) {
    x += numbers[i];
    y += numbers[i + 1];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return { path: new Path2D(line), box };
});

/** Everywhere: what is not left out off screen. */
const EVERYWHERE = [-Infinity, -Infinity, Infinity, Infinity];

/** The base map is of straight lines in whole units; rivers, rings and flows are of curves, and too few to be left out. */
const layerOf = ([km, data]) => {
  if (!data.startsWith("image")) return { km, lines: /[AQq]/.test(data) ? [{ path: new Path2D(data), box: EVERYWHERE }] : lines(data) };
  const [, half, ...place] = data.split(" "), address = place.pop(), part = place.splice(4).map(Number);
  const layer = { km, lines: [], place: place.map(Number) };
  // Without it the land is drawn all the same.
  tint(address, part, half === "relief-light").then((image) => { layer.image = image; }, () => {});
  return layer;
};

/** A half of the relief as ink of its own: the darker or the lighter it makes the ground, the more of black or white. */
async function tint(address, [left, top, width, height], isLight) {
  const image = await createImageBitmap(await (await fetch(address)).blob());
  const ink = new OffscreenCanvas(width, height).getContext("2d");
  ink.drawImage(image, left, top, width, height, 0, 0, width, height);
  const pixels = ink.getImageData(0, 0, width, height);
  for (let i = 0; i < pixels.data.length; i += 4) {
    const grey = pixels.data[i], [colour, alpha] = isLight ? [255, grey] : [0, 255 - grey];
    pixels.data.fill(colour, i, i + 3);
    pixels.data[i + 3] = alpha;
  }
  ink.putImageData(pixels, 0, 0);
  return ink.canvas;
}

/** Nearer than its pixels allow the relief fades: whole where 400 km are seen, gone at 60. The style sheet has the same. */
const nearness = (km) => Math.min(Math.max((km - 60) / 340, 0), 1);

/** The camera at a share of the way, straight from one that is given to the next, as the page moves its marks. */
function cameraAt(cameras, share) {
  const last = cameras.length / 3 - 1;
  const at = Math.max(Math.min(Math.floor(share * last), last - 1), 0);
  const part = share * last - at;
  return [0, 1, 2].map((i) => cameras[at * 3 + i] + (last && (cameras[at * 3 + 3 + i] - cameras[at * 3 + i]) * part));
}

/** Draws what a camera sees. */
function paint(pen, [left, top, pxPerKm], [, , , width, height, x, y, density, side]) {
  const [wide, high] = [Math.round(width * density), Math.round(height * density)];
  if (pen.canvas.width !== wide || pen.canvas.height !== high) Object.assign(pen.canvas, { width: wide, height: high });
  const [dx, dy] = [(x + left) * density, (y + top) * density];
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, wide, high);
  layers.forEach(({ km, lines, image, place }, i) => {
    const [fill, stroke, strokeWidth, dashes] = looks[i];
    if (!opacities[i]) return;
    const scale = pxPerKm * km, factor = scale * density;
    const view = [-dx / factor, -dy / factor, (wide - dx) / factor, (high - dy) / factor];
    const seen = lines.filter(({ box }) => box[0] <= view[2] && box[2] >= view[0] && box[1] <= view[3] && box[3] >= view[1]);
    pen.setTransform(factor, 0, 0, factor, dx, dy);
    pen.globalAlpha = opacities[i] * (place ? nearness(side / pxPerKm) : 1);
    if (image) pen.drawImage(image, ...place);
    if (fill) {
      pen.fillStyle = fill;
      for (const { path } of seen) pen.fill(path);
    }
    if (stroke) {
      pen.strokeStyle = stroke;
      pen.lineWidth = strokeWidth / scale;
      pen.setLineDash(dashes.map((dash) => dash / scale));
      for (const { path } of seen) pen.stroke(path);
    }
  });
}

function draw(now) {
  const [number, start, ms, , , , , , , cameras] = flight;
  const elapsed = performance.timeOrigin + now - start;
  const share = Math.min(Math.max(elapsed / ms, 0), 1);
  const faded = share < 1 ? Math.min(Math.max(elapsed / FADE_MS, 0), 1) : 1;
  opacities = looks.map(([, , , , opacity], i) => before[i] + (opacity - before[i]) * faded);
  paint(pen, cameraAt(cameras, share), flight);
  if (began !== number) postMessage(began = number);
  draws = share < 1 && requestAnimationFrame(draw);
}

onmessage = ({ data }) => {
  if (!pen) {
    // Where WebKit draws without a GPU, as it may on Linux, it breaks off if a worker draws beside the page; flights are the
    // page's own there.
    if (/Linux.*AppleWebKit(?!.*Chrom)/.test(navigator.userAgent)) return close();
    const [canvas, all] = data;
    pen = canvas.getContext("2d");
    // What a canvas needs is only made when something is drawn on it, which the first flight would wait for.
    pen.clearRect(0, 0, 1, 1);
    layers = all.map(layerOf);
    return postMessage(0);
  }
  if (Array.isArray(data[0])) {
    layers = data[0].map(layerOf);
    looks = data[1];
    opacities = undefined;
    before = looks.map(([, , , , opacity]) => opacity);
    return;
  }
  const [number, , ms, , , , , , , cameras, seen] = data;
  looks = seen ?? looks;
  const wanted = looks.map(([, , , , opacity]) => opacity);
  before = opacities ?? wanted;
  if (ms) {
    // One that is under way goes over into this one.
    flight = data;
    if (draws) postMessage(began = number);
    else draws = requestAnimationFrame(draw);
    return;
  }
  // A hand on the map ends the flight.
  if (draws) cancelAnimationFrame(draws);
  draws = 0;
  opacities = wanted;
  sheet ??= new OffscreenCanvas(1, 1).getContext("2d");
  paint(sheet, cameras, data);
  const picture = sheet.canvas.transferToImageBitmap();
  postMessage([number, picture], [picture]);
};
