/** What payers pay against what treatment costs: DRG and DIP tariffs as versioned data. */
package org.therafed.evidence.cost.tariff;
