/** A value and how many rows of the sample have it. */
export type Weighted<Value> = readonly (readonly [value: Value, rows: number])[];

/**
 * How complaints are spread in the two larger copies of the CFPB complaint database in `data-samples/cfpb` (69,139 rows; work of the
 * United States government, in the public domain), measured once. Only counts and the words of the register's own lists are kept here,
 * nothing that anybody wrote.
 */
export const cfpbSample = {
  products: [
    {
      name: 'Checking or savings account',
      rows: 25299,
      issues: [
        ['Managing an account', 15422],
        ['Closing an account', 3017],
        ['Opening an account', 2750],
        ['Problem with a lender or other company charging your account', 2528],
        ['Problem caused by your funds being low', 1371],
      ],
    },
    {
      name: 'Credit card or prepaid card',
      rows: 16675,
      issues: [
        ['Problem with a purchase shown on your statement', 4546],
        ['Getting a credit card', 1905],
        ['Other features, terms, or problems', 1690],
        ['Fees or interest', 1479],
        ['Problem when making payments', 1368],
      ],
    },
    {
      name: 'Credit reporting, credit repair services, or other personal consumer reports',
      rows: 11213,
      issues: [
        ['Incorrect information on your report', 6363],
        ["Problem with a credit reporting company's investigation into an existing problem", 2400],
        ['Improper use of your report', 1836],
        ['Unable to get your credit report or credit score', 144],
        ['Credit monitoring or identity theft protection services', 142],
      ],
    },
    {
      name: 'Mortgage',
      rows: 7066,
      issues: [
        ['Trouble during payment process', 3052],
        ['Struggling to pay mortgage', 2048],
        ['Applying for a mortgage or refinancing an existing mortgage', 1060],
        ['Closing on a mortgage', 644],
        ['Incorrect information on your report', 194],
      ],
    },
    {
      name: 'Debt collection',
      rows: 3967,
      issues: [
        ['Attempts to collect debt not owed', 1980],
        ['Written notification about debt', 758],
        ['Took or threatened to take negative or legal action', 483],
        ['False statements or representation', 371],
        ['Communication tactics', 301],
      ],
    },
    {
      name: 'Money transfer, virtual currency, or money service',
      rows: 3546,
      issues: [
        ['Fraud or scam', 1989],
        ['Other transaction problem', 582],
        ['Money was not available when promised', 271],
        ['Unauthorized transactions or other transaction problem', 169],
        ['Problem with customer service', 117],
      ],
    },
    {
      name: 'Vehicle loan or lease',
      rows: 737,
      issues: [
        ['Managing the loan or lease', 258],
        ['Getting a loan or lease', 196],
        ['Problems at the end of the loan or lease', 130],
        ['Struggling to pay your loan', 79],
        ['Incorrect information on your report', 41],
      ],
    },
    {
      name: 'Payday loan, title loan, or personal loan',
      rows: 425,
      issues: [
        ['Getting a line of credit', 73],
        ["Charged fees or interest you didn't expect", 69],
        ['Problem with the payoff process at the end of the loan', 53],
        ['Struggling to pay your loan', 48],
        ['Problem when making payments', 48],
      ],
    },
    {
      name: 'Student loan',
      rows: 199,
      issues: [
        ['Dealing with your lender or servicer', 120],
        ['Struggling to repay your loan', 53],
        ['Incorrect information on your report', 13],
        ['Getting a loan', 5],
        ['Credit monitoring or identity theft protection services', 3],
      ],
    },
    {
      name: 'Credit card',
      rows: 5,
      issues: [
        ['Other', 1],
        ['Identity theft / Fraud / Embezzlement', 1],
        ['Billing disputes', 1],
        ['Payoff process', 1],
        ['Application processing delay', 1],
      ],
    },
  ],
  /** Postal mail is a letter, a web referral a referral. */
  channels: [
    ['web', 50_566],
    ['referral', 11_483],
    ['phone', 5_166],
    ['letter', 1_585],
    ['fax', 335],
    ['email', 4],
  ],
  /** The 25 most frequent states. */
  regions: [
    ['CA', 14490],
    ['FL', 7251],
    ['TX', 5333],
    ['NY', 4938],
    ['GA', 3348],
    ['NJ', 2865],
    ['IL', 2529],
    ['MA', 2228],
    ['MD', 2092],
    ['NC', 1932],
    ['PA', 1925],
    ['VA', 1909],
    ['AZ', 1618],
    ['WA', 1617],
    ['MI', 1516],
    ['NV', 1308],
    ['CT', 1182],
    ['SC', 924],
    ['OH', 917],
    ['TN', 854],
    ['MO', 765],
    ['OR', 665],
    ['CO', 662],
    ['MN', 434],
    ['DC', 381],
  ],
  /** Of receipt. */
  years: [
    [2015, 7],
    [2016, 19],
    [2017, 5424],
    [2018, 8265],
    [2019, 13050],
    [2020, 9141],
    [2021, 11149],
    [2022, 12953],
    [2023, 9131],
  ],
  /** From receipt to sending, in whole days; what is longer than five days is put together. */
  days: [
    [0, 55034],
    [1, 5882],
    [2, 1687],
    [3, 1343],
    [4, 935],
    [5, 656],
    [10, 1957],
    [21, 1140],
    [45, 505],
  ],
  responses: [
    ['explanation', 46_613],
    ['monetary-relief', 14_908],
    ['non-monetary-relief', 6_052],
    ['in-progress', 1_529],
    ['untimely', 37],
  ],
  timely: [
    [true, 65_148],
    [false, 2_497],
  ],
  /** Of those who were asked: few, since the register stopped asking in 2017. */
  disputed: [
    [true, 9],
    [false, 23],
  ],
  /** Characters of the published texts, in steps of five percent from the shortest to the longest. */
  lengths: [15, 134, 212, 284, 343, 417, 484, 555, 626, 697, 788, 874, 974, 1072, 1212, 1386, 1614, 1914, 2224, 2843, 21928],
} as const satisfies {
  readonly products: readonly { readonly name: string; readonly rows: number; readonly issues: Weighted<string> }[];
  readonly channels: Weighted<string>;
  readonly regions: Weighted<string>;
  readonly years: Weighted<number>;
  readonly days: Weighted<number>;
  readonly responses: Weighted<string>;
  readonly timely: Weighted<boolean>;
  readonly disputed: Weighted<boolean>;
  readonly lengths: readonly number[];
};
