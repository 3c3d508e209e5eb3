/**
 * A small picture of a file that is still on this device, drawn rather than loaded: a page's policy may forbid addresses of its
 * own making. Where a browser can't, or the file is no picture, there is none.
 */

/** CSS pixels. */
export const previewSide = 40;

/** Resolves with a canvas to put into the page, once for each file. */
export async function drawPreview(file: File): Promise<HTMLCanvasElement | undefined> {
  if (!file.type.startsWith('image/') || !('createImageBitmap' in window)) return undefined;
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture === undefined) return undefined;
  const canvas = document.createElement('canvas');
  const side = previewSide * Math.min(2, Math.ceil(devicePixelRatio));
  Object.assign(canvas, { width: side, height: side });
  const cut = Math.min(picture.width, picture.height);
  canvas.getContext('2d')?.drawImage(picture, (picture.width - cut) / 2, (picture.height - cut) / 2, cut, cut, 0, 0, side, side);
  picture.close();
  return canvas;
}
