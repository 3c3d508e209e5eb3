/**
 * The sign-in page: an identity provider, login and password, or one press for each person the page has named (a demo names some; nothing else
 * does). Draws and gathers; the element signs in.
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { SignInWay } from '../protocol/index.js';
import { icon } from '../ui/index.js';
import { circleAlertIcon, userRoundIcon, videoIcon } from '../ui/icons.js';
import type { DeskStrings } from './en-desk.js';
import { logo } from './logo.js';
import { renderSignOnButtons } from './sign-on-buttons.js';

/** Someone who may sign in with one press. Only a demo page sets these. */
export interface DemoPerson {
  /** As in "Sign in as Ana". */
  readonly name: string;
  readonly login: string;
  readonly password: string;
  /** What they can do, in a few words. */
  readonly note?: string;
}

export interface SignInView {
  readonly strings: DeskStrings;
  readonly people: readonly DemoPerson[];
  /** Identity providers of the platform. */
  readonly ways: readonly SignInWay[];
  readonly busy: boolean;
  /** A sentence about the last try or about how the last sign-in ended. */
  readonly trouble: string | undefined;
}

export interface SignInActions {
  readonly signIn: (login: string, password: string) => void;
  /** To the provider's page. */
  readonly goTo: (way: SignInWay) => void;
}

export function renderSignIn(view: SignInView, actions: SignInActions): TemplateResult {
  const { strings, people, ways, busy, trouble } = view;
  return html`<main class="sign-in" part="sign-in">
    <section class="sign-in-side">
      <p class="brand">${logo}<b>${strings.product}</b></p>
      <form
        class="sign-in-form"
        @submit=${(event: SubmitEvent) => {
          event.preventDefault();
          if (busy || !(event.target instanceof HTMLFormElement)) return;
          const data = new FormData(event.target);
          actions.signIn(text(data, 'login').trim(), text(data, 'password'));
        }}
      >
        <h1>${strings.signInTitle}</h1>
        ${renderSignOnButtons(ways, busy, strings, (way) => actions.goTo(way))}
        ${people.length === 0 ? nothing : renderPeople(view, actions)}
        ${people.length + ways.length === 0 ? nothing : html`<p class="rule"><span>${strings.orWithPassword}</span></p>`}
        <label class="field"><span>${strings.login}</span><input name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required /></label>
        <label class="field"><span>${strings.password}</span><input name="password" type="password" autocomplete="current-password" required /></label>
        ${trouble === undefined ? nothing : html`<p class="sign-in-trouble" role="alert">${icon(circleAlertIcon, { size: 16 })}${trouble}</p>`}
        <button type="submit" class="button primary" aria-disabled=${busy ? 'true' : 'false'}>${busy ? strings.signingIn : strings.signIn}</button>
        <p class="quiet">${strings.startOffQueue}</p>
      </form>
    </section>
    ${renderStory(strings)}
  </main>`;
}

function renderPeople({ people, busy, strings }: SignInView, { signIn }: SignInActions): TemplateResult {
  return html`<div class="people" role="group" aria-label=${strings.demoPeople}>
      ${people.map(
        (person) => html`<div class="person-card">
          <button type="button" ?disabled=${busy} @click=${() => signIn(person.login, person.password)}>${strings.signInAs(person.name)}</button>
          ${person.note === undefined ? nothing : html`<span>${person.note}</span>`}
        </div>`,
      )}
    </div>`;
}

function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}

/** One contact from the first word to the video, drawn. */
function renderStory(strings: DeskStrings): TemplateResult {
  return html`<div class="story" aria-hidden="true">
    <div class="story-line">
      <p class="story-bubble">${strings.mottoFirst}</p>
      <p class="story-bubble own">${strings.mottoSecond}</p>
      <p class="story-bubble">${strings.mottoThird}</p>
      <div class="story-video"><span>${icon(userRoundIcon, { size: 72 })}</span><i>${icon(videoIcon, { size: 16 })}</i></div>
    </div>
    <p class="motto">${strings.motto}</p>
  </div>`;
}
