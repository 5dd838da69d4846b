import { Button } from '../../design/Button.tsx';
import { useLiveTexts } from '../../messages/live.ts';

export function TemplatesButton({ onClick }: { onClick: () => void }) {
  const { templates } = useLiveTexts().composer;
  return (
    <Button look="quiet" small icon="list" iconOnly title={templates} onClick={onClick}>
      {templates}
    </Button>
  );
}
