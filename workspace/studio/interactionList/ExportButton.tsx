import { useState } from 'preact/hooks';
import { explainFailure } from '../../api/explainFailure.ts';
import { exportInteractions } from '../../api/interactions.ts';
import { Button } from '../../design/Button.tsx';
import { useRecordTexts } from '../../messages/record.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { saveText } from '../saveText.ts';
import type { InteractionFilters } from './filterFields.ts';
import type { ListField } from './listFields.ts';

/** The list as it is filtered, with its columns, as a file for a spreadsheet. */
export function ExportButton({
  filters,
  fields,
}: {
  filters: InteractionFilters;
  fields: readonly ListField[];
}) {
  const { session, toasts, window } = useWorkspace();
  const { list } = useRecordTexts();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const day = new Date().toISOString().slice(0, 10);
      saveText(window, `interactions-${day}.csv`, await exportInteractions(session.api, filters, fields));
      toasts.say(() => list.exported);
    } catch (error) {
      toasts.say((messages) => explainFailure(error, messages), { bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon="download" onClick={save} aria-disabled={busy}>
      {busy ? list.exporting : list.export}
    </Button>
  );
}
