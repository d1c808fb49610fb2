const { execFileSync } = require('node:child_process');

/** Worker threads and child processes run from the build, so the build must be that of these sources. */
module.exports = () => {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: ['ignore', 'inherit', 'inherit'], cwd: `${__dirname}/..` });
};
