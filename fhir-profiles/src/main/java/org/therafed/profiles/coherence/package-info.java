/**
 * What a person's records say together. No record is refused for it: what looks wrong may be late,
 * and the next record may set it right.
 */
package org.therafed.profiles.coherence;
