/** Cost and effect of one arm against another: increments, their uncertainty, value for money. */
package org.therafed.evidence.cost.effectiveness;
