import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/Button.tsx';
import { Icon } from '../../design/Icon.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { KindIcon } from './KindIcon.tsx';
import {
  characterWidth,
  labelPadding,
  longestLabel,
  type PlacedEdge,
  type PlacedFlow,
  type PlacedNode,
  pathOf,
} from './layoutFlow.ts';

interface FlowDiagramProps {
  flow: PlacedFlow;
  onOpen: (line: number) => void;
}

const steps = [0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.5];

/** The diagram: scrolled and dragged like a map, its elements are buttons in the order of the text. */
export function FlowDiagram({ flow, onOpen }: FlowDiagramProps) {
  const { flow: texts } = useAuthoring();
  const frame = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState(1);
  const fit = () => {
    const box = frame.current;
    if (box === null) return;
    setZoom(
      Math.max(0.4, Math.min(1, (box.clientWidth - 4) / flow.width, (box.clientHeight - 4) / flow.height)),
    );
  };
  const step = (by: 1 | -1) => {
    const next =
      by === 1 ? steps.find((each) => each > zoom + 0.01) : steps.findLast((each) => each < zoom - 0.01);
    if (next !== undefined) setZoom(next);
  };
  // The first look is at its start, and as wide as the frame.
  useEffect(() => {
    const box = frame.current;
    if (box === null) return;
    const first = Math.max(0.7, Math.min(1, (box.clientWidth - 4) / flow.width));
    setZoom(first);
    const start = flow.nodes[0];
    if (start !== undefined) box.scrollLeft = (start.x + start.width / 2) * first - box.clientWidth / 2;
  }, []);
  const drag = useDrag();
  const wheel = (event: WheelEvent) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    step(event.deltaY < 0 ? 1 : -1);
  };
  return (
    <div class="flow card">
      <section
        class="flow-frame"
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its frame must scroll by keyboard too.
        tabIndex={0}
        aria-label={texts.label}
        onPointerDown={drag}
        onWheel={wheel}
      >
        <div class="flow-space" style={{ width: px(flow.width * zoom), height: px(flow.height * zoom) }}>
          <div
            class="flow-canvas"
            style={{ width: px(flow.width), height: px(flow.height), transform: `scale(${zoom})` }}
          >
            <Edges flow={flow} />
            {flow.nodes.map((node) => (
              <Node key={node.id} node={node} onOpen={onOpen} />
            ))}
          </div>
        </div>
      </section>
      <div class="flow-zoom">
        <Button small icon="minus" iconOnly onClick={() => step(-1)}>
          {texts.zoomOut}
        </Button>
        <span class="flow-percent small">{Math.round(zoom * 100)} %</span>
        <Button small icon="plus" iconOnly onClick={() => step(1)}>
          {texts.zoomIn}
        </Button>
        <Button small onClick={fit}>
          {texts.fit}
        </Button>
      </div>
    </div>
  );
}

function Edges({ flow }: { flow: PlacedFlow }) {
  const { flow: texts } = useAuthoring();
  return (
    <svg class="flow-edges" width={flow.width} height={flow.height} aria-hidden="true">
      <defs>
        <marker
          id="flow-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0 8 4 0 8Z" class="flow-arrow" />
        </marker>
      </defs>
      {flow.edges.map((edge) => (
        <path
          key={`${edge.from} ${edge.to}`}
          d={pathOf(edge.points)}
          class={edgeClass(edge)}
          marker-end="url(#flow-arrow)"
        />
      ))}
      {flow.edges
        .filter(({ label }) => label !== '')
        .map((edge) => {
          const said = texts.branches[edge.label] ?? edge.label;
          const text = said.length > longestLabel ? `${said.slice(0, longestLabel - 1)}…` : said;
          const width = text.length * characterWidth + labelPadding;
          return (
            <g key={`${edge.from} ${edge.to}`} transform={`translate(${edge.labelX} ${edge.labelY})`}>
              <rect x={-width / 2} y={-10} width={width} height={20} rx={10} class="flow-label-back" />
              <text class="flow-label" text-anchor="middle" dominant-baseline="central">
                {text}
              </text>
            </g>
          );
        })}
    </svg>
  );
}

function edgeClass({ to }: PlacedEdge): string {
  return to.startsWith('missing ') ? 'flow-edge flow-edge-missing' : 'flow-edge';
}

function Node({ node, onOpen }: { node: PlacedNode; onOpen: (line: number) => void }) {
  const { flow: texts, kinds } = useAuthoring();
  const { role, kind, title, line, unreachable, x, y, width, height } = node;
  const style = { left: px(x), top: px(y), width: px(width), height: px(height) };
  if (role === 'end')
    return (
      <span class="flow-end" style={style}>
        {texts.end}
      </span>
    );
  if (role === 'missing')
    return (
      <span class="flow-node flow-missing" style={style}>
        <Icon name="warning" />
        <span class="flow-text">
          <span class="flow-title mono">{title}</span>
          <span class="flow-kind">{texts.missing}</span>
        </span>
      </span>
    );
  return (
    <button
      type="button"
      class={`flow-node${unreachable ? ' flow-unreachable' : ''}`}
      style={style}
      title={`${title}\n${node.id}`}
      onClick={() => line !== null && onOpen(line)}
    >
      <KindIcon kind={kind} />
      <span class="flow-text">
        <span class="flow-title">{title}</span>
        <span class="flow-kind">{unreachable ? texts.unreachable : (kinds[kind] ?? kind)}</span>
      </span>
    </button>
  );
}

function px(length: number): string {
  return `${length}px`;
}

/** Dragging the ground moves it; the elements keep their clicks. */
function useDrag() {
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  return (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const box = event.currentTarget;
    const onNode = event.target instanceof Element && event.target.closest('button') !== null;
    if (event.button !== 0 || event.pointerType === 'touch' || onNode) return;
    const start = { x: event.clientX + box.scrollLeft, y: event.clientY + box.scrollTop };
    const move = (moved: PointerEvent) => {
      box.scrollTo(start.x - moved.clientX, start.y - moved.clientY);
    };
    stop.current = () => {
      box.removeEventListener('pointermove', move);
      box.removeEventListener('pointerup', end);
    };
    const end = () => stop.current?.();
    box.setPointerCapture(event.pointerId);
    box.addEventListener('pointermove', move);
    box.addEventListener('pointerup', end);
  };
}
