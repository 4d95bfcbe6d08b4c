// How alike two pictures are, and how empty one is, by the tones of their cells.

/** Cells whose tones differ by more than this, of 255, look different. */
const DIFFERENT = 4;

/** Runs in a page: mean and range of the tones in each cell of a PNG in base64. */
export async function toneGrid(data) {
  const [across, down, side] = [24, 16, 20];
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
  const canvas = new OffscreenCanvas(across * side, down * side).getContext('2d');
  canvas.drawImage(bitmap, 0, 0, across * side, down * side);
  const cells = [];
  for (let row = 0; row < down; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const pixels = canvas.getImageData(column * side, row * side, side, side).data;
      const tones = Array.from({ length: side * side }, (_, i) => 0.3 * pixels[4 * i] + 0.59 * pixels[4 * i + 1] + 0.11 * pixels[4 * i + 2]);
      cells.push({ mean: tones.reduce((sum, tone) => sum + tone, 0) / tones.length, range: Math.max(...tones) - Math.min(...tones) });
    }
  }
  return cells;
}

/** Share of the cells that differ between two pictures; all of them where there is no other. */
export const tonesThatDiffer = (cells, others) => (others ? cells.filter(({ mean }, i) => Math.abs(mean - others[i].mean) > DIFFERENT).length / cells.length : 1);
