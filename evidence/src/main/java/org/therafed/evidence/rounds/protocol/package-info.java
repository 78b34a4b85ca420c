/**
 * Rounds between a registry that asks and sites that answer under rules of their own: messages, the
 * guard at the site, and the driver that copes with sites dropping out.
 */
package org.therafed.evidence.rounds.protocol;
