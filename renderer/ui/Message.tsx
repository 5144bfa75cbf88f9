import type { ReactNode } from 'react';
import { joinClasses } from './joinClasses.ts';
import classes from './Message.module.css';

/** A page or pane that has nothing else to show: one sentence, what it means, one button. */
export function Message(props: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  alert?: boolean;
  glyph?: ReactNode;
}) {
  return (
    <div className={joinClasses(classes.message)} role={props.alert === true ? 'alert' : undefined}>
      {props.glyph}
      <p className={props.children === undefined ? classes.lone : classes.title}>{props.title}</p>
      {props.children !== undefined && <p className={classes.text}>{props.children}</p>}
      {props.action !== undefined && <div className={classes.action}>{props.action}</div>}
    </div>
  );
}
