import { numberOf } from '@redress/complaints';
import type { People, Person } from './people';
import { randoms } from './randoms';

/** A command as a client sends it; sent again it is the same to the letter. */
export interface Order {
  readonly who: Person;
  readonly path: string;
  readonly body: object;
  readonly key: string;
  /** A rule refuses it, so it must leave no trace. */
  readonly isRefused: boolean;
}

/** What clients order about one complaint, by the number it will get: the number follows from who asks under which key. */
export interface OrdersOfOne {
  readonly number: string;
  readonly email: string;
  /** After it was corrected. */
  readonly laterEmail: string;
  readonly orders: readonly Order[];
}

interface Asked {
  readonly people: People;
  readonly name: string;
  readonly receivedAt: string;
}

/** One complaint from receipt to closing, with refusals in between; `name` makes its keys and texts its own. */
export const ordersOfOne = ({ people, name, receivedAt }: Asked): OrdersOfOne => {
  const { agent, supervisor } = people;
  const number = numberOf('redress-number-1', agent.id, `${name}-receive`, '0');
  const [email, laterEmail, summary] = [`${name}@example.org`, `${name}-later@example.org`, `Kettle ${name} is broken`];
  const remedy = `A new kettle for ${name}`;
  const orders: Order[] = [];
  const order = (who: Person, command: string, body: object, isRefused = false): void => {
    const path = command === 'receive' ? '/complaints' : `/complaints/${number}/${command}`;
    const nth = command === 'receive' ? '' : `${orders.length}-`;
    orders.push({ who, path, body, key: `${name}-${nth}${command}`, isRefused });
  };
  const refused = (who: Person, command: string, body: object): void => order(who, command, body, true);
  const complainant = { name: `Leyla ${name}`, email };
  order(agent, 'receive', { channel: 'email', receivedAt, complainant, summary, description: `${name}: the lid is broken.` });
  refused(agent, 'acknowledge', { channel: 'email', receipt: 'Thank you.' });
  const receipt = `Dear Leyla ${name} (${email}), ${receivedAt.slice(0, 10)}: we received ${number}, ${summary}.`;
  order(agent, 'acknowledge', { channel: 'email', receipt });
  order(agent, 'assess', { severity: 3, safety: false });
  order(supervisor, 'assign', { handler: agent.id });
  order(agent, 'add-note', { text: `${name}: called, nobody there.` });
  refused(agent, 'resolve', { finding: 'upheld', outcome: 'explanation', remedy });
  order(agent, 'add-evidence', { name: `${name}.jpg` });
  order(agent, 'investigate', { cause: 'damage', causeDomain: 'process', validity: 'confirmed', report: `${name}: a thin box.` });
  order(agent, 'propose-remedy', { kind: 'replacement', description: remedy });
  order(agent, 'accept-remedy', { remedy: 1 });
  order(agent, 'communicate-decision', { channel: 'email', text: `${name}: you get a new one.` });
  order(agent, 'resolve', { finding: 'upheld', outcome: 'non-monetary-relief', remedy, prevention: 'A thicker box' });
  order(agent, 'implement-remedy', { remedy: 1 });
  order(agent, 'correct', {
    revision: 0,
    path: 'personal.complainant.email',
    value: laterEmail,
    reason: `${name} spelled it for us.`,
  });
  refused(agent, 'close', { reason: 'settled', told: { channel: 'phone' } });
  order(agent, 'follow-up', { outcome: 'satisfied', channel: 'phone', text: `${number}, ${summary}: ${remedy}. Is all well?` });
  order(agent, 'close', { reason: 'settled', told: { channel: 'phone' } });
  return { number, email, laterEmail, orders };
};

/** One complaint after another without end, and now and then a new colleague or a complaint that cannot have happened. */
export function* ordersWithoutEnd(people: People, name: string, receivedAt: string): Generator<OrdersOfOne, never> {
  const random = randoms([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7));
  for (let nth = 0; ; nth += 1) {
    const one = ordersOfOne({ people, name: `${name}-${nth}`, receivedAt });
    const more = random() < 0.5 ? [colleague(people, `${name}-${nth}`)] : [impossible(people, `${name}-${nth}`)];
    yield { ...one, orders: [...more, ...one.orders] };
  }
}

const colleague = ({ admin }: People, name: string): Order => ({
  who: admin,
  path: '/staff',
  body: { name: `Samir ${name}`, team: 'north', roles: ['agent'] },
  key: `${name}-colleague`,
  isRefused: false,
});

const impossible = ({ agent }: People, name: string): Order => ({
  who: agent,
  path: '/complaints',
  body: { channel: 'phone', summary: name, description: name, receivedAt: '2999-01-01T00:00:00Z' },
  key: `${name}-impossible`,
  isRefused: true,
});
