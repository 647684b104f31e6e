// Draws a graph that was had in the D3 node-link format, as SVG: forces place the nodes, the same graph the same way.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';

const WIDTH = 960;
const HEIGHT = 600;
const COLORS = {
  COUNTRY: '#3b6ea5',
  TERRITORY: '#6c8ebf',
  CITY: '#7fa7c9',
  ORGANIZATION: '#b5651d',
  OFFICE: '#c98f5a',
  PERSON: '#8a5a83',
  EVENT: '#4f8a5b',
  LEGAL_CASE: '#9c3d3d',
  INSTRUMENT: '#a8893a',
  TOPIC: '#777777',
};

/** @returns the SVG of a node-link graph */
export function drawn({ nodes, links }) {
  // The order of the nodes is their order along a path, so a path starts out straight.
  const placed = nodes.map((node, index) => ({ ...node, x: index * 40, y: (index % 3) * 30 }));
  const joined = links.map((link) => ({ ...link }));
  const simulation = forceSimulation(placed)
    .force(
      'link',
      forceLink(joined)
        .id(({ id }) => id)
        .distance(90),
    )
    .force('charge', forceManyBody().strength(-420))
    .force('collide', forceCollide(46))
    .force('x', forceX().strength(0.05))
    .force('y', forceY().strength(0.09))
    .force('center', forceCenter(0, 0))
    .stop();
  for (let step = 0; step < 400; step++) simulation.tick();
  const xs = placed.map(({ x }) => x);
  const ys = placed.map(({ y }) => y);
  const scale = Math.min((WIDTH - 180) / span(xs), (HEIGHT - 80) / span(ys), 2);
  const at = ({ x, y }) => [
    Math.round(WIDTH / 2 + (x - middle(xs)) * scale),
    Math.round(HEIGHT / 2 + (y - middle(ys)) * scale),
  ];
  const lines = joined.map(({ source, target, count }) => {
    const [[x1, y1], [x2, y2]] = [at(source), at(target)];
    return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke-width="${Math.min(count ?? 1, 6)}"/>`;
  });
  const circles = placed.map((node) => {
    const [x, y] = at(node);
    const label = escaped(node.label.length > 34 ? `${node.label.slice(0, 33)}…` : node.label);
    return `<g><circle cx="${x}" cy="${y}" r="8" stroke="none" fill="${COLORS[node.entityType] ?? '#777777'}"/><text x="${x}" y="${y - 13}">${label}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<rect width="100%" height="100%" fill="#ffffff"/>
<g stroke="#b9b9b9">
${lines.join('\n')}
</g>
<g font-family="sans-serif" font-size="12" text-anchor="middle" fill="#222222" stroke="#ffffff" stroke-width="3" paint-order="stroke">
${circles.join('\n')}
</g>
</svg>
`;
}

const span = (values) => Math.max(...values) - Math.min(...values) || 1;
const middle = (values) => (Math.max(...values) + Math.min(...values)) / 2;
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
