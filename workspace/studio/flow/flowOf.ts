import { type FieldDoc, fieldsOfKind, type TopicDocs } from '../editor/topicDocs.ts';
import { isRecord, type WrittenElement, type WrittenTopic } from './readTopicText.ts';

export interface FlowNode {
  id: string;
  /** `element`; `end`: a way out; `missing`: a target that is not there. */
  role: 'element' | 'end' | 'missing';
  kind: string;
  title: string;
  line: number | null;
  /** Nothing leads to it. */
  unreachable: boolean;
}

export interface FlowEdge {
  from: string;
  to: string;
  /** The branch; empty where the element simply goes on. */
  label: string;
}

export interface Flow {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

/** The dialogue as a graph: its elements in their order, and every way from one to another. */
export function flowOf({ elements }: WrittenTopic, docs: TopicDocs): Flow {
  const ids = new Set(elements.map(({ id }) => id));
  const edges: FlowEdge[] = [];
  const extra = new Map<string, FlowNode>();
  const connect = (from: WrittenElement, target: string, label: string) => {
    const to = ids.has(target) ? target : target === 'end' ? `end of ${from.id}` : `missing ${target}`;
    if (!ids.has(target) && !extra.has(to)) extra.set(to, outside(to, target));
    const same = edges.find((edge) => edge.from === from.id && edge.to === to);
    if (same === undefined) edges.push({ from: from.id, to, label });
    else if (label !== '') same.label = same.label === '' ? label : `${same.label}, ${label}`;
  };
  elements.forEach((element, index) => {
    for (const { label, target } of branchesOf(fieldsOfKind(docs, element.kind), element.data, ''))
      connect(element, target, label);
    const open = openWay(element);
    if (open === null) return;
    const { next } = element.data;
    connect(element, typeof next === 'string' ? next : (elements[index + 1]?.id ?? 'end'), open);
  });
  const reached = reachedFrom(elements[0]?.id, edges);
  const own = elements.map(
    ({ id, kind, line, data }): FlowNode => ({
      id,
      role: 'element',
      kind,
      title: titleOf(id, data),
      line,
      unreachable: !reached.has(id),
    }),
  );
  return { nodes: [...own, ...extra.values()], edges };
}

function outside(id: string, target: string): FlowNode {
  const role = target === 'end' ? 'end' : 'missing';
  return { id, role, kind: role, title: target, line: null, unreachable: false };
}

/** The ways that the element's own properties name; `next` is not among them, it is the open way's. */
function branchesOf(
  fields: readonly FieldDoc[],
  data: Record<string, unknown>,
  prefix: string,
): { label: string; target: string }[] {
  return fields.flatMap((field) => {
    const value = data[field.name];
    if (field.holds === 'element' && typeof value === 'string')
      return field.name === 'next' && prefix === ''
        ? []
        : [{ label: labelOf(field.name, prefix, data), target: value }];
    const inner = field.fields ?? [];
    if (Array.isArray(value))
      return value.flatMap((each) => (isRecord(each) ? branchesOf(inner, each, field.name) : []));
    return isRecord(value) ? branchesOf(inner, value, field.name) : [];
  });
}

/** `branches` are called by their label or condition, `on` by the outcome, `at_limit` by itself. */
function labelOf(name: string, prefix: string, data: Record<string, unknown>): string {
  if (prefix === '') return name;
  if (name !== 'next') return name;
  const called = data.label ?? data.when;
  return typeof called === 'string' ? called : prefix;
}

/** The label of the way on that the element's branches leave open; null when they leave none. */
function openWay({ kind, data }: WrittenElement): string | null {
  const open = (...branches: string[]) => {
    const missing = branches.filter((name) => data[name] === undefined);
    return missing.length === 0 ? null : missing.length === branches.length ? '' : missing.join(', ');
  };
  const own = openOfKind(kind, data, open);
  return own ?? (data.show_if === undefined ? null : 'show_if');
}

function openOfKind(
  kind: string,
  data: Record<string, unknown>,
  open: (...branches: string[]) => string | null,
): string | null {
  switch (kind) {
    case 'end':
      return null;
    case 'switch_topic':
      return data.resume === true ? 'resume' : null;
    case 'decision':
      return data.otherwise === undefined ? 'otherwise' : null;
    case 'lookup':
      return open('found', 'none');
    case 'yes_no_input':
      return (
        open('yes', 'no') ?? (data.skip_if !== undefined || data.at_limit === 'continue' ? 'skip' : null)
      );
    case 'http_action':
      return open('ok');
    case 'agent_availability':
      return open('available', 'unavailable');
    case 'transfer':
      return data.next === undefined ? null : '';
    case 'loop':
      return 'done';
    default:
      return '';
  }
}

function reachedFrom(start: string | undefined, edges: readonly FlowEdge[]): Set<string> {
  const reached = new Set<string>();
  const open = start === undefined ? [] : [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    open.push(...edges.filter(({ from }) => from === at).map(({ to }) => to));
  }
  return reached;
}

/** What the element is called: its title, else the first words that it says. */
function titleOf(id: string, data: Record<string, unknown>): string {
  const said = [data.title, data.prompt, data.text, data.card_title, data.topic, data.block, data.connection];
  for (const value of said) {
    const first: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof first === 'string' && first !== '') return first;
  }
  return id.replaceAll('_', ' ');
}
