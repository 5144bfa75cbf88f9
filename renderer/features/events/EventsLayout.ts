import { Layout, LayoutInfo, Rect, Size, type Key, type ListBoxRenderProps } from 'react-aria-components';
import type { EventRow } from '../../../electron/shared/event.ts';
import { isQuiet } from './rowStyle.ts';

/** React Aria does not export the type of what its lists are made of. */
type ListNode = NonNullable<ReturnType<ListBoxRenderProps['state']['collection']['getItem']>>;

/** Heights at the usual text size; multiplied where the text is larger. Pixels. */
const heights = {
  comfortable: { row: 56, quietRow: 36, heading: 32 },
  compact: { row: 44, quietRow: 30, heading: 28 },
};
type Heights = (typeof heights)['compact'];

export interface EventsLayoutOptions {
  /** Text size in relation to the usual one. */
  scale: number;
  density: keyof typeof heights;
}

/** A place in the list that outlives its pixels: the newest row in view, and what of it is above the edge. */
export interface ListTop {
  row: number;
  offset: number;
}

/**
 * Places day headings and rows of two known heights, exactly. React Aria's own list layout guesses the height of
 * what it skips, and a list of mixed heights jumps under the scrolling finger.
 */
export class EventsLayout extends Layout<ListNode, EventsLayoutOptions> {
  private infos = new Map<Key, LayoutInfo>();
  private sections: { info: LayoutInfo; children: LayoutInfo[] }[] = [];
  private size = new Size();
  private options: EventsLayoutOptions = { scale: 1, density: 'comfortable' };
  /** The rows and their lower edges, from the top. */
  private edges: { row: number; top: number; bottom: number }[] = [];

  override shouldInvalidateLayoutOptions(next: EventsLayoutOptions, old: EventsLayoutOptions): boolean {
    return next.scale !== old.scale || next.density !== old.density;
  }

  override update(context: { layoutOptions?: EventsLayoutOptions }): void {
    const { virtualizer } = this;
    if (virtualizer === null) return;
    this.options = context.layoutOptions ?? this.options;
    const { scale, density } = this.options;
    const { width } = virtualizer.size;
    this.infos = new Map();
    this.sections = [];
    this.edges = [];
    let top = 0;
    for (const section of virtualizer.collection) {
      const info = new LayoutInfo('section', section.key, new Rect(0, top, width, 0));
      const children: LayoutInfo[] = [];
      for (const node of virtualizer.collection.getChildren?.(section.key) ?? []) {
        const height = scale * heightOf(node, heights[density]);
        const child = new LayoutInfo(node.type, node.key, new Rect(0, top, width, height));
        child.parentKey = section.key;
        children.push(child);
        this.infos.set(node.key, child);
        const row = rowOf(node);
        if (row !== null) this.edges.push({ row: row.row, top, bottom: top + height });
        top += height;
      }
      info.rect.height = top - info.rect.y;
      info.allowOverflow = true;
      this.infos.set(section.key, info);
      this.sections.push({ info, children });
    }
    this.size = new Size(width, top);
  }

  override getVisibleLayoutInfos(rect: Rect): LayoutInfo[] {
    const kept = this.virtualizer?.persistedKeys ?? new Set<Key>();
    const seen: LayoutInfo[] = [];
    for (const { info, children } of this.sections) {
      const inView = info.rect.intersects(rect);
      const rows = children.filter(
        // The heading names the group of rows, so that it lives as long as they do.
        (child) =>
          (inView && (child.type === 'header' || child.rect.intersects(rect))) || kept.has(child.key),
      );
      if (inView || rows.length > 0) seen.push(info, ...rows);
    }
    return seen;
  }

  override getLayoutInfo(key: Key): LayoutInfo | null {
    return this.infos.get(key) ?? null;
  }

  override getContentSize(): Size {
    return this.size;
  }

  /** The place that so many pixels lead to. */
  placeAt(scrollTop: number): ListTop | null {
    const first = this.edges.find(({ bottom }) => bottom > scrollTop);
    return first === undefined ? null : { row: first.row, offset: scrollTop - first.top };
  }

  /** The pixels that lead to a place; where its row is gone, to the next older one. Null before there are rows. */
  pixelsTo({ row, offset }: ListTop): number | null {
    const found = this.edges.find((edge) => edge.row <= row);
    if (found === undefined) return null;
    return Math.max(0, found.top + (found.row === row ? Math.min(offset, found.bottom - found.top) : 0));
  }
}

function rowOf(node: ListNode): EventRow | null {
  return node.type === 'header' ? null : (node.value as EventRow);
}

function heightOf(node: ListNode, { row, quietRow, heading }: Heights): number {
  const event = rowOf(node);
  if (event === null) return heading;
  return isQuiet(event) ? quietRow : row;
}
