import { useEffect, useState } from 'preact/hooks';
import type { SavedView } from '../../../contracts/views.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { deleteView, listViews, saveView, setDefaultView } from '../../api/views.ts';
import { Badge } from '../../design/Badge.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Menu, type MenuChoice } from '../../design/Menu.tsx';
import { useRecordTexts } from '../../messages/record.ts';
import { useStudioTexts } from '../../messages/studio.ts';
import { useSignedIn, useWorkspace } from '../../shell/workspace.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { asksNothing, type ListState, sameList, stateOfView } from './listState.ts';
import { SaveViewDialog } from './SaveViewDialog.tsx';
import { viewBodyOf } from './viewBodyOf.ts';

interface ViewsMenuProps {
  state: ListState;
  onChoose: (state: ListState, replace?: boolean) => void;
}

const all: ListState = { filters: {}, fields: null, view: 'all' };

/** The saved filters: one's own and the shared ones, to open, keep, change and remove. */
export function ViewsMenu({ state, onChoose }: ViewsMenuProps) {
  const { session, toasts } = useWorkspace();
  const { user } = useSignedIn();
  const { list } = useStudioTexts();
  const { views: texts } = useRecordTexts();
  const { data, reload } = useLoaded('views', (signal) => listViews(session.api, signal));
  const [open, setOpen] = useState<'save' | 'delete' | null>(null);
  const views = data?.items ?? [];
  const current = views.find(({ id }) => id === state.view) ?? null;
  const mayShare = user.roles.some((role) => role === 'supervisor' || role === 'admin');
  const mayChange = current !== null && (current.owner.id === user.id || mayShare);
  const changed = current === null ? !sameList(state, all) : !sameList(state, stateOfView(current));

  // Once, when the list was opened without a wish.
  const first = views.find(({ isDefault }) => isDefault);
  useEffect(() => {
    if (first !== undefined && asksNothing(state)) onChoose(stateOfView(first), true);
  }, [first?.id]);

  const guarded = async (job: () => Promise<unknown>, said: string) => {
    try {
      await job();
      reload();
      toasts.say(() => said);
    } catch (error) {
      toasts.say((m) => explainFailure(error, m), { bad: true });
    }
  };
  const act = (action: string) => {
    if (action === 'save_as') setOpen('save');
    if (action === 'delete') setOpen('delete');
    if (action === 'save' && current !== null) {
      const { name, shared, isDefault } = current;
      const body = { ...viewBodyOf(state), name, shared, isDefault };
      void guarded(() => saveView(session.api, current.id, body), texts.saved);
    }
    if (action === 'standard')
      void guarded(() => setDefaultView(session.api, current?.id ?? null), texts.saved);
  };
  const actions: (MenuChoice | false)[] = [
    mayChange && changed && { value: 'save', content: texts.save },
    { value: 'save_as', content: texts.saveAs },
    (current !== null || first !== undefined) &&
      current?.isDefault !== true && { value: 'standard', content: texts.makeStandard },
    mayChange && { value: 'delete', content: texts.delete },
  ];
  return (
    <div class="views">
      <Menu
        label={texts.menu}
        buttonClass="btn btn-secondary"
        choices={[
          { value: 'all', content: texts.all, chosen: current === null && !changed },
          ...views.map((view) => ({
            value: view.id,
            content: <ViewLine view={view} />,
            chosen: view.id === current?.id,
          })),
        ]}
        onChoose={(id) => {
          const view = views.find((each) => each.id === id);
          onChoose(view === undefined ? all : stateOfView(view));
        }}
      >
        <Icon name="list" />
        {current?.name ?? (changed ? texts.changed : texts.all)}
        {current !== null && changed && ' *'}
        <Icon name="chevronDown" />
      </Menu>
      <Menu
        label={texts.actions}
        align="end"
        buttonClass="btn btn-quiet btn-icon"
        choices={actions.filter((action) => action !== false)}
        onChoose={act}
      >
        <Icon name="more" />
        <span class="hidden-visually">{texts.actions}</span>
      </Menu>
      {open === 'save' && (
        <SaveViewDialog
          state={state}
          mayShare={mayShare}
          onClose={() => setOpen(null)}
          onSaved={(view) => {
            setOpen(null);
            reload();
            onChoose(stateOfView(view));
            toasts.say(() => texts.saved);
          }}
        />
      )}
      {open === 'delete' && current !== null && (
        <ConfirmDialog
          title={texts.deleteTitle(current.name)}
          text={texts.deleteText}
          action={texts.delete}
          danger
          onConfirm={async () => {
            await guarded(() => deleteView(session.api, current.id), texts.deleted);
            setOpen(null);
            onChoose(all);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      <span class="hidden-visually" role="status">
        {changed ? texts.changed : (current?.name ?? list.title)}
      </span>
    </div>
  );
}

function ViewLine({ view }: { view: SavedView }) {
  const { views: texts } = useRecordTexts();
  return (
    <>
      {view.name}
      {view.shared && <Badge icon="people">{texts.sharedBy}</Badge>}
      {view.isDefault && <Badge>{texts.standard}</Badge>}
    </>
  );
}
