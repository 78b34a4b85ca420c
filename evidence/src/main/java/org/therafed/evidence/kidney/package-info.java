/** Kidney function from serum creatinine. */
package org.therafed.evidence.kidney;
