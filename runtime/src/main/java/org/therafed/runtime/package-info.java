/**
 * What both applications need in order to run by themselves: a data folder that one process owns,
 * an embedded PostgreSQL, the span exporter, and an orderly end.
 */
package org.therafed.runtime;
