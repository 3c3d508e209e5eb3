/** The sign-in page: the form on one side, one contact drawn from its first word to its video on the other. */
import { css, type CSSResult } from 'lit';

export const signInStyles: CSSResult = css`
  .sign-in {
    display: flex;
    height: 100%;
    overflow-y: auto;
    background: var(--segue-surface);
  }
  .sign-in-side {
    display: flex;
    flex-direction: column;
    flex: 0 1 600px;
    min-width: 0;
    min-height: 100%;
    padding: 32px 40px;
  }
  .sign-in-form {
    width: min(360px, 100%);
    margin: auto;
  }
  .sign-in-form h1 {
    margin: 0 0 20px;
    font-size: 26px;
    line-height: 32px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  .people {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }
  .person-card {
    position: relative;
    min-height: 56px;
    padding: 8px 12px;
    border: 1px solid var(--segue-line-strong);
    border-radius: 8px;
  }
  .person-card:hover {
    border-color: var(--segue-accent);
    background: var(--segue-accent-soft);
  }
  .person-card button {
    display: block;
    font-weight: 600;
  }
  .person-card button::after {
    content: '';
    position: absolute;
    top: -1px;
    left: -1px;
    right: -1px;
    bottom: -1px;
    border-radius: 8px;
  }
  .person-card button:focus-visible {
    outline: 0;
  }
  .person-card button:focus-visible::after {
    outline: 2px solid var(--segue-accent);
    outline-offset: 2px;
  }
  .person-card span {
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .rule {
    display: flex;
    align-items: center;
    gap: 12px;
    margin-top: 20px;
    font-size: 12px;
    color: var(--segue-text-2);
  }
  .rule::before,
  .rule::after {
    content: '';
    flex: 1;
    border-top: 1px solid var(--segue-line);
  }
  .sign-in-form .button {
    width: 100%;
    min-height: 44px;
    margin-top: 20px;
  }
  .sign-in-form .sign-on {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    margin: 0 0 8px;
  }
  .sign-in-trouble {
    display: flex;
    align-items: center;
    gap: 8px;
    margin-top: 16px;
    color: var(--segue-danger);
    font-weight: 500;
  }
  .sign-in .quiet {
    margin-top: 20px;
    font-size: 12px;
    line-height: 16px;
    color: var(--segue-text-2);
  }
  .story {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: 40px;
    flex: 1 1 0;
    min-width: 0;
    padding: 48px;
    background: radial-gradient(circle at 70% 40%, #25225c, #0d0e13 70%);
    color: #eef0f6;
  }
  .story-line {
    position: relative;
    max-width: 640px;
    padding-inline-start: 40px;
    font-size: 15px;
    line-height: 22px;
  }
  .story-line::before {
    content: '';
    position: absolute;
    top: 18px;
    bottom: 100px;
    inset-inline-start: 5px;
    width: 200px;
    border: solid #5b54e8;
    border-width: 0 0 3px 3px;
    border-end-start-radius: 24px;
  }
  .story-bubble {
    position: relative;
    width: fit-content;
    margin-bottom: 40px;
    padding: 10px 16px;
    border-radius: 12px;
    background: #23262f;
  }
  .story-bubble.own {
    background: #4f46e5;
    color: #fff;
  }
  .story-bubble::before {
    content: '';
    position: absolute;
    top: 16px;
    inset-inline-start: -38px;
    width: 9px;
    height: 9px;
    border-radius: 50%;
    background: #8b8bff;
  }
  .story-video {
    position: relative;
    display: flex;
    align-items: center;
    justify-content: center;
    width: min(400px, 80%);
    height: 224px;
    margin-inline-start: 160px;
    border: 3px solid #2bb5b8;
    border-radius: 24px;
    background: linear-gradient(160deg, #2a3140, #171b24);
    color: #8fb9bb;
  }
  .story-video i {
    position: absolute;
    bottom: 14px;
    inset-inline-end: 14px;
    display: flex;
    padding: 8px;
    border-radius: 50%;
    background: #0a7f84;
    color: #fff;
  }
  .motto {
    padding-inline-start: 40px;
    font-size: 18px;
    line-height: 24px;
    font-weight: 600;
  }
  @media (max-width: 900px) {
    .sign-in-side {
      flex: 1;
    }
    .story {
      display: none;
    }
  }
  .elsewhere {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 10px;
    height: 100%;
    padding: 24px;
    color: var(--segue-text-2);
    text-align: center;
  }
  .elsewhere h2 {
    font-size: 18px;
    line-height: 24px;
    font-weight: 600;
    color: var(--segue-text);
  }
`;
