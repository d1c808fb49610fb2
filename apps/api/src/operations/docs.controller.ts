import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Open } from '../access/access';
import { refused } from '../problems/problem';

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Redress API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;
const start = `window.ui = SwaggerUIBundle({ url: 'openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null });\n`;

/** Out of the package that @nestjs/swagger brings along, so the page works without the internet. */
const folder = dirname(createRequire(require.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json'));
const files: Readonly<Record<string, { readonly type: string; readonly text: () => Promise<string> }>> = {
  'swagger-ui.css': { type: 'text/css; charset=utf-8', text: () => readFile(join(folder, 'swagger-ui.css'), 'utf8') },
  'swagger-ui-bundle.js': { type: 'text/javascript; charset=utf-8', text: () => readFile(join(folder, 'swagger-ui-bundle.js'), 'utf8') },
  'start.js': { type: 'text/javascript; charset=utf-8', text: async () => start },
};

/** A page on which the API can be read and tried. Not in production. */
@ApiExcludeController()
@Controller('docs')
export class DocsController {
  @Get()
  @Open()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return page;
  }

  @Get(':file')
  @Open()
  async file(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const found = Object.hasOwn(files, name) ? files[name] : undefined;
    if (!found) throw refused(404, 'route.unknown', 'The page has no such file; open /docs.');
    void reply.type(found.type);
    return found.text();
  }
}
