import type { OpenAPIObject } from '@nestjs/swagger';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { HttpAnswer } from './http-client.spec-support';

interface Header {
  readonly required: boolean;
  readonly schema: { readonly type: string };
}
interface Response {
  readonly headers: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
}
type Responses = Readonly<Record<string, Response>>;

/** Holds answers against the document: status, headers, media type, shape. */
export class Documented {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  private readonly shapes = new Map<string, ValidateFunction>();

  constructor(private readonly document: OpenAPIObject) {
    this.ajv.addSchema({ $id: 'api', components: document.components });
  }

  /** What is not as the document says of this route. */
  faultsOf(method: string, route: string, answer: HttpAnswer): readonly string[] {
    const operation = this.document.paths[route]?.[method.toLowerCase() as 'get' | 'post'];
    const response = (operation?.responses as Responses | undefined)?.[answer.status];
    if (!response) return [`${answer.status} is not documented`];
    const type = String(answer.headers['content-type']).split(';', 1)[0]!;
    const content = response.content[type];
    if (!content) return [`${type} is not documented for ${answer.status}`];
    return [...this.faultsOfHeaders(response, answer), ...this.faultsOfBody(type, content.schema.$ref, answer)];
  }

  /** What is wrong with a refusal of what no route takes. */
  faultsOfProblem(answer: HttpAnswer): readonly string[] {
    const type = String(answer.headers['content-type']).split(';', 1)[0]!;
    if (answer.status < 400 || type !== 'application/problem+json') return [`${answer.status} ${type} is no refusal`];
    return this.faultsOfBody(type, '#/components/schemas/Problem', answer);
  }

  private faultsOfHeaders({ headers: documented }: Response, { headers, status }: HttpAnswer): readonly string[] {
    return Object.entries(documented).flatMap(([name, { $ref }]) => {
      const { required, schema } = this.document.components!.headers![$ref.split('/').at(-1)!] as unknown as Header;
      const value = headers[name.toLowerCase()];
      if (value === undefined) return required ? [`${status} came without ${name}`] : [];
      return this.ajv.validate(schema, schema.type === 'integer' ? Number(value) : value) ? [] : [`${name} is ${String(value)}`];
    });
  }

  private faultsOfBody(type: string, ref: string | undefined, { text, status }: HttpAnswer): readonly string[] {
    if (type === 'application/x-ndjson') return text.trimEnd().split('\n').every(isJson) ? [] : ['a line is no JSON'];
    if (ref === undefined) return [];
    const body = JSON.parse(text) as { status?: number };
    const accepts = this.shapeOf(ref);
    if (!accepts(body)) return [`${status} has another shape: ${this.ajv.errorsText(accepts.errors)}`];
    return type === 'application/problem+json' && body.status !== status ? [`a problem of status ${body.status} came as ${status}`] : [];
  }

  private shapeOf(ref: string): ValidateFunction {
    let shape = this.shapes.get(ref);
    if (!shape) this.shapes.set(ref, (shape = this.ajv.compile({ $ref: `api${ref}` })));
    return shape;
  }
}

const isJson = (line: string): boolean => {
  JSON.parse(line);
  return true;
};
