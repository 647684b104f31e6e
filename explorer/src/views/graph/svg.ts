import type cytoscape from 'cytoscape';
import type { Model } from '../../api/model.ts';
import type { Entity } from '../../api/picture.ts';
import type { Drawing } from '../../shell/drawing.ts';
import { lookOf } from '../looks.ts';
import { shapePath } from './shapes.ts';

interface Ground {
  readonly text: string;
  readonly paper: string;
  readonly line: string;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly model: Model | undefined;
}

const MARGIN = 60;

/** What can be saved of a graph: its pixels, and a drawing whose text is text. */
export function drawingOf(graph: cytoscape.Core, ground: () => Ground): Drawing {
  return {
    png: async () => graph.png({ output: 'blob', full: true, scale: 2, bg: ground().paper }),
    svg: () => svgOf(graph, ground()),
  };
}

function svgOf(graph: cytoscape.Core, { text, paper, line, entities }: Ground): string {
  const { x1, y1, w, h } = graph.elements().boundingBox({});
  const edges = graph.edges().map((edge) => {
    const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
    const middle = edge.midpoint();
    const dash = edge.data('undated')
      ? ' stroke-dasharray="2 3"'
      : edge.data('uncertain')
        ? ' stroke-dasharray="6 4"'
        : '';
    return `<path d="M${point(from)}Q${point(middle)} ${point(to)}" fill="none" stroke="${line}" stroke-width="${edge.data('width')}"${dash}/>${label(String(edge.data('label')), middle, 9, text)}`;
  });
  const nodes = graph.nodes().map((node) => {
    const { x, y } = node.position();
    const radius = Number(node.data('size')) / 2;
    const letters = Number(node.data('letters'));
    const { colour, shape } = lookOf(entities.get(node.id())?.entityType ?? '');
    return `<g transform="translate(${round(x)} ${round(y)})"><path d="${shapePath(shape, radius)}" fill="${colour}"/></g>${label(String(node.data('label')), { x, y: y + radius + letters + 2 }, letters, text)}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${round(x1 - MARGIN)} ${round(y1 - MARGIN)} ${round(w + 2 * MARGIN)} ${round(h + 2 * MARGIN)}" font-family="system-ui, sans-serif"><rect x="${round(x1 - MARGIN)}" y="${round(y1 - MARGIN)}" width="100%" height="100%" fill="${paper}"/>${edges.join('')}${nodes.join('')}</svg>\n`;
}

/** A text with its own direction, whatever stands around it. */
function label(text: string, { x, y }: cytoscape.Position, size: number, ink: string): string {
  const rtl = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text);
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${ink}" text-anchor="middle"${rtl ? ' direction="rtl"' : ''}>${escaped(text)}</text>`;
}

const round = (number: number) => Math.round(number * 10) / 10;
const point = ({ x, y }: cytoscape.Position) => `${round(x)} ${round(y)}`;

const escaped = (text: string) =>
  text
    // What XML cannot hold.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
