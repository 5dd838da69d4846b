import type { ButtonHTMLAttributes } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'class'> {
  look?: 'primary' | 'secondary' | 'danger' | 'quiet';
  small?: boolean;
  icon?: IconName;
  /** Shows the icon alone; `children` is then what a screen reader says. */
  iconOnly?: boolean;
  class?: string;
}

export function Button({
  look = 'secondary',
  small,
  icon,
  iconOnly,
  class: more,
  children,
  ...rest
}: ButtonProps) {
  const classes = ['btn', `btn-${look}`, small && 'btn-small', iconOnly && 'btn-icon', more];
  return (
    <button type="button" {...rest} class={classes.filter(Boolean).join(' ')}>
      {icon !== undefined && <Icon name={icon} />}
      {iconOnly === true ? <span class="hidden-visually">{children}</span> : children}
    </button>
  );
}
