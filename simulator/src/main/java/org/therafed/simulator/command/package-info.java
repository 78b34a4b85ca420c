/** The command line. */
package org.therafed.simulator.command;
