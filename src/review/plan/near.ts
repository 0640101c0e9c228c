import type { Location } from './problem.js';

/** Mean radius of the earth, km. */
const EARTH_KM = 6371;
/** Kilometres in a degree of latitude, for laying degrees on a local plane. */
const KM_PER_DEGREE = (Math.PI * EARTH_KM) / 180;

/** Straight-line distance, km: on the plane, or along the great circle (haversine). Null across the two kinds. */
export function distanceKm(a: Location, b: Location): number | null {
  if ('x' in a && 'x' in b) return Math.hypot(a.x - b.x, a.y - b.y);
  if ('latitude' in a && 'latitude' in b) {
    const rad = Math.PI / 180;
    const dLat = (b.latitude - a.latitude) * rad;
    const dLon = (b.longitude - a.longitude) * rad;
    const h =
      Math.sin(dLat / 2) ** 2 +
      Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon / 2) ** 2;
    return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
  }
  return null;
}

/** A point of the plane for the grid; degrees are laid flat at their own latitude, good enough to sort cells. */
function flat(location: Location): { x: number; y: number } {
  if ('x' in location) return location;
  const rad = Math.PI / 180;
  return {
    x: location.longitude * KM_PER_DEGREE * Math.cos(location.latitude * rad),
    y: location.latitude * KM_PER_DEGREE,
  };
}

/**
 * Nearest neighbours by a uniform grid (Bentley, Weide, Yao 1980): about linear in the number of points, where
 * comparing all pairs of 24,000 schools is 576 million distances.
 */
export class NearIndex {
  private readonly points: { x: number; y: number }[];
  private readonly cell: number;
  private readonly cells = new Map<number, number[]>();
  private readonly minX: number;
  private readonly minY: number;
  private readonly across: number;
  private readonly down: number;

  constructor(locations: readonly Location[]) {
    this.points = locations.map(flat);
    let minX = Number.POSITIVE_INFINITY;
    let minY = Number.POSITIVE_INFINITY;
    let maxX = Number.NEGATIVE_INFINITY;
    let maxY = Number.NEGATIVE_INFINITY;
    for (const { x, y } of this.points) {
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
    }
    this.minX = minX;
    this.minY = minY;
    const area = Math.max(1e-6, (maxX - minX) * (maxY - minY));
    // About four points a cell.
    this.cell = Math.max(1e-3, Math.sqrt((area * 4) / Math.max(1, this.points.length)));
    this.across = Math.floor((maxX - minX) / this.cell) + 1;
    this.down = Math.floor((maxY - minY) / this.cell) + 1;
    this.points.forEach((point, i) => {
      const key = this.keyOf(point);
      const list = this.cells.get(key);
      if (list) list.push(i);
      else this.cells.set(key, [i]);
    });
  }

  private keyOf({ x, y }: { x: number; y: number }): number {
    return Math.floor((y - this.minY) / this.cell) * this.across + Math.floor((x - this.minX) / this.cell);
  }

  /** The `count` points nearest to point `i` (without itself) that `wanted` accepts, nearest first, ties by number. */
  nearest(i: number, count: number, wanted: (j: number) => boolean): number[] {
    const { x, y } = this.points[i]!;
    const cx = Math.floor((x - this.minX) / this.cell);
    const cy = Math.floor((y - this.minY) / this.cell);
    const found: { j: number; d: number }[] = [];
    const rings = Math.max(this.across, this.down);
    for (let ring = 0; ring <= rings; ring++) {
      for (let gy = cy - ring; gy <= cy + ring; gy++) {
        if (gy < 0 || gy >= this.down) continue;
        const edge = gy === cy - ring || gy === cy + ring;
        for (let gx = cx - ring; gx <= cx + ring; gx += edge || ring === 0 ? 1 : 2 * ring) {
          if (gx < 0 || gx >= this.across) continue;
          for (const j of this.cells.get(gy * this.across + gx) ?? []) {
            if (j !== i && wanted(j))
              found.push({ j, d: Math.hypot(this.points[j]!.x - x, this.points[j]!.y - y) });
          }
        }
      }
      // Everything within `ring` cells of the own cell's edge has been seen.
      if (found.length >= count) {
        found.sort((a, b) => a.d - b.d || a.j - b.j);
        if (found[count - 1]!.d <= ring * this.cell) break;
      }
    }
    found.sort((a, b) => a.d - b.d || a.j - b.j);
    return found.slice(0, count).map(f => f.j);
  }
}
