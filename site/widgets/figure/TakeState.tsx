import { EmbedDialog } from './EmbedDialog.tsx';
import { TakeAway } from './TakeAway.tsx';
import type { useWidget } from './useWidget.ts';

/** Everything by which the state that a widget shows is taken away: link, files, citation, frame, page. */
export function TakeState({ title, page, ...taken }: ReturnType<typeof useWidget>['taken']) {
  const { id, query, release } = taken;
  return (
    <TakeAway {...taken}>
      <EmbedDialog id={id} query={query} release={release} title={title} />
      {page !== undefined && (
        <a class="button" href={page}>
          Figure’s page
        </a>
      )}
    </TakeAway>
  );
}
