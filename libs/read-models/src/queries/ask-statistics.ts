import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { ask, type Question, type StatisticsAnswer } from '../statistics/ask';
import { ReadModels } from './read-models';

/** The answer, and up to which position of the log at least it counts; null before the first event. */
export interface PositionedAnswer extends StatisticsAnswer {
  readonly position: string | null;
}

/** What is measured, each number with its definition. Throws UnknownStatistic. */
export class AskStatistics extends Query<PositionedAnswer> {
  constructor(readonly question: Question) {
    super();
  }
}

@QueryHandler(AskStatistics)
export class AskStatisticsHandler implements IQueryHandler<AskStatistics> {
  constructor(private readonly readModels: ReadModels) {}

  async execute({ question }: AskStatistics): Promise<PositionedAnswer> {
    const position = await this.readModels.statistics.position();
    const { asOf, ...answer } = await ask(this.readModels.statistics, question);
    return { asOf, position, ...answer };
  }
}
