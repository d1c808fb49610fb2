import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { BodySchemas } from '../body/body-schemas';
import { readSchemas } from '../reading/answer-schemas';
import { headerComponents } from './headers';
import { answerSchemas } from './responses';

/** Of the API, not of the build: it changes when a client has to. */
export const apiVersion = '1.0.0';

const description = `Runs a complaints process after ISO 10002 and proves it. Every write is an event; \`position\` of a write answer says where the log stands.

* \`Idempotency-Key\` makes it safe to send a command again. \`If-Match\` refuses it where somebody else was faster.
* Errors are problem details (RFC 9457) with a stable \`code\`; \`errors\` names every broken rule or wrong field, and what to do.
* Texts are sealed before they are stored. Codes such as product and region are stored in clear for ever: no personal data there.
* \`x-roles\` of an operation says whose key may use it: \`handler\`, \`own\` and \`to-oneself\` are judged on the complaint.`;

/** OpenAPI 3.1, whose schemas are JSON Schema: those that validate the bodies stand in it as they are. */
export const documentOf = (app: INestApplication, { schemas }: BodySchemas): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Redress')
    .setDescription(description)
    .setVersion(apiVersion)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key as `redress api-keys add` shows it.' })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  return {
    ...document,
    components: { ...document.components, headers: headerComponents, schemas: { ...schemas, ...answerSchemas, ...readSchemas } },
  };
};
