/** The record: pure folds over a contact's timeline. */
export { endingSeries, type Dimensions, type EndingSeries, type Emission } from './emission.js';
export { interactionOf, type Interaction, type InteractionParticipant, type Part } from './interaction.js';
export { isSettled, ledgerKinds, post, postAll, underWay, type Ledger } from './ledger.js';
export { counts, metricsFor, metricTable, times, type CountMetric, type Metric, type MetricTable, type TimeMetric } from './metric.js';
export { metricsOf, type Metrics } from './metrics.js';
export { InteractionSchema, MetricsSchema, TimelineEntrySchema, TranscriptEntrySchema } from './schemas.js';
export { segmentsOf, type Segment, type SegmentKind } from './segment.js';
export { readStoredEvent, type EventRow, type StoredEvent, type StoredEventOf } from './stored-event.js';
export { transcriptOf, type TranscriptEntry } from './transcript.js';
export { upgradesOf, type UpgradeRecord } from './upgrade-record.js';
