/** The stated models that a synthetic federation follows, and what is true under them. */
package org.therafed.simulator.model;
