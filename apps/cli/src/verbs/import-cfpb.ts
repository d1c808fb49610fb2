import { importCfpb } from '@redress/registers';
import { exitCodes, type ExitCode } from '../exit';
import type { WithEngine } from '../verb';

export interface ImportOptions {
  readonly file: string;
  readonly limit?: number;
  readonly dryRun: boolean;
}

/** Reads a copy of the CFPB complaint database into the register. Exit 3 when rows were rejected; the good ones are kept. */
export const importCfpbVerb = async (
  { engine, terminal, actor }: WithEngine,
  { file, limit, dryRun }: ImportOptions,
): Promise<ExitCode> => {
  const progress = terminal.progress('rows read', null);
  const begun = performance.now();
  const report = await importCfpb(file, {
    events: engine.events,
    keys: engine.keys,
    actor,
    now: () => engine.clock.now(),
    limit,
    dryRun,
    onProgress: (rows) => progress.to(rows),
  });
  progress.end();
  const answer = { ...report, seconds: Math.round((performance.now() - begun) / 100) / 10 };
  if (terminal.json) terminal.value(answer);
  else {
    const { rows, imported, updated, alreadyThere, rejected, flagged, columnsNotFound, events, seconds } = answer;
    for (const { row, reason } of rejected) terminal.line(`row ${row} was not taken: ${reason}`);
    if (flagged.length > 0)
      terminal.line(`${flagged.length} remarks on rows that were taken, the first on row ${flagged[0]!.row}: ${flagged[0]!.reason}`);
    if (columnsNotFound.length > 0) terminal.line(`Columns that this copy does not have: ${columnsNotFound.join(', ')}`);
    terminal.line(
      `${rows} rows: ${imported} imported, ${updated} updated, ${alreadyThere} already there, ${rejected.length} rejected; ${events} events${dryRun ? ' would be stored' : ''} in ${seconds} s`,
    );
  }
  return report.rejected.length > 0 ? exitCodes.no : exitCodes.done;
};
