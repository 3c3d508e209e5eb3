/** The words of Segue's wire as types, schemas and tables. README.md here is normative. */
export { ActorSchema, AgentCardSchema, CustomerCardSchema, actorKinds, type Actor, type AgentCard, type CustomerCard } from './actor.js';
export {
  AttachmentLinkSchema, AttachmentRulesSchema, AttachmentSchema, KeptAttachmentSchema,
  type Attachment, type AttachmentLink, type AttachmentRules, type KeptAttachment,
} from './attachment.js';
export { AnsweredSchema, AnswersSchema, ratedThings, type Answer, type Answers, type RatedThing } from './answer.js';
export { callSides, type CallSide } from './call-side.js';
export {
  CallSummarySchema, MarksSchema, SideSummarySchema, callSummaryEntries, candidateTypes, markEntries, relayProtocols,
  type CallSummary, type Marks, type SideSummary,
} from './call-summary.js';
export {
  AttributesSchema, HelloSchema, TextSchema, agentFrames, clientFrameSchemas, customerFrames, durableFrames, isDurable,
  type AttributesChange, type ClientFrame, type ClientFrameOf, type ClientFrameType, type DurableFrame, type DurableFrameType, type Hello,
} from './client-frame.js';
export type { CancelTimer, Clock } from './clock.js';
export { afterClose, closeCodes, type CloseCode } from './close-code.js';
export {
  ContactSnapshotSchema, UpgradeOfferSchema, WaitingContactSchema, contactStates, relations,
  type ContactSnapshot, type ContactState, type WaitingContact,
} from './contact.js';
export {
  CardButtonSchema, ContentSchema, DateSlotSchema, answers, choiceIds, contentKinds, isHttps, readContent,
  type Content, type ContentKind, type ContentOf, type DateSlot,
} from './content.js';
export { openContents, type Said } from './content-state.js';
export { ReplySchema, type Reply } from './reply.js';
export { SavedRepliesSchema, SavedReplySchema, type SavedReply } from './saved-reply.js';
export { SegueError, errorCodes, isErrorCode, type ErrorCode } from './error.js';
export {
  AccessTokenSchema, ErrorBodySchema, GuestTokenRequestSchema, GuestTokenSchema, ProfileSchema, SignInWaysSchema,
  type AccessToken, type GuestToken, type GuestTokenRequest, type Profile, type SignInWay, type SignInWays,
} from './http.js';
export { IcePolicySchema, IceServerSchema, icePolicies, type IcePolicy, type IceServer } from './ice.js';
export { IdSchema, MomentSchema, NameSchema, SeqSchema } from './id.js';
export {
  LayoutSchema, LayoutWidgetSchema, layoutZones, widgetTypes, widgetZones, type Layout, type LayoutWidget, type LayoutZone, type WidgetType,
} from './layout.js';
export { limits, type WireLimits } from './limits.js';
export { ManifestSchema, UnsupportedReasonSchema, unsupportedReasons, type Manifest, type UnsupportedReason } from './manifest.js';
export {
  ContactMediumSchema, MediumSchema, UpgradeMediumSchema, contactMedia, media, toContactMedium, toMedium,
  type ContactMedium, type Medium,
} from './medium.js';
export { parseClientFrame, parseHello, parsePlatformFrame, readEvent, type Parsed } from './parse.js';
export { platformFrameSchemas, type PlatformFrame, type PlatformFrameOf, type PlatformFrameType } from './platform-frame.js';
export {
  PresenceSchema, SlotSchema, presenceChoices, presenceStates, type Presence, type PresenceChoice, type PresenceState,
} from './presence.js';
export {
  ResultSchema, captureOutcomes, causes, resultParties, resultReasons, resultStatuses,
  type CaptureOutcome, type Cause, type Result, type ResultParty, type ResultStatus,
} from './result.js';
export { SignalSchema, mediaModes, signalBodies, type AheadSignal, type Bare, type Signal, type SignalKind } from './signal.js';
export {
  audiences, closeReasons, eventKinds, invitationOutcomes, leaveReasons, reservationOutcomes, seatEndings,
  type Audience, type EventData, type EventKind, type TimelineEvent,
} from './timeline.js';
export { TransferTargetsSchema, transferFitness, type TransferFitness, type TransferTargets } from './transfer.js';
export {
  EndedContactSchema, EndedContactsSchema, PastContactRecordSchema, PastContactSchema, PastContactsSchema,
  type EndedContact, type PastContact, type PastContactRecord,
} from './past-contact.js';
export { PlaceSchema, UpgradeViewSchema, upgradeStates, type UpgradeState, type UpgradeView } from './upgrade.js';
export {
  ConsentSchema, FormFieldSchema, PreChatSchema, VisitSchema, answerFaults, consentEntries, faultOf, longestOf,
  type AnswerFault, type Consent, type FormField, type PreChat, type Visit,
} from './visit.js';
export { WrapDraftSchema, readWrapDraft, type WrapDraft } from './wrap-draft.js';
export {
  CameraConstraintsSchema, WidgetConfigSchema, videoSettings, type CameraConstraints, type VideoSettings, type WidgetConfig,
} from './widget-config.js';
