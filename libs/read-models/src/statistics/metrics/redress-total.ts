import type { Amount, Metric } from '../metric';

const id = 'redress-total';

export const redressTotal: Metric = {
  id,
  title: 'Redress paid',
  unit: 'minor units',
  definition:
    'What was paid when remedies were implemented, for each currency in its minor unit. By event: paid in the range. The value is the amount where there is one currency only; what a register does not tell is not counted.',
  formula: 'sum of redress-total: for each currency',
  clause: 'Response to complaints',
  uses: [`${id}:`],
  counts: ({ payments }, count) => {
    for (const payment of payments) {
      if (payment.amount === null) continue;
      const counter = `${id}:${payment.amount.currency}`;
      count.received(counter, payment.amount.minor);
      count.event(payment, counter, payment.amount.minor);
    }
  },
  answer: (sums, asked) => {
    const amounts = sums
      .startingWith(`${id}:`)
      .map(([currency, minor]): Amount => ({ currency, minor }))
      .sort((a, b) => (a.currency < b.currency ? -1 : 1));
    const leftOut = asked.leftOut.startingWith(`${id}:`).reduce((n, [, count]) => n + count, 0);
    if (amounts.length === 0) return { value: null, reason: 'No payment is recorded in this range.', amounts, leftOut };
    if (amounts.length > 1) return { value: null, reason: 'There are several currencies; see the amounts.', amounts, leftOut };
    return { value: amounts[0]!.minor, amounts, leftOut };
  },
};
