/**
 * Questions to sites that share aggregates: what is asked of whom next, and the total of what they
 * answer. Nothing here can read one site's sums.
 */
package org.therafed.registry.federated;
