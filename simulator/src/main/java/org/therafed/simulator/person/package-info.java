/** Invented people: names in two scripts and national ids that no real person can have. */
package org.therafed.simulator.person;
