import { Icon } from '../design/Icon.tsx';
import { Menu } from '../design/Menu.tsx';
import { useMessages } from '../messages/language.ts';
import { useWorkspace } from '../shell/workspace.ts';
import { formatRoute } from './route.ts';

export const adminSections = ['routing', 'connections', 'access', 'audit', 'privacy'] as const;
type AdminSectionName = (typeof adminSections)[number];

/** The way to the pages of the administration; `current` is the one that is open. */
export function AdminMenu({ current }: { current: AdminSectionName | undefined }) {
  const { window } = useWorkspace();
  const { pages } = useMessages();
  return (
    <Menu
      label={pages.administration}
      buttonClass={`bar-link bar-link-menu${current === undefined ? '' : ' bar-link-current'}`}
      choices={adminSections.map((value) => ({ value, content: pages[value], chosen: value === current }))}
      onChoose={(chosen) => {
        const page = adminSections.find((each) => each === chosen);
        if (page !== undefined)
          window.location.hash = page === 'routing' ? '#/routing' : formatRoute({ page });
      }}
    >
      {current === undefined ? pages.administration : pages[current]}
      <Icon name="chevronDown" />
    </Menu>
  );
}
