import { deflateSync } from 'node:zlib';

/** Convenor's own colour, also of its page and its manifest. */
export const ACCENT = '#0B5A6B';

/** Points looked at in each direction of a pixel, so that the edges are smooth. */
const SAMPLES = 4;

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** The coloured icon, 192 by 192: people around a table, of whom one convenes. */
export function colourIcon(): Uint8Array {
  return png(192, share => mix([11, 90, 107, 255], [255, 255, 255, 255], share));
}

/** The outline, 32 by 32: white on nothing, as Teams wants it. */
export function outlineIcon(): Uint8Array {
  return png(32, share => [255, 255, 255, Math.round(share * 255)]);
}

/** Whether the mark covers a point; both from 0 to 1. */
function covers(x: number, y: number): boolean {
  const inCircle = (cx: number, cy: number, radius: number) => Math.hypot(x - cx, y - cy) <= radius;
  const distance = Math.hypot(x - 0.5, y - 0.5);
  const angle = Math.abs(Math.atan2(y - 0.5, x - 0.5));
  const ring = distance >= 0.25 && distance <= 0.35 && angle >= Math.PI / 4;
  return ring || inCircle(0.8, 0.5, 0.08);
}

/** The pixels of a square picture, each by how much of it the mark covers. */
function png(size: number, colour: (share: number) => Pixel): Uint8Array {
  const raw = Buffer.alloc(size * (1 + size * 4));
  for (let row = 0; row < size; row++) {
    const start = row * (1 + size * 4) + 1;
    for (let column = 0; column < size; column++) {
      let hits = 0;
      for (let at = 0; at < SAMPLES * SAMPLES; at++) {
        const x = (column + ((at % SAMPLES) + 0.5) / SAMPLES) / size;
        const y = (row + (Math.floor(at / SAMPLES) + 0.5) / SAMPLES) / size;
        if (covers(x, y)) hits++;
      }
      raw.set(colour(hits / (SAMPLES * SAMPLES)), start + column * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel; red, green, blue and alpha.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function mix(from: Pixel, to: Pixel, share: number): Pixel {
  const part = (at: 0 | 1 | 2 | 3) => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2), part(3)];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** The check sum of PNG (ISO 3309); node:zlib has it only from Node 22 on. */
function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
