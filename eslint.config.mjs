import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const notInPureCode = (name, why) => ({ name, message: why });

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', 'demo-data', 'data', 'docs'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-constant-condition': ['error', { checkLoops: false }],
    },
  },
  {
    // Only the event carries time; a fold that looks at a clock rewrites history at the next rebuild.
    files: ['libs/*/src/domain/**/*.ts', 'libs/read-models/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        notInPureCode('Date', 'Time comes with the event or the command; see kernel/instant.ts for arithmetic.'),
        notInPureCode('process', 'Pure code knows no environment.'),
        notInPureCode('crypto', 'Ids and hashes are made before the decision.'),
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'A decision makes nothing up.' }],
      'no-restricted-imports': ['error', { paths: ['crypto', 'node:crypto', 'fs', 'node:fs', 'process', 'node:process'] }],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        process: 'readonly',
        __dirname: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
);
