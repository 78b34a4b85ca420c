/**
 * Where transfers end at a site that shares aggregates: in a store of its own, from which its
 * answers are computed. Nothing here reaches the registry.
 */
package org.therafed.gateway.forward.local;
