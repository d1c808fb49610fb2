import { applyDecorators, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Operation, roleTable } from '@redress/access';
import type { Actor } from '@redress/kernel';

/** Who may use a route: whoever may do the operation, and without a key where it is open. */
export interface Access {
  readonly operation: Operation | null;
  readonly open: 'to-all' | 'on-loopback' | 'no';
}
export const accessKey = 'redress:access';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Whom the key belongs to; null where a route is open. */
    actor: Actor | null;
  }
}

/** For the guard and for the hook that authenticates before a body is read. */
const access = (value: Access): MethodDecorator => applyDecorators(SetMetadata(accessKey, value), RouteConfig({ access: value }));

/** Only roles that the table gives the operation; a route that carries neither this nor `Open` does not start. */
export const Allows = (operation: Operation): MethodDecorator =>
  applyDecorators(access({ operation, open: 'no' }), ApiBearerAuth(), ApiExtension('x-roles', roleTable[operation]));

/** Without a key. */
export const Open = (): MethodDecorator => access({ operation: null, open: 'to-all' });

/** Without a key for programs on this machine, otherwise as `Allows`. */
export const OpenOnLoopback = (operation: Operation): MethodDecorator =>
  applyDecorators(access({ operation, open: 'on-loopback' }), ApiBearerAuth(), ApiExtension('x-roles', roleTable[operation]));
