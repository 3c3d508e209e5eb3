/**
 * The table of lint rules: every trap, how bad it is, why it is one and how to mend it.
 *
 * Knows words only; what finds each trap is in the *-rules.ts beside it. Ids are stable and never reused. An `error`
 * blocks publishing a flow; run-time guards hold whether or not anybody ran lint.
 */
export type Severity = 'error' | 'warning';

export interface Rule {
  readonly severity: Severity;
  readonly why: string;
  readonly mend: string;
}

export const rules = {
  'media-upgrade-off': {
    severity: 'error',
    why: 'Upgrades are off by default: this widget shows no video button, advertises no video, and refuses the flow’s request as unsupported.',
    mend: 'Set "allowMediaUpgrade": true and put "video" into "mediaTypes", or take the video request out of the flow.',
  },
  'deployment-entitlement': {
    severity: 'error',
    why: 'Video is a licence: without it every upgrade of this deployment ends as not-allowed.',
    mend: 'Put "video" into the deployment’s "entitlements", or take the video request out of the flow.',
  },
  'route-after-upgrade': {
    severity: 'error',
    why: 'A routing block after an accepted video request loses the customer’s session; at run time it is refused.',
    mend: 'Lead the way out "accepted" to a video-chat block; it finds the agent by itself.',
  },
  'upgrade-without-video-chat': {
    severity: 'error',
    why: 'The customer gives camera and microphone, and no video-chat block takes them: the upgrade ends as not-allowed.',
    mend: 'Put a video-chat block behind the way out "accepted".',
  },
  'video-chat-contact': {
    severity: 'error',
    why: 'A video-chat block works on the contact that runs the flow and on no other; at run time another contact id is refused.',
    mend: 'Set "contactId": "${contact.id}".',
  },
  'queue-without-video': {
    severity: 'error',
    why: 'A queue without videoChat rejects every upgrade as not-allowed (queue).',
    mend: 'Put "videoChat" into the queue’s "mediaTypes", or name a queue that has it.',
  },
  'nobody-qualified': {
    severity: 'error',
    why: 'No member has the skills, the entitlement and a slot for this medium, so nobody will ever be found.',
    mend: 'Give a member the missing skill or entitlement, add a member who has them, or lower the requirement.',
  },
  'few-qualified': {
    severity: 'warning',
    why: 'With so few qualified members a break or a busy minute means that nobody is found.',
    mend: 'Give more members the skills and the entitlement, or name a secondary queue.',
  },
  'video-widget-missing': {
    severity: 'warning',
    why: 'The desk of a video-capable agent has no place for the video: it alerts instead of opening.',
    mend: 'Add { "type": "video", "autoOpen": true } to the layout’s widgets.',
  },
  'video-widget-closed': {
    severity: 'warning',
    why: 'The video pane does not open by itself: the customer waits until the agent notices the alert.',
    mend: 'Set "autoOpen": true on the video widget.',
  },
  'conversation-widget-missing': {
    severity: 'warning',
    why: 'No agent can work without the conversation, so the desk shows it all the same.',
    mend: 'Add { "type": "conversation" } to the layout’s widgets.',
  },
  'unknown-widget': {
    severity: 'warning',
    why: 'The desk has no widget of this name, and passes it over.',
    mend: 'Use conversation, video, customer, timeline, notes, replies or custom, or take it out.',
  },
  'unknown-zone': {
    severity: 'warning',
    why: 'The desk has no such zone: what stands there stands where it does without a zone.',
    mend: 'Zones of a layout are inbox, conversation and panes; a widget stands in panes or tabs.',
  },
  'widget-twice': {
    severity: 'warning',
    why: 'A desk shows each widget once: of two, the first.',
    mend: 'Take one of them out; a second custom pane needs an element of its own.',
  },
  'widget-without-element': {
    severity: 'warning',
    why: 'A custom pane is an element of the page, and this one names none: it is passed over.',
    mend: 'Set "element" to the name of a custom element that the desk’s page defines.',
  },
  'wait-without-timeout': {
    severity: 'warning',
    why: 'A block that waits without a timeout looks as if it waited for ever; a default of 60 seconds holds.',
    mend: 'Set "timeoutSeconds" to what you mean.',
  },
  'wait-ignored': {
    severity: 'warning',
    why: 'A request for a medium is always waited for: the blocks behind it need its result.',
    mend: 'Set "waitForResult": true, or leave it out.',
  },
  'no-turn': {
    severity: 'warning',
    why: 'Without TURN, calls fail for everybody behind a network that blocks UDP or direct paths.',
    mend: 'Add a TURN server to "ice.turn", with UDP, TCP and TLS on port 443.',
  },
  'turn-udp-only': {
    severity: 'warning',
    why: 'Corporate networks block UDP; TURN over UDP alone fails exactly where TURN is needed.',
    mend: 'Add URLs with "?transport=tcp" and "turns:…:443?transport=tcp".',
  },
  'relay-without-turn': {
    severity: 'error',
    why: 'The policy demands relays and there is none: no call can ever connect.',
    mend: 'Add a TURN server to "ice.turn", or leave "ice.policy" out.',
  },
  'too-many-ice-urls': {
    severity: 'warning',
    why: 'Browsers try every URL at once; more than four slow the start of each call.',
    mend: 'Keep one STUN and up to three TURN URLs: UDP, TCP and TLS 443.',
  },
  'missing-default-queue': {
    severity: 'error',
    why: 'A flow’s end never ends a contact: without an owner it goes to the default queue, and there is none.',
    mend: 'Set the deployment’s "defaultQueueId".',
  },
  'no-origins': {
    severity: 'warning',
    why: 'Guests get a token only on an allowed origin; with none listed this deployment cannot be used.',
    mend: 'List the sites’ origins, for example "https://shop.example.com", or "self" for the platform’s own pages.',
  },
  'deployment-id-differs': {
    severity: 'warning',
    why: 'A page that copies this widget configuration asks for another deployment.',
    mend: 'Set "widget.deploymentId" to the deployment’s id, or leave it out.',
  },
  'dangling-target': {
    severity: 'error',
    why: 'A way out, a start or an entry leads to a block that does not exist; at run time the flow ends there.',
    mend: 'Name an existing block, or null for the end of the flow.',
  },
  'duplicate-id': {
    severity: 'error',
    why: 'Of two things with one id only the first is ever found.',
    mend: 'Rename one of them.',
  },
  'unreachable-block': {
    severity: 'warning',
    why: 'No way leads to this block from the start or an entry.',
    mend: 'Lead a way to it, or take it out.',
  },
  'unknown-outcome': {
    severity: 'warning',
    why: 'This block never ends with that outcome, so the way is never taken.',
    mend: 'Use one of the outcomes that the message lists.',
  },
  'unknown-variable': {
    severity: 'warning',
    why: 'Nothing sets a variable of this name: the path leads nowhere and its text stays empty.',
    mend: 'Declare it under the flow’s "variables", set it before, or use contact, customer, upgrade or flow.',
  },
  'unknown-reference': {
    severity: 'error',
    why: 'It names something that the configuration does not have.',
    mend: 'Name an existing one, or add it.',
  },
  'no-trigger': {
    severity: 'warning',
    why: 'A contact’s flow starts with a web-messaging-trigger; without one it starts at its first block.',
    mend: 'Put { "id": "trigger", "type": "web-messaging-trigger" } first.',
  },
  'loop-without-wait': {
    severity: 'warning',
    why: 'These blocks lead back to themselves without ever waiting; at run time the flow is cut after 1,000 steps.',
    mend: 'Put a block that waits into the loop, or lead it out.',
  },
  'falls-into-entry': {
    severity: 'warning',
    why: 'The block before an upgrade’s entry has no way of its own, so every contact falls into the upgrade by the order of the list.',
    mend: 'Give the block before it "next": null, or name the entry there to show that it is meant.',
  },
  'upgrade-run-routes': {
    severity: 'warning',
    why: 'A run that begins with a video request goes on to a routing block, which takes the contact from the agent who has it.',
    mend: 'End the upgrade’s way with "next": null behind its video-chat block.',
  },
  'medium-not-offered': {
    severity: 'error',
    why: 'Voice is a word kept for later: no client offers it, so this request always ends as unsupported.',
    mend: 'Ask for "video".',
  },
  'bad-schema': {
    severity: 'error',
    why: 'The configuration does not fit its schema: the platform does not start with it.',
    mend: 'Write what the message expects at this path; /schemas/segue.config.json has the whole shape, for editors too.',
  },
  'banned-name': {
    severity: 'error',
    why: 'This name belongs to the language or to the platform: a key of it is dropped, a block or variable of it is refused, a flow of it is never found.',
    mend: 'Choose another name.',
  },
  'endless-loop': {
    severity: 'error',
    why: 'These blocks lead only to each other and never wait: every contact that comes here is cut off after 1,000 steps.',
    mend: 'Put a block that waits into the loop, or lead it out.',
  },
  'no-way-out': {
    severity: 'error',
    why: 'From here the flow reaches neither an agent nor its end: the contact stays in the flow until it is idle and ends without ever having had an owner.',
    mend: 'Lead a way out of these blocks to a route-to-queue block or to the end of the flow.',
  },
  'ends-without-owner': {
    severity: 'warning',
    why: 'A contact can be ended here although nobody ever had it: the customer asked, and no agent knows.',
    mend: 'Route it to a queue before, or let the customer leave a message.',
  },
  'secondary-same': {
    severity: 'warning',
    why: 'The secondary queue is the first one again: who was not found there is not found there.',
    mend: 'Name another queue, or leave "secondaryQueueId" out.',
  },
  'ring-longer-than-wait': {
    severity: 'warning',
    why: 'The search is over before the first agent’s ring is: nobody else will ever be asked.',
    mend: 'Set "timeoutSeconds" to a multiple of "ringSeconds".',
  },
  'secondary-other-media': {
    severity: 'warning',
    why: 'A secondary queue helps out for the media that both take; these have none in common, so nothing is ever sent on.',
    mend: 'Name a queue that takes the same media, or leave "secondaryQueueId" out.',
  },
  'max-wait-nowhere': {
    severity: 'warning',
    why: 'After the longest wait the contact is to go to a secondary queue, and there is none: it goes back to the flow, or ends.',
    mend: 'Set "secondaryQueueId", or another "afterMaxWait".',
  },
  'relaxation-too-late': {
    severity: 'warning',
    why: 'The longest wait is over before this step comes: the requirements are never relaxed that far.',
    mend: 'Let the step come sooner, or the wait be longer.',
  },
  'schedule-never-open': {
    severity: 'warning',
    why: 'With these hours everybody is always turned away, and a message that waits for the opening waits for nothing.',
    mend: 'Give "weekly" the hours of at least one day.',
  },
  'flows-in-circle': {
    severity: 'warning',
    why: 'Flows that hand over to each other without waiting in between are stopped after ten times; the contact stays in the last one.',
    mend: 'Put a block that waits before the transfer, or end the circle.',
  },
  'picture-from-elsewhere': {
    severity: 'error',
    why: 'A picture is fetched by the customer’s browser, so its host learns of them; from an origin that the deployment does not name it is left out of the card.',
    mend: 'Put the origin into the deployment’s "pictureOrigins", or take the picture from one of its sites.',
  },
  'form-too-long': {
    severity: 'warning',
    why: 'Answers become attributes of the customer, of which 4,096 characters are kept: whoever fills the form to its limits is refused (form-refused).',
    mend: 'Give the text fields a "maxLength" that their answers need, or ask for less.',
  },
  'content-ignored': {
    severity: 'warning',
    why: 'A request for a medium has a card of its own; content beside it is never shown.',
    mend: 'Put the content on a send-message block before the request.',
  },
  'unknown-choice': {
    severity: 'warning',
    why: 'The answer is compared with the id of a choice that no message of the flow offers: the comparison never holds.',
    mend: 'Use the id of one of the choices, or compare the answer’s text.',
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;
