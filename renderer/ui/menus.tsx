import type { ReactNode } from 'react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Text } from 'react-aria-components';
import { plainName, RemoteText } from './RemoteText.tsx';
import classes from './controls.module.css';

export interface MenuChoice {
  id: string;
  label: string;
  /** Why it cannot be chosen; choosable without. */
  unavailable?: string | null;
}

export interface MenuGroup {
  id: string;
  title: string;
  choices: readonly MenuChoice[];
}

/** A button that opens a menu of things to do, in named groups. */
export function ActionMenu(props: {
  label: string;
  groups: readonly MenuGroup[];
  onChoose: (group: string, choice: string) => void;
  /** Given where something else than its button may open it. */
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  const { groups, onChoose } = props;
  const disabled = groups.flatMap((group) =>
    group.choices
      .filter(({ unavailable }) => unavailable !== undefined && unavailable !== null)
      .map(({ id }) => `${group.id} ${id}`),
  );
  const open = props.isOpen === undefined ? {} : { isOpen: props.isOpen };
  const changed = props.onOpenChange === undefined ? {} : { onOpenChange: props.onOpenChange };
  return (
    <MenuTrigger {...open} {...changed}>
      {props.children}
      <Popover className={classes.popover ?? ''}>
        <Menu
          aria-label={props.label}
          className={classes.menu ?? ''}
          disabledKeys={disabled}
          onAction={(key) => {
            const [group = '', choice = ''] = String(key).split(' ');
            onChoose(group, choice);
          }}
        >
          {groups.map((group) => (
            <MenuSection key={group.id} id={group.id} className={classes.menuSection ?? ''}>
              <Header className={classes.menuHeader ?? ''}>{group.title}</Header>
              {group.choices.map((choice) => (
                <MenuItem
                  key={choice.id}
                  id={`${group.id} ${choice.id}`}
                  textValue={plainName(choice.label)}
                  className={classes.option ?? ''}
                >
                  <Text slot="label">
                    <RemoteText text={plainName(choice.label)} />
                  </Text>
                  {choice.unavailable !== undefined && choice.unavailable !== null && (
                    <Text slot="description" className={classes.hint ?? ''}>
                      {choice.unavailable}
                    </Text>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
