import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { profile, type Rig, type RigOptions } from './desk-rig.js';
import { press, write } from './press.js';
import { contactId, talking, withJonas } from './talking.js';

const customer = { customerId: 'guest', name: 'Jonas Weber', attributes: { product: 'AW-9', year: 2021 } };
const start = (options: RigOptions = {}): Promise<Rig> => talking({ profile: { scopes: [...profile.scopes, 'guest:block'] }, ...options }, { customer });

describe('what is known of a customer', () => {
  it('is changed line by line, and only what is new is said', async () => {
    const { line, root } = await start();
    await press(page.getByRole('button', { name: 'Edit what is known' }));
    await write(page.getByRole('textbox', { name: 'Value (product)' }), ', 2021');
    await press(page.getByRole('button', { name: 'Remove year' }));
    await press(page.getByRole('button', { name: 'Add a line' }));
    await write(page.getByRole('textbox', { name: 'What (new)' }), 'cover');
    await write(page.getByRole('textbox', { name: 'Value (new)' }), 'Care Plus');
    await press(page.getByRole('button', { name: 'Save' }));
    const said = await line.next('contact.attributes');
    expect(said).toMatchObject({ contactId, attributes: { product: 'AW-9, 2021', year: null, cover: 'Care Plus' } });
    expect(said).not.toHaveProperty('name');
    line.ack(said.id);
    await expect.poll(() => root.querySelector('.known-form')).toBeNull();
  });

  it('leaves alone what has come since the form was opened', async () => {
    const { line, tell } = await start();
    await press(page.getByRole('button', { name: 'Edit what is known' }));
    await write(page.getByRole('textbox', { name: 'Value (product)' }), ', 2021');
    await tell(withJonas({ customer: { ...customer, attributes: { ...customer.attributes, year: 2022, cart: 'full' } } }));
    await press(page.getByRole('button', { name: 'Save' }));
    const { attributes } = await line.next('contact.attributes');
    expect(attributes).toEqual({ product: 'AW-9, 2021' });
  });

  it('stays in the form where the platform does not take it, and where a line has no name', async () => {
    const { line, root } = await start();
    await press(page.getByRole('button', { name: 'Edit what is known' }));
    await press(page.getByRole('button', { name: 'Add a line' }));
    await write(page.getByRole('textbox', { name: 'Value (new)' }), 'x');
    await press(page.getByRole('button', { name: 'Save' }));
    await expect.poll(() => root.querySelector('.known-form [role="alert"]')?.textContent).toContain('Each line needs a name');
    await write(page.getByRole('textbox', { name: 'What (new)' }), 'note');
    await press(page.getByRole('button', { name: 'Save' }));
    line.nack((await line.next('contact.attributes')).id, 'bad-frame');
    await expect.poll(() => root.querySelector('.known-form [role="alert"]')?.textContent).toContain('That was not kept.');
  });
});

describe('shutting a visitor out', () => {
  it('is asked once more, with Cancel first, and ends only with a yes', async () => {
    const { line, root } = await start();
    await press(page.getByRole('button', { name: 'Block visitor' }));
    await expect.poll(() => root.activeElement?.textContent.trim()).toBe('Cancel');
    await press(page.getByRole('button', { name: 'Cancel' }));
    await expect.poll(() => root.querySelector('[role="alertdialog"]')).toBeNull();
    expect(line.frames.filter(({ type }) => type === 'guest.block')).toEqual([]);
    await press(page.getByRole('button', { name: 'Block visitor' }));
    await write(page.getByRole('textbox', { name: /Why/u }), 'Insults');
    await press(page.getByRole('button', { name: 'Block and end contact' }));
    const block = await line.next('guest.block');
    expect(block).toMatchObject({ contactId, note: 'Insults' });
    line.ack(block.id);
    await expect.poll(() => root.querySelector('[role="alertdialog"]')).toBeNull();
  });

  it('is not offered to who may not, and says where it was not done', async () => {
    const rig = await start();
    const { line, root } = rig;
    await press(page.getByRole('button', { name: 'Block visitor' }));
    await press(page.getByRole('button', { name: 'Block and end contact' }));
    line.nack((await line.next('guest.block')).id, 'relation-refused');
    await expect.poll(() => root.querySelector('[role="alertdialog"] [role="alert"]')?.textContent).toContain('was not blocked');
    rig.remove();
    const other = await start({ profile: {} });
    expect(other.has('Block visitor')).toBe(false);
  });
});
