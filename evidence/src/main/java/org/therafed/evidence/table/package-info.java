/** Two-by-two tables: two proportions, exact and asymptotic tests, and tables by stratum. */
package org.therafed.evidence.table;
