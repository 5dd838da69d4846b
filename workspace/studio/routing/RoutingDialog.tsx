import type { ComponentChildren } from 'preact';
import { changeOne, createOne, type RoutingPath } from '../../api/routing.ts';
import { useRouting } from '../../messages/routing.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { useWorkspace } from '../../shell/workspace.ts';
import { FieldErrorsBox } from './FieldErrorsBox.tsx';
import { useFieldErrors } from './fieldErrors.ts';

interface RoutingDialogProps {
  path: RoutingPath;
  title: string;
  /** null: a new one. */
  id: string | null;
  body: object;
  disabled?: boolean;
  onClose: () => void;
  onSaved: () => void;
  children: ComponentChildren;
}

/** The form of one of them, which says at each field what the server refused. */
export function RoutingDialog({
  path,
  title,
  id,
  body,
  disabled,
  onClose,
  onSaved,
  children,
}: RoutingDialogProps) {
  const { session } = useWorkspace();
  const texts = useRouting();
  const [errors, guarded] = useFieldErrors();
  const save = async () => {
    if (id === null) await createOne(session.api, path, body);
    else await changeOne(session.api, path, id, body);
    onSaved();
  };
  return (
    <FormDialog
      title={title}
      action={texts.save}
      wide
      disabled={disabled === true}
      onSubmit={() => guarded(save)}
      onClose={onClose}
    >
      <FieldErrorsBox errors={errors}>{children}</FieldErrorsBox>
    </FormDialog>
  );
}
