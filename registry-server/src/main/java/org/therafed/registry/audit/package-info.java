/**
 * Who did what, and what was refused: IHE BALP AuditEvents in a chain of hashes that nobody can
 * mend unseen. Waits until an event is durable before the answer leaves.
 */
package org.therafed.registry.audit;
