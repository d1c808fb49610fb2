const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * A suite that starts processes takes longer than any other and is a small file, so that Jest, which has no times to go by on a clean
 * clone, would begin it last and wait for it alone. Whose time is known goes by its time.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => path.endsWith('.e2e-spec.ts');
    const bySize = super.sort(tests);
    return bySize.every(({ duration }) => duration === undefined)
      ? [...bySize.filter(isLong), ...bySize.filter((test) => !isLong(test))]
      : bySize;
  }
};
