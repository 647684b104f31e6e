import type { StylesheetStyle } from 'cytoscape';
import { inks } from '../looks.ts';

/** How the graph is drawn: what a node or an edge is stands in its data. */
export function graphStyle(): StylesheetStyle[] {
  const { text, paper, line, accent } = inks();
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)',
        shape: 'data(shape)' as 'ellipse',
        width: 'data(size)',
        height: 'data(size)',
        'background-color': 'data(colour)',
        color: text,
        // The names of the best connected can be read from afar.
        'font-size': 'data(letters)' as unknown as number,
        'font-family': 'system-ui, sans-serif',
        'text-wrap': 'wrap',
        'text-max-width': '130px',
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-outline-color': paper,
        'text-outline-width': 2,
        'min-zoomed-font-size': 7,
      },
    },
    { selector: 'node[?pinned]', style: { 'border-width': 2, 'border-color': text } },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': line,
        'curve-style': 'bezier',
        'control-point-step-size': 34,
        'target-arrow-shape': 'triangle',
        'target-arrow-color': line,
        'arrow-scale': 0.9,
        label: 'data(label)',
        'font-size': 9,
        'font-family': 'system-ui, sans-serif',
        color: text,
        'text-rotation': 'autorotate',
        'text-background-color': paper,
        'text-background-opacity': 0.85,
        'text-background-padding': '1px',
        'min-zoomed-font-size': 8,
      },
    },
    { selector: 'edge[?uncertain]', style: { 'line-style': 'dashed' } },
    { selector: 'edge[?undated]', style: { 'line-style': 'dotted' } },
    { selector: 'edge[?tie]', style: { 'target-arrow-shape': 'none', 'curve-style': 'haystack' } },
    { selector: '.near', style: { 'line-color': accent, 'target-arrow-color': accent, 'z-index': 5 } },
    { selector: 'node:selected', style: { 'border-width': 4, 'border-color': accent } },
    { selector: 'edge:selected', style: { 'line-color': accent, 'target-arrow-color': accent, width: 4 } },
    { selector: '.far', style: { opacity: 0.4 } },
  ];
}
