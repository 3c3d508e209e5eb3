/** The record: pure folds over a contact's timeline, and aggregates and alerts kept with it. */
export { alertsOf, type AlertPage, type AlertQuestion } from './alert-list.js';
export { raiseAlert, subjectOf, type StoredAlert } from './alert-store.js';
export { analyticsOf, type Analytics } from './analytics.js';
export { censusOf, type Census } from './census.js';
export { finest, grains, startOf } from './cell-store.js';
export { toCsv, type CsvColumn, type CsvValue } from './csv.js';
export { answerBounds, answerSeries, endingSeries, type Dimensions, type EndingSeries, type Emission } from './emission.js';
export { agentParts, interactionOf, type Interaction, type InteractionParticipant, type Part } from './interaction.js';
export { isSettled, ledgerKinds, post, postAll, underWay, type Ledger } from './ledger.js';
export { counts, isTime, metricsFor, metricTable, times, type CountMetric, type Metric, type MetricTable, type TimeMetric } from './metric.js';
export { countsFor, csvColumns, toEntry, type Ending, type MetricValues, type ReportEntry, type ReportNames, type TimeValue } from './report-view.js';
export { dimensions, grainFor, pageOf, type Cell, type Dimension, type Position, type ReportPage, type ReportQuestion, type ReportRow } from './report.js';
export { metricsOf, type Metrics } from './metrics.js';
export { InteractionSchema, MetricsSchema, TimelineEntrySchema, TranscriptEntrySchema } from './schemas.js';
export { segmentsOf, type Segment, type SegmentKind } from './segment.js';
export { readStoredEvent, type EventRow, type StoredEvent, type StoredEventOf } from './stored-event.js';
export { transcriptOf, type TranscriptEntry } from './transcript.js';
export { upgradesOf, type UpgradeRecord } from './upgrade-record.js';
