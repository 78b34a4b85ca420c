/**
 * What becomes of a record, and the base of every fault. <em>received = sent + queued + held +
 * refused + superseded</em> is counted over these types.
 */
package org.therafed.profiles.outcome;
