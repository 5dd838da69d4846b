import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface EmptyStateProps {
  icon: IconName;
  title: string;
  /** What to do now. */
  text: string;
  small?: boolean;
  children?: ComponentChildren;
}

export function EmptyState({ icon, title, text, small, children }: EmptyStateProps) {
  return (
    <div class={`empty${small === true ? ' empty-small' : ''}`}>
      <span class="empty-art">
        <Icon name={icon} />
      </span>
      <p class="empty-title">{title}</p>
      <p class="empty-text">{text}</p>
      {children !== undefined && <div class="empty-actions">{children}</div>}
    </div>
  );
}
