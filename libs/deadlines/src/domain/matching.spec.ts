import fc from 'fast-check';
import { firstPolicy, policyOfFirst } from './first-versions';
import { type Candidate, choose, type Traits } from './matching';
import type { Applies, Policy } from './policy';

const plain = policyOfFirst(firstPolicy.policy);
const policy = (id: string, applies: Applies, effective: Policy['effective'] = { from: null, to: null }, version = 1): Candidate => ({
  id,
  version,
  policy: { ...plain, applies, effective },
});
const fallback = policy(firstPolicy.id, {});
const complaint: Traits = {
  jurisdiction: 'GB',
  sector: 'payments',
  product: 'account',
  category: 'fees',
  channel: 'email',
  severity: 3,
  kind: 'complaint',
};
const day = '2026-07-01';
const sentences = (adopted: readonly Candidate[], traits: Traits = complaint): readonly string[] =>
  choose(adopted, traits, () => day)
    .because()
    .map(({ sentence }) => sentence);
const chosen = (adopted: readonly Candidate[], traits: Traits = complaint, on = day): string | null => {
  const found = choose(adopted, traits, () => on).chosen;
  return found && `${found.id} ${found.version}`;
};

describe('choosing a policy', () => {
  it('takes the default only where nothing else applies', () => {
    expect(chosen([fallback])).toBe('iso10002-default 1');
    expect(chosen([fallback, policy('ours', {})])).toBe('ours 1');
    expect(chosen([{ ...fallback, policy: { ...plain, applies: { jurisdictions: ['GB'] } } }, policy('ours', {})])).toBe('ours 1');
  });
  it('takes the policy that names more of the complaint', () =>
    expect(chosen([policy('uk', { jurisdictions: ['GB'] }), policy('uk-psd', { jurisdictions: ['GB'], sectors: ['payments'] })])).toBe(
      'uk-psd 1',
    ));
  it('then the one that is in force since the later day', () =>
    expect(
      chosen([
        policy('always', { jurisdictions: ['GB'] }),
        policy('old', { jurisdictions: ['GB'] }, { from: '2021-01-01', to: null }),
        policy('new', { jurisdictions: ['GB'] }, { from: '2026-07-01', to: null }),
      ]),
    ).toBe('new 1'));
  it('then the first by name', () =>
    expect(chosen([policy('b', { kinds: ['complaint'] }), policy('a', { channels: ['email'] })])).toBe('a 1'));
  it('looks at the newest version that was in force on the day of receipt', () => {
    const versions = [
      policy('ours', {}, { from: null, to: '2026-06-30' }, 1),
      policy('ours', {}, { from: null, to: '2026-06-30' }, 2),
      policy('ours', {}, { from: '2026-07-01', to: null }, 3),
    ];
    expect([chosen(versions, complaint, '2026-06-30'), chosen(versions, complaint, '2026-07-01')]).toEqual(['ours 2', 'ours 3']);
  });
  it('does not go back to an older version that the newest one took the place of', () =>
    expect(chosen([policy('ours', {}), policy('ours', { jurisdictions: ['IE'] }, { from: null, to: null }, 2)])).toBeNull());
  it('does not take what is not known for a match', () =>
    expect(chosen([fallback, policy('uk', { jurisdictions: ['GB'] })], { ...complaint, jurisdiction: null })).toBe('iso10002-default 1'));
  it('chooses none where none is in force', () => {
    const { chosen, because } = choose([], complaint, () => day);
    expect([chosen, because()]).toEqual([null, []]);
  });

  it('says of every candidate why', () =>
    expect(
      sentences([
        fallback,
        policy('ie-cpc-2025', { jurisdictions: ['IE'] }),
        policy('in-rbi-2021', { jurisdictions: ['GB'] }, { from: '2021-11-12', to: '2026-06-30' }),
        policy('severe', { sectors: ['insurance'], severities: [4, 5] }),
        policy('uk', { jurisdictions: ['GB'] }),
        policy('uk-psd', { jurisdictions: ['GB'], sectors: ['payments', 'e-money'] }),
      ]),
    ).toEqual([
      'ie-cpc-2025 version 1 does not apply to what was received on 2026-07-01: it is for jurisdiction IE, and that of the complaint is GB.',
      'in-rbi-2021 version 1 does not apply to what was received on 2026-07-01: it is in force from 2021-11-12 to 2026-06-30.',
      'iso10002-default version 1 applies too, but gives way to uk-psd: iso10002-default is only for what no other policy applies to.',
      'severe version 1 does not apply to what was received on 2026-07-01: it is for sector insurance, and that of the complaint is payments; it is for severity 4, 5, and that of the complaint is 3.',
      'uk version 1 applies too, but gives way to uk-psd: uk-psd names more of the complaint (2 against 1).',
      'uk-psd version 1 was chosen: it applies to jurisdiction GB and sector payments, e-money; uk-psd names more of the complaint (2 against 1).',
    ]));
  it('says so when only the name or the day decided, or nothing else applies', () => {
    expect(sentences([policy('a', {}), policy('b', {})])).toEqual([
      'a version 1 was chosen: it applies to every complaint; both are as close, and a comes first by name.',
      'b version 1 applies too, but gives way to a: both are as close, and a comes first by name.',
    ]);
    expect(sentences([policy('a', {}), policy('b', {}, { from: '2026-01-01', to: null })])).toEqual([
      'a version 1 applies too, but gives way to b: b is in force since 2026-01-01, the later day.',
      'b version 1 was chosen: it applies to every complaint; b is in force since 2026-01-01, the later day.',
    ]);
    expect(sentences([fallback, policy('uk', { jurisdictions: ['GB'] })], { ...complaint, jurisdiction: null })).toEqual([
      'iso10002-default version 1 was chosen: no other policy applies.',
      'uk version 1 does not apply to what was received on 2026-07-01: it names a jurisdiction, and that of the complaint is not known.',
    ]);
  });
});

