/** Milestones of outcome-based agreements. */
package org.therafed.evidence.contract;
