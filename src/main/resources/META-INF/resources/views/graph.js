import { graphlib, layout } from '../vendor/dagre/dagre.esm.js';
import { el, svg } from '../dom.js';
import { count, figure, percent, plural } from '../words.js';

const HEIGHT = 34;
const CHAR = 7.4;
const MOST_EDGES = 120;
/** A graph of more is not shrunk into its frame, or nobody could read it, but scrolled. */
const AT_A_GLANCE = 10;
/** A longer name is cut; the whole is its title. */
const MOST_CHARS = 28;
/** How many that suffer are named in a sentence. */
const MOST_NAMED = 5;

/** Who shows the symptoms, who is to blame, and the calls between them. Left calls right. */
export function graph(all, says = sentence) {
  if (all.nodes.length === 0) return null;
  const data = { ...all, edges: telling(all.edges) };
  const laid = arrange(data);
  const { width, height } = laid.graph();
  const wide = data.nodes.length > AT_A_GLANCE;
  return el('figure', { class: 'graph' },
    el('div', wide ? { class: 'graph-wide', tabindex: 0, role: 'group', 'aria-label': 'Graph, larger than its frame: scroll it' } : {}, svg('svg', { viewBox: `-6 -6 ${width + 12} ${height + 12}`, width: width + 12, height: height + 12, role: 'img', 'aria-label': says(data) },
      svg('defs', {}, marker('arrow'), marker('arrow-path')),
      data.edges.map((edge) => line(laid.edge(edge.caller, edge.callee), edge)),
      data.nodes.map((node) => box(laid.node(node.entity.id), node)))),
    el('figcaption', {}, `${says(data)}${part(all, data)}`));
}

/** The calls that matter most: laying out thousands would take seconds, and nobody could read it. */
function telling(edges) {
  const weight = (edge) => (edge.onPath ? Infinity : edge.callsPerSecond ?? 0);
  return edges.length <= MOST_EDGES ? edges : [...edges].sort((a, b) => weight(b) - weight(a)).slice(0, MOST_EDGES);
}

function part(all, { nodes, edges }) {
  const services = all.total > nodes.length ? ` Showing ${count(nodes.length)} of ${count(all.total)} services` : '';
  const calls = all.edges.length > edges.length ? `${services ? ', and' : ' Showing'} the ${edges.length} busiest of ${count(all.edges.length)} calls between them` : '';
  return services || calls ? `${services}${calls}.` : '';
}

function arrange(data) {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 58, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of data.nodes) {
    graph.setNode(node.entity.id, { width: Math.max(72, label(node).length * CHAR + 26), height: HEIGHT });
  }
  for (const edge of data.edges) graph.setEdge(edge.caller, edge.callee);
  layout(graph);
  return graph;
}

const short = (text) => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS - 1)}…` : text);

const label = (node) => (node.probability === undefined ? short(node.entity.label) : `${short(node.entity.label)}  ${percent(node.probability)}`);

function box(at, node) {
  const cause = node.probability !== undefined;
  const kinds = ['node', node.symptom ? 'symptom' : '', cause && node.probability >= 0.5 ? 'cause' : ''].join(' ');
  return svg('g', { class: kinds, transform: `translate(${at.x},${at.y})` },
    svg('rect', { x: -at.width / 2, y: -at.height / 2, width: at.width, height: at.height, rx: 6 }),
    svg('title', {}, node.entity.id),
    svg('text', { 'text-anchor': 'middle', dy: '0.34em' }, label(node)));
}

function line(at, edge) {
  const path = at.points.map((point, i) => `${i === 0 ? 'M' : 'L'}${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
  return svg('path', { d: path, class: edge.onPath ? 'edge on-path' : 'edge', 'marker-end': edge.onPath ? 'url(#arrow-path)' : 'url(#arrow)' },
    svg('title', {}, calls(edge)));
}

function calls(edge) {
  if (edge.callsPerSecond === undefined) return 'calls not seen lately';
  return `${figure(edge.callsPerSecond, '{request}/s')}, ${percent(edge.errorRatio ?? 0)} fail, ${figure(edge.seconds ?? null, 's')} each`;
}

function marker(id) {
  return svg('marker', { id, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 7, markerHeight: 7, orient: 'auto' },
    svg('path', { d: 'M0,0.8 L7,4 L0,7.2 z', class: id }));
}

function sentence(data) {
  const suspect = [...data.nodes].filter((node) => node.probability !== undefined).sort((a, b) => b.probability - a.probability)[0];
  const suffering = data.nodes.filter((node) => node.symptom && node !== suspect).map((node) => node.entity.label);
  const blame = suspect ? `${suspect.entity.label} is the probable cause (${percent(suspect.probability)})` : 'No cause is known yet';
  if (suffering.length === 0) return `${blame}.`;
  const named = suffering.slice(0, MOST_NAMED).join(', ');
  const others = suffering.length - MOST_NAMED;
  return `${blame}; ${named}${others > 0 ? ` and ${count(others)} more` : ''} ${suffering.length === 1 ? 'suffers' : 'suffer'}.`;
}

/** What a map of all that was observed says. */
export function mapSentence({ nodes }) {
  const trouble = nodes.filter((node) => node.symptom).length;
  return trouble === 0 ? 'Left calls right; the busiest calls.' : `Left calls right; ${plural(trouble, 'service')} in trouble, and who is next to them.`;
}
