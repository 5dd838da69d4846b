/** What is done with a live conversation besides writing in it. Loaded after the desk is on the screen. */
export { WrapUpForm } from '../WrapUpForm.tsx';
export { ActionBar } from './ActionBar.tsx';
export { CommandBox } from './CommandBox.tsx';
export { commandsFor } from './commandList.ts';
export { LiveBanners } from './LiveBanners.tsx';
export { LiveDialogs } from './LiveDialogs.tsx';
export { ObserveButton } from './ObserveButton.tsx';
export { Participants } from './Participants.tsx';
export { PrivateOnly } from './PrivateOnly.tsx';
export { TemplatesButton } from './TemplatesButton.tsx';
