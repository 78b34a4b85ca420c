/** Mean cost, or quality-adjusted life, up to a horizon when follow-up is censored. */
package org.therafed.evidence.cost.censored;
