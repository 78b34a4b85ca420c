/** The memory of the publication door: which membership sets have been published. */
package org.therafed.evidence.disclosure.ledger;
