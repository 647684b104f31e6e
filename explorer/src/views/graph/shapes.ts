import type { Look } from '../looks.ts';

/** The outline of a shape around the origin, as an SVG path. @param radius half its width */
export function shapePath(shape: Look['shape'], radius: number): string {
  const corners = (count: number, turn: number, inner = 1) =>
    Array.from({ length: count * (inner === 1 ? 1 : 2) }, (_, at) => {
      const steps = inner === 1 ? count : count * 2;
      const far = inner !== 1 && at % 2 === 1 ? radius * inner : radius;
      const angle = (at / steps) * 2 * Math.PI + turn;
      return [far * Math.cos(angle), far * Math.sin(angle)] as const;
    });
  const closed = (points: readonly (readonly [number, number])[]) =>
    `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
  const up = -Math.PI / 2;
  const r = radius;
  switch (shape) {
    case 'ellipse':
      return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
    case 'round-rectangle':
      return closed([
        [-r, -r * 0.8],
        [r, -r * 0.8],
        [r, r * 0.8],
        [-r, r * 0.8],
      ]);
    case 'diamond':
      return closed(corners(4, up));
    case 'hexagon':
      return closed(corners(6, 0));
    case 'triangle':
      return closed(corners(3, up));
    case 'pentagon':
      return closed(corners(5, up));
    case 'star':
      return closed(corners(5, up, 0.45));
    case 'octagon':
      return closed(corners(8, Math.PI / 8));
    case 'vee':
      return closed([
        [-r, -r],
        [0, -r * 0.3],
        [r, -r],
        [0, r],
      ]);
    case 'rhomboid':
      return closed([
        [-r, -r * 0.7],
        [r * 0.4, -r * 0.7],
        [r, r * 0.7],
        [-r * 0.4, r * 0.7],
      ]);
  }
}
