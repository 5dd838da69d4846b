import { Graph, layout } from '@dagrejs/dagre';
import type { Flow, FlowEdge, FlowNode } from './flowOf.ts';

export interface PlacedNode extends FlowNode {
  /** The top left corner and the size, in pixels at full size. */
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface PlacedEdge extends FlowEdge {
  points: { x: number; y: number }[];
  /** Where the label's middle is. */
  labelX: number;
  labelY: number;
}
export interface PlacedFlow {
  nodes: PlacedNode[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

const sizes = {
  element: { width: 256, height: 68 },
  end: { width: 64, height: 28 },
  missing: { width: 180, height: 40 },
} as const;
/** About what a character of a label takes; longer labels are cut. */
export const characterWidth = 6.9;
export const longestLabel = 26;
export const labelPadding = 16;

/** Places the graph from top to bottom, with room for the labels of its ways. */
export function layoutFlow({ nodes, edges }: Flow): PlacedFlow {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 30, edgesep: 18, marginx: 24, marginy: 24 });
  for (const { id, role } of nodes) graph.setNode(id, { ...sizes[role] });
  for (const { from, to, label } of edges) {
    const width = Math.min(label.length, longestLabel) * characterWidth;
    graph.setEdge(from, to, label === '' ? {} : { width: width + labelPadding, height: 20, labelpos: 'c' });
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: nodes.map((node) => {
      const { x = 0, y = 0, width: w, height: h } = { ...sizes[node.role], ...graph.node(node.id) };
      return { ...node, x: x - w / 2, y: y - h / 2, width: w, height: h };
    }),
    edges: edges.map((edge) => {
      const { points = [], x, y } = graph.edge(edge.from, edge.to) ?? {};
      const middle = points[Math.floor(points.length / 2)];
      return { ...edge, points, labelX: x ?? middle?.x ?? 0, labelY: y ?? middle?.y ?? 0 };
    }),
  };
}

/** A soft line through the points. */
export function pathOf(points: readonly { x: number; y: number }[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const last = rest.at(-1);
  if (last === undefined) return '';
  const middles = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    return `Q ${round(point.x)} ${round(point.y)} ${round((point.x + next.x) / 2)} ${round((point.y + next.y) / 2)}`;
  });
  return [`M ${round(first.x)} ${round(first.y)}`, ...middles, `L ${round(last.x)} ${round(last.y)}`].join(
    ' ',
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
