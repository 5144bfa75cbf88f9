import { useTranslate } from '../../state/clientContext.tsx';
import { Fold } from '../../ui/Fold.tsx';
import { RemoteText } from '../../ui/RemoteText.tsx';
import fold from '../../ui/Fold.module.css';

/** What a machine gave as its reason, folded; nothing where it gave none. */
export function CauseText({ detail }: { detail: string | null }) {
  const translate = useTranslate();
  if (detail === null || detail === '') return null;
  return (
    <Fold title={translate('common.details')}>
      <p className={fold.detail}>
        <RemoteText text={detail} />
      </p>
    </Fold>
  );
}
