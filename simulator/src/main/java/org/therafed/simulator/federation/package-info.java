/** One registry and its gateways as running processes. */
package org.therafed.simulator.federation;
