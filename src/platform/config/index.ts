/** The configuration: schemas, types, and the pure questions that they answer by themselves. */
export {
  AgentSchema, EntitlementSchema, SkillSchema, agentRoles, entitlements, hasRoomFor, qualified, suffices, type Agent, type AgentRole, type RoutedMedium, type Skill,
} from './agent.js';
export { IdentitySettingsSchema, type IdentitySettings } from './customer-identity.js';
export { DeploymentSchema, defaultIdleMinutes, showsPicture, type Deployment } from './deployment.js';
export { IceConfigSchema, TurnServerSchema, icePolicyOf, urlsOf, type IceConfig, type TurnServer } from './ice-config.js';
export {
  configJsonSchema, flowDocumentJsonSchema, flowJsonSchema, jsonSchemas, queueJsonSchema, scheduleJsonSchema, type JsonSchemaDocument,
} from './json-schemas.js';
export { builtInLayout, videoWidgetOf } from './layout.js';
export { IssuerSchema, OauthClientSchema, type Issuer, type OauthClient } from './oauth.js';
export {
  QueueBodySchema, QueueMembersSchema, QueueSchema, SkillRequirementsSchema, defaultQueueSeconds, maxWaitOutcomes, mergeQueue, queueName, skillsFor, wrapUpModes, wrapUpOf,
  type MaxWaitOutcome, type Queue, type QueueBody, type SkillRequirements,
} from './queue.js';
export { VisitSettingsSchema, type VisitSettings } from './visit-settings.js';
export { SegueConfigSchema, parseConfig, readConfig, type ReadConfig, type SegueConfig } from './segue-config.js';
