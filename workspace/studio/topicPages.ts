/** The pages on which authors work, with their editor, diagram and tests. Loaded when one of them is opened. */
export { DiscoveryPage } from './discovery/DiscoveryPage.tsx';
export { ExperiencesPage } from './experiences/ExperiencesPage.tsx';
export { TopicPage } from './topic/TopicPage.tsx';
export { TopicsPage } from './topicList/TopicsPage.tsx';
