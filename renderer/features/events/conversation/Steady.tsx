import { Component, type ReactNode, type RefObject } from 'react';

interface Props {
  /** What scrolls. */
  list: RefObject<HTMLElement | null>;
  children: ReactNode;
}

interface Anchor {
  item: Element;
  top: number;
}

/**
 * Keeps what is read where it is when more is put above it. A class, since only a class is asked before the page
 * changes; the browser's own anchoring lets go at the very top, which is where one asks for earlier events.
 */
export class Steady extends Component<Props> {
  override getSnapshotBeforeUpdate(): Anchor | null {
    const place = this.props.list.current;
    const items = place === null ? [] : [...place.querySelectorAll('[data-item]')];
    for (const item of items) {
      const top = this.topOf(item);
      if (top >= 0) return { item, top };
    }
    return null;
  }

  override componentDidUpdate(_props: Props, _state: unknown, anchor: Anchor | null): void {
    if (anchor === null || !anchor.item.isConnected) return;
    const moved = this.topOf(anchor.item) - anchor.top;
    if (moved !== 0) this.props.list.current?.scrollBy({ top: moved });
  }

  override render(): ReactNode {
    return this.props.children;
  }

  private topOf(item: Element): number {
    const place = this.props.list.current;
    return item.getBoundingClientRect().top - (place?.getBoundingClientRect().top ?? 0);
  }
}
