/** Packages that this registry signs and hands to its gateways. */
package org.therafed.registry.distribution;
