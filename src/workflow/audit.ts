import { createHash } from 'node:crypto';
import type { Tx } from '../store/open.js';

export interface AuditFact {
  readonly at: Date;
  readonly entityKind: string;
  readonly entityId: number;
  readonly entityVersion: number;
  readonly personId: number | null;
  /** Whom that person stood in for; null when they acted for themselves. */
  readonly forId: number | null;
  readonly role: string;
  readonly platform: string;
  readonly verb: string;
  readonly fromState: string;
  readonly toState: string;
  readonly reason: string | null;
}

/**
 * Appends an audit entry, chained by hash to the same entity's entry before it, so that a line taken out or
 * altered shows (DOMAIN 7.2). One chain an entity: the version guard already serialises its writers, so the
 * chain costs no lock across entities.
 */
export async function appendAudit(tx: Tx, fact: AuditFact): Promise<void> {
  const before = await tx.auditEntry.findFirst({
    where: { entityKind: fact.entityKind, entityId: fact.entityId },
    orderBy: { entityVersion: 'desc' },
    select: { hash: true },
  });
  const previousHash = before?.hash ?? '';
  await tx.auditEntry.create({ data: { ...fact, previousHash, hash: auditHash(previousHash, fact) } });
}

/** SHA-256 over the entry before and this one's fields, in a fixed order. */
export function auditHash(previousHash: string, fact: AuditFact): string {
  const content = JSON.stringify([
    previousHash,
    fact.at.toISOString(),
    fact.entityKind,
    fact.entityId,
    fact.entityVersion,
    fact.personId,
    fact.forId,
    fact.role,
    fact.platform,
    fact.verb,
    fact.fromState,
    fact.toState,
    fact.reason,
  ]);
  return createHash('sha256').update(content).digest('hex');
}
