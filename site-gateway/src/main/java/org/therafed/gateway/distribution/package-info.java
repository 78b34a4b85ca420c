/** Packages of the registry: fetched, verified, kept and put to use. */
package org.therafed.gateway.distribution;
