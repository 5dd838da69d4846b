/** What one does with a task: open it, create one, attach one. Loaded when it is first done. */
export { AttachTaskDialog } from './AttachTaskDialog.tsx';
export { CreateTaskDialog } from './CreateTaskDialog.tsx';
export { TaskPanel } from './TaskPanel.tsx';
