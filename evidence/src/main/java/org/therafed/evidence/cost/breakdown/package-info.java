/** Mean cost by cycle, component and payer. */
package org.therafed.evidence.cost.breakdown;
