/**
 * The simulated hospital's side of the gateway's real interfaces: CSV and FHIR by HTTP, C-STORE.
 */
package org.therafed.simulator.channel;
