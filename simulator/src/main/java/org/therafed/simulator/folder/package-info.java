/** A federation's records as files: to look at, to keep, and to send to a gateway. */
package org.therafed.simulator.folder;
