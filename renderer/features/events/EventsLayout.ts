import { Layout, LayoutInfo, Rect, Size, type Key, type ListBoxRenderProps } from 'react-aria-components';
import type { EventRow } from '../../../electron/shared/event.ts';
import { isQuiet } from './rowStyle.ts';

/** React Aria does not export the type of what its lists are made of. */
type ListNode = NonNullable<ReturnType<ListBoxRenderProps['state']['collection']['getItem']>>;

/** Heights at the usual text size; multiplied where the text is larger. Pixels. */
const rowHeight = 56;
const quietRowHeight = 36;
const headingHeight = 32;

export interface EventsLayoutOptions {
  /** Text size in relation to the usual one. */
  scale: number;
}

/**
 * Places day headings and rows of two known heights, exactly. React Aria's own list layout guesses the height of
 * what it skips, and a list of mixed heights jumps under the scrolling finger.
 */
export class EventsLayout extends Layout<ListNode, EventsLayoutOptions> {
  private infos = new Map<Key, LayoutInfo>();
  private sections: { info: LayoutInfo; children: LayoutInfo[] }[] = [];
  private size = new Size();
  private scale = 1;

  override shouldInvalidateLayoutOptions(next: EventsLayoutOptions, old: EventsLayoutOptions): boolean {
    return next.scale !== old.scale;
  }

  override update(context: { layoutOptions?: EventsLayoutOptions }): void {
    const { virtualizer } = this;
    if (virtualizer === null) return;
    this.scale = context.layoutOptions?.scale ?? this.scale;
    const { width } = virtualizer.size;
    this.infos = new Map();
    this.sections = [];
    let top = 0;
    for (const section of virtualizer.collection) {
      const info = new LayoutInfo('section', section.key, new Rect(0, top, width, 0));
      const children: LayoutInfo[] = [];
      for (const node of virtualizer.collection.getChildren?.(section.key) ?? []) {
        const height = this.scale * heightOf(node);
        const child = new LayoutInfo(node.type, node.key, new Rect(0, top, width, height));
        child.parentKey = section.key;
        children.push(child);
        this.infos.set(node.key, child);
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
}

function heightOf(node: ListNode): number {
  if (node.type === 'header') return headingHeight;
  return isQuiet(node.value as EventRow) ? quietRowHeight : rowHeight;
}
