/**
 * Analytics: what the record answers beyond one contact.
 *
 * Knows the operations over aggregates and alerts, each read in transactions of its own. Does not know HTTP
 * (edge/endpoints/analytics.ts).
 */
import { SegueError } from '../../protocol/error.js';
import type { Clock } from '../../protocol/clock.js';
import type { Store } from '../store/store.js';
import { alertsOf, type AlertPage, type AlertQuestion } from './alert-list.js';
import { alertById, resolveAlert, type StoredAlert } from './alert-store.js';
import { censusOf, type Census } from './census.js';
import { pageOf, type ReportPage, type ReportQuestion } from './report.js';

export interface Analytics {
  report(question: ReportQuestion): Promise<ReportPage>;
  alerts(question: AlertQuestion): Promise<AlertPage>;
  /** How things stand now. */
  census(): Promise<Census>;
  /** Resolves an alert; one that is resolved stays as it was. @throws SegueError `not-found` */
  resolve(id: string, by: string, note?: string): Promise<StoredAlert>;
}

export function analyticsOf(store: Pick<Store, 'transaction'>, clock: Clock): Analytics {
  return {
    report: (question) => pageOf(question, (work) => store.transaction(work)),
    alerts: (question) => store.transaction((tx) => alertsOf(tx, question)),
    census: () => store.transaction((tx) => censusOf(tx, clock.now())),
    resolve: (id, by, note) =>
      store.transaction(async (tx) => {
        await resolveAlert(tx, id, { by, note, at: clock.now() });
        const alert = await alertById(tx, id);
        if (!alert) throw new SegueError('not-found');
        return alert;
      }),
  };
}
