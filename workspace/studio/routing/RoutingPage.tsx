import { useRouting } from '../../messages/routing.ts';
import { formatRoute, type RoutingSection, routingSections } from '../route.ts';
import { AgentsSection } from './agents/AgentsSection.tsx';
import { PresenceSection } from './presence/PresenceSection.tsx';
import { QueuePage } from './queues/QueuePage.tsx';
import { QueuesSection } from './queues/QueuesSection.tsx';
import { ResponsesSection } from './ResponsesSection.tsx';
import { RulesSection } from './RulesSection.tsx';
import { SchedulesSection } from './SchedulesSection.tsx';
import { SkillsSection } from './SkillsSection.tsx';

interface RoutingPageProps {
  section: RoutingSection;
  /** The id of the queue that is open, or `newQueue`. */
  queue?: string | undefined;
}

/** How live work is given out (domain D2): queues, and what they and the agents are made of. */
export function RoutingPage({ section, queue }: RoutingPageProps) {
  const texts = useRouting();
  return (
    <>
      <div class="page-head">
        <div>
          <h1>{texts.title}</h1>
          <p class="muted">{texts.lead}</p>
        </div>
      </div>
      <div class="routing">
        <nav class="routing-nav card" aria-label={texts.title}>
          {routingSections.map((each) => (
            <a
              key={each}
              href={formatRoute({ page: 'routing', section: each })}
              aria-current={each === section ? 'page' : undefined}
            >
              {texts.sections[each]}
            </a>
          ))}
        </nav>
        <div class="routing-main">
          {section === 'queues' && queue !== undefined ? (
            <QueuePage key={queue} id={queue} />
          ) : (
            <Section section={section} />
          )}
        </div>
      </div>
    </>
  );
}

function Section({ section }: { section: RoutingSection }) {
  switch (section) {
    case 'queues':
      return <QueuesSection />;
    case 'agents':
      return <AgentsSection />;
    case 'skills':
      return <SkillsSection />;
    case 'schedules':
      return <SchedulesSection />;
    case 'rules':
      return <RulesSection />;
    case 'responses':
      return <ResponsesSection />;
    case 'presence':
      return <PresenceSection />;
  }
}
