/** What the hospitals' systems send, record by record, each with the outcome it must have. */
package org.therafed.simulator.record;
