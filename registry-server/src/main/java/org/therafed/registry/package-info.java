/**
 * The registry: ingest, store, facts, cohort, estimate, disclose, publish. A stage imports only the
 * values of the stage before it; {@code flow} joins them.
 */
package org.therafed.registry;
