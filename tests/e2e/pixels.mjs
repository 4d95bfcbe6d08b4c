// Compares two pictures pixel by pixel, in the browser, which can decode them anyway.

/** Layers are drawn anew when an element is added, and edges of letters then differ by up to 16 levels of 255. */
const EDGE = 24;

/** How many pixels differ by more than an edge drawn anew; all of them if the sizes differ. */
export async function differingPixels(page, a, b) {
  const blank = await page.context().newPage();
  const count = await blank.evaluate(async ({ pictures, edge }) => {
    const [one, two] = await Promise.all(pictures.map(async (data) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
      canvas.drawImage(picture, 0, 0);
      return canvas.getImageData(0, 0, picture.width, picture.height);
    }));
    if (one.width !== two.width || one.height !== two.height) return one.width * one.height;
    let differing = 0;
    for (let i = 0; i < one.data.length; i += 4) {
      if ([0, 1, 2].some((k) => Math.abs(one.data[i + k] - two.data[i + k]) > edge)) differing += 1;
    }
    return differing;
  }, { pictures: [a.toString('base64'), b.toString('base64')], edge: EDGE });
  await blank.close();
  return count;
}
