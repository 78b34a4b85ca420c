/**
 * Sums that can be added but not read: fixed-point numbers under masks that cancel in the total.
 */
package org.therafed.evidence.rounds.mask;
