import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { refuseUnlessMay } from '@redress/access';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../asked/asked';
import { type Access, accessKey } from './access';

/** Before anything else of a route runs: may this role do it at all? What depends on the complaint is judged on its state. Throws NotAllowed (403). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.get<Access | undefined>(accessKey, context.getHandler());
    if (!access) throw new Error('A route without @Allows or @Open was reached.');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (access.operation !== null && (request.actor !== null || access.open === 'no')) {
      refuseUnlessMay(actorOf(request).role, access.operation);
    }
    return true;
  }
}
