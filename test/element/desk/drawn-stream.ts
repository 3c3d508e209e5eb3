/** A picture without a camera: a drawn face on a canvas, so that a stage has something to show. */

/** Drawn again now and then: a captured canvas sends a frame only when something was drawn. */
export function drawnStream(coat: string): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const pen = canvas.getContext('2d');
  const disc = (colour: string, x: number, y: number, rx: number, ry: number): void => {
    if (pen === null) return;
    pen.fillStyle = colour;
    pen.beginPath();
    pen.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    pen.fill();
  };
  const draw = (): void => {
    if (pen === null) return;
    pen.fillStyle = '#b9c2ca';
    pen.fillRect(0, 0, 640, 360);
    disc('#5b3b24', 320, 150, 96, 112);
    disc(coat, 320, 390, 210, 130);
    disc('#e3b48f', 320, 178, 74, 92);
  };
  draw();
  const timer = setInterval(draw, 200);
  const stream = canvas.captureStream(5);
  stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
  return stream;
}