const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 });
const someDay = fc.constantFrom('2026-01-01', '2026-06-30', '2026-07-01');
const anApplies = fc.record(
  {
    jurisdictions: words,
    sectors: words,
    products: words,
    kinds: words,
    severities: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
  },
  { requiredKeys: [] },
);
const aPolicy = fc.record({ applies: anApplies, from: fc.option(someDay) });
const aWord = fc.option(fc.constantFrom('a', 'b', 'c'));
const someTraits = fc.record({
  jurisdiction: aWord,
  sector: aWord,
  product: aWord,
  category: aWord,
  channel: aWord,
  severity: fc.option(fc.integer({ min: 1, max: 5 })),
  kind: aWord,
});

describe('choosing a policy, for any policies', () => {
  const adoptedOf = (policies: readonly { applies: Applies; from: string | null }[]): readonly Candidate[] => [
    fallback,
    ...policies.map(({ applies, from }, index) => policy(`p${index}`, applies, { from, to: null })),
  ];
  it('is not changed by adopting one that does not admit the complaint', () =>
    fc.assert(
      fc.property(fc.array(aPolicy, { maxLength: 6 }), aPolicy, someTraits, someDay, (policies, added, traits, on) => {
        const another = policy('another', added.applies, { from: added.from, to: null });
        const adopted = adoptedOf(policies);
        const isAdmitted = choose([another], traits, () => on).chosen !== null;
        const before = choose(adopted, traits, () => on).chosen;
        const after = choose([...adopted, another], traits, () => on).chosen;
        return isAdmitted || before === after;
      }),
    ));
  it('does not depend on the order in which they were adopted', () =>
    fc.assert(
      fc.property(fc.array(aPolicy, { maxLength: 6 }), someTraits, someDay, (policies, traits, on) => {
        const adopted = adoptedOf(policies);
        const said = ({ chosen, because }: ReturnType<typeof choose>) => [chosen, because()];
        expect(said(choose([...adopted].reverse(), traits, () => on))).toEqual(said(choose(adopted, traits, () => on)));
      }),
    ));
  it('says one sentence of each, and chooses exactly one of them', () =>
    fc.assert(
      fc.property(fc.array(aPolicy, { maxLength: 6 }), someTraits, someDay, (policies, traits, on) => {
        const because = choose(adoptedOf(policies), traits, () => on).because();
        expect([because.length, because.filter(({ sentence }) => sentence.includes('was chosen')).length]).toEqual([
          policies.length + 1,
          1,
        ]);
      }),
    ));
});
