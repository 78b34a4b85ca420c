/** Processes that are killed at random moments, and what of the acknowledged records is left. */
package org.therafed.e2e.kill;
