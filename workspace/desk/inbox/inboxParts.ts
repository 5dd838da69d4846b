/** What is in the inbox now and then. Loaded when it is first there. */
export { CloneButton } from './CloneButton.tsx';
export { DeclineDialog } from './DeclineDialog.tsx';
export { Invitations } from './Invitations.tsx';
export { LostNotice } from './LostNotice.tsx';
export { OpenDialog } from './OpenDialog.tsx';
export { WaitingList } from './WaitingList.tsx';
