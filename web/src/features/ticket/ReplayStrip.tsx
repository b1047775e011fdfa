import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '@/api/catalogue';
import type { ReplayPiece } from '@/api/types';
import { ErrorState, LoadingState } from '@/components/states';
import { useLanguage } from '@/i18n/language';
import { durationWords, exactWords, workingWords } from '@/i18n/time';
import { replayQuery } from './api';
import styles from './Promises.module.css';
import { minutesOf, type Part, partsOf, sharesOf, wholeOf } from './replay';

/** A promise's life as a strip of pieces that adds up, and the same in words. */
export function ReplayStrip({ promiseId }: { promiseId: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const say = usePieceWords();
  const { data, isPending, isError, error, refetch } = useQuery(replayQuery(promiseId));
  if (isPending) return <LoadingState rows={2} />;
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const { pieces, promise } = data;
  const counted = promise.working ? workingWords : durationWords;
  const sum = t('ticket:sum', {
    used: promise.elapsedMinutes < 1 ? t('ticket:noTime') : counted(promise.elapsedMinutes, language),
    target: counted(promise.targetMinutes, language),
  });
  if (pieces.length === 0) return <p className={styles.sum}>{sum}</p>;
  return (
    <div className={styles.replay}>
      <Strip pieces={pieces} />
      <table className={styles.pieces}>
        <caption>{sum}</caption>
        <tbody>
          {partsOf(pieces).map((part) => (
            <tr key={part.kind + part.reason}>
              <th scope="row">
                <i className={styles[part.kind]} aria-hidden="true" /> {say(part)}
              </th>
              <td>{(part.kind === 'working' ? counted : durationWords)(part.minutes, language)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('ticket:whole')}</th>
            <td>{durationWords(wholeOf(pieces), language)}</td>
          </tr>
        </tfoot>
      </table>
      <details className={styles.each}>
        <summary>{t('ticket:eachPiece', { count: pieces.length })}</summary>
        <ol>
          {pieces.map((piece) => (
            <li key={piece.from}>
              <i className={styles[piece.kind]} aria-hidden="true" /> {exactWords(new Date(piece.from))} {say(piece)}{' '}
              {durationWords(minutesOf(piece), language)}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}

/** Names a piece: counted, off hours, holiday, stopped, paused for a reason. */
function usePieceWords(): (part: Pick<Part, 'kind' | 'reason'>) => string {
  const { t } = useTranslation();
  const names = useNames();
  return ({ kind, reason }) => {
    if (kind === 'paused') return t('ticket:piece.pausedFor', { reason: names.of('pauses', reason) });
    return t(kind === 'working' && reason === 'merged' ? 'ticket:piece.merged' : `ticket:piece.${kind}`);
  };
}

function Strip({ pieces }: { pieces: ReplayPiece[] }) {
  const language = useLanguage();
  const say = usePieceWords();
  const shares = sharesOf(pieces);
  const ends = [pieces[0]?.from, pieces.at(-1)?.to].map((at) => (at ? exactWords(new Date(at)) : ''));
  return (
    <div aria-hidden="true">
      <div className={styles.strip}>
        {pieces.map((piece, i) => (
          <Tooltip key={piece.from} title={`${say(piece)} ${durationWords(minutesOf(piece), language)}`}>
            <span className={styles[piece.kind]} style={{ width: `${shares[i]}%` }} />
          </Tooltip>
        ))}
      </div>
      <div className={styles.ends}>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </div>
  );
}
