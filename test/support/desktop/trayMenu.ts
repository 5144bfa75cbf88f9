import { dictionaryOf, listOf, numberOf, textOf, unwrapVariant } from './busMessage.ts';
import type { SessionBus } from './sessionBus.ts';

/** An item of a tray's menu as the panel gets it. Source: the com.canonical.dbusmenu interface. */
export interface MenuItem {
  readonly id: number;
  /** As a person reads it: the mnemonic's underscore taken out. */
  readonly label: string;
  readonly separator: boolean;
  readonly enabled: boolean;
  readonly visible: boolean;
  /** Undefined where it is neither a check box nor a radio item. */
  readonly checked: boolean | undefined;
  readonly children: readonly MenuItem[];
}

const menuInterface = 'com.canonical.dbusmenu';

interface MenuObject {
  readonly destination: string;
  readonly path: string;
}

/** Reads the whole menu. */
export async function readMenu(bus: SessionBus, object: MenuObject): Promise<readonly MenuItem[]> {
  const everything = { signature: 'iias', body: [0, -1, []] };
  const [, root] = await bus.call({
    ...object,
    interface: menuInterface,
    member: 'GetLayout',
    ...everything,
  });
  return menuItem(root).children;
}

/** What a person reads in one level of a menu; `---` for a separator. */
export function shownLabels(items: readonly MenuItem[]): readonly string[] {
  return items.filter(({ visible }) => visible).map(({ separator, label }) => (separator ? '---' : label));
}

/** The first item with that whole label, at any depth. */
export function findMenuItem(items: readonly MenuItem[], label: string): MenuItem | undefined {
  for (const item of items) {
    const found = item.label === label ? item : findMenuItem(item.children, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Chooses an item as the panel does. */
export async function clickMenuItem(bus: SessionBus, object: MenuObject, label: string): Promise<void> {
  const items = await readMenu(bus, object);
  const item = findMenuItem(items, label);
  if (item === undefined)
    throw new Error(`no menu item "${label}"; there are [${shownLabels(items).join(' | ')}]`);
  if (!item.enabled) throw new Error(`menu item "${label}" is disabled`);
  const seconds = Math.floor(Date.now() / 1000);
  const click = { signature: 'isvu', body: [item.id, 'clicked', ['i', 0], seconds] };
  await bus.call({ ...object, interface: menuInterface, member: 'Event', ...click });
}

function menuItem(node: unknown): MenuItem {
  const [id, propertyList, children] = listOf(node);
  const properties = dictionaryOf(propertyList);
  return {
    id: numberOf(id),
    label: textOf(properties.get('label')).replaceAll(/_(.)/g, '$1'),
    separator: properties.get('type') === 'separator',
    enabled: properties.get('enabled') !== false,
    visible: properties.get('visible') !== false,
    checked: properties.has('toggle-type') ? properties.get('toggle-state') === 1 : undefined,
    children: listOf(children).map((child) => menuItem(unwrapVariant(child))),
  };
}
