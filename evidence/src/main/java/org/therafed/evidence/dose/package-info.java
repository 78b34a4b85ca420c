/** Administered activity, absorbed dose, and what they do. */
package org.therafed.evidence.dose;
