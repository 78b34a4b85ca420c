/** Tests of whether groups survive alike: log-rank and its weighted kin. */
package org.therafed.evidence.survival.test;
