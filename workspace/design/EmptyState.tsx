import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './Icon.tsx';

interface EmptyStateProps {
  icon: IconName;
  title: string;
  /** What to do now. */
  text: string;
  small?: boolean;
  /** Set where it is all that the page says: its title is then the page's heading. */
  heading?: boolean;
  children?: ComponentChildren;
}

export function EmptyState({ icon, title, text, small, heading, children }: EmptyStateProps) {
  return (
    <div class={`empty${small === true ? ' empty-small' : ''}`}>
      <span class="empty-art">
        <Icon name={icon} />
      </span>
      {heading === true ? <h1 class="empty-title">{title}</h1> : <p class="empty-title">{title}</p>}
      {text !== '' && <p class="empty-text">{text}</p>}
      {children !== undefined && <div class="empty-actions">{children}</div>}
    </div>
  );
}
