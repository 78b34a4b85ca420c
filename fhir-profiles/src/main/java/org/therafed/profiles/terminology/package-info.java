/** Codes with display, unit and source; units and their conversion; CTCAE, nuclides, laboratory. */
package org.therafed.profiles.terminology;
