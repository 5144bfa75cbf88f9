import type { Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { joinClasses } from './joinClasses.ts';
import classes from './controls.module.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  ref?: Ref<HTMLButtonElement>;
  /** `danger`: it takes something away for good; `dangerous`: it leads there. */
  look?: 'primary' | 'normal' | 'plain' | 'danger' | 'dangerous';
  small?: boolean;
  /** Only a picture inside: give it an `aria-label`. */
  icon?: boolean;
}

export function Button({ look = 'normal', small = false, icon = false, ...rest }: ButtonProps) {
  const className = joinClasses(
    classes.button,
    look === 'primary' && classes.primary,
    look === 'plain' && classes.plain,
    look === 'danger' && classes.danger,
    look === 'dangerous' && classes.dangerous,
    small && classes.small,
    icon && classes.icon,
  );
  return <AriaButton {...rest} className={className} />;
}
