/** Starting, watching and ending the applications' processes. */
package org.therafed.simulator.process;
