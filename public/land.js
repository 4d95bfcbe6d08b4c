// Draws the land while the map flies. A worker of its own, so that a flight is even however busy the page is.
// The first message is [canvas, km of one unit of the paths, path data, …]. Each one after it is a flight:
// [its number, when it began, ms it takes, width, height, middle x, middle y, density, cameras, looks]. Lengths are px of
// the page; a camera is three numbers, where the origin lies from the middle, and px per km.
let pen, unit, paths, flight, draws;

/** A path taken apart, so that lines off screen need not be drawn: each with the box that holds it. */
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

/** The camera at a share of the way, straight from one that is given to the next, as the page moves its marks. */
function cameraAt(cameras, share) {
  const last = cameras.length / 3 - 1;
  const at = Math.min(Math.floor(share * last), last - 1);
  const part = share * last - at;
  return [0, 1, 2].map((i) => cameras[at * 3 + i] + (cameras[at * 3 + 3 + i] - cameras[at * 3 + i]) * part);
}

function draw(now) {
  const [number, began, ms, width, height, x, y, density, cameras, looks] = flight;
  const share = Math.min(Math.max((performance.timeOrigin + now - began) / ms, 0), 1);
  const [left, top, pxPerKm] = cameraAt(cameras, share);
  const [wide, high] = [Math.round(width * density), Math.round(height * density)];
  if (pen.canvas.width !== wide || pen.canvas.height !== high) Object.assign(pen.canvas, { width: wide, height: high });
  const scale = pxPerKm * unit, factor = scale * density;
  const [dx, dy] = [(x + left) * density, (y + top) * density];
  const view = [-dx / factor, -dy / factor, (wide - dx) / factor, (high - dy) / factor];
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, wide, high);
  pen.setTransform(factor, 0, 0, factor, dx, dy);
  paths.forEach((path, i) => {
    const [fill, stroke, strokeWidth, dashes] = looks[i];
    const seen = path.filter(({ box }) => box[0] <= view[2] && box[2] >= view[0] && box[1] <= view[3] && box[3] >= view[1]);
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
  if (!draws) postMessage(number);
  draws = share < 1;
  if (draws) requestAnimationFrame(draw);
}

onmessage = ({ data }) => {
  if (!pen) {
    const [canvas, km, ...all] = data;
    [pen, unit, paths] = [canvas.getContext("2d"), km, all.map(lines)];
    return postMessage(0);
  }
  flight = data;
  // One that is under way goes over into this one.
  if (draws) postMessage(flight[0]);
  else requestAnimationFrame(draw);
};
