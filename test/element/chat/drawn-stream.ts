/** A video stream without a camera: a simple drawing, so that a picture of the stage shows something. */

const people = {
  remote: { wall: '#cbb8a4', coat: '#2b5a5e', skin: '#e0a982', hair: '#3c2a22' },
  self: { wall: '#9db4bd', coat: '#c07a3c', skin: '#c98d63', hair: '#1f1a18' },
} as const;

/** Draws once and again now and then: a captured canvas only sends a frame when something is drawn. */
export function drawnStream(who: keyof typeof people): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const pen = canvas.getContext('2d');
  const { wall, coat, skin, hair } = people[who];
  const draw = (): void => {
    if (pen === null) return;
    pen.fillStyle = wall;
    pen.fillRect(0, 0, 640, 360);
    const ellipse = (colour: string, x: number, y: number, rx: number, ry: number): void => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(x, y, rx, ry, 0, 0, 7);
      pen.fill();
    };
    ellipse(hair, 320, 160, 92, 116);
    ellipse(coat, 320, 380, 190, 120);
    ellipse(skin, 320, 175, 70, 88);
  };
  draw();
  const timer = setInterval(draw, 200);
  const stream = canvas.captureStream(5);
  stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
  return stream;
}

/** A screen: a wide page with lines of text. */
export function screenStream(): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 800;
  canvas.height = 600;
  const pen = canvas.getContext('2d');
  const draw = (): void => {
    if (pen === null) return;
    pen.fillStyle = '#f7f5f0';
    pen.fillRect(0, 0, 800, 600);
    pen.fillStyle = '#41611f';
    pen.fillRect(0, 0, 800, 48);
    pen.fillStyle = '#8a8f99';
    for (let line = 0; line < 9; line += 1) pen.fillRect(48, 110 + line * 48, 700 - (line % 3) * 120, 16);
  };
  draw();
  const timer = setInterval(draw, 200);
  const stream = canvas.captureStream(5);
  stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
  return stream;
}
