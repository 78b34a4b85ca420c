/**
 * {@code prove}: plants invented identities in a second gateway of the same settings, writes down
 * every byte that leaves it, and looks for them there.
 */
package org.therafed.gateway.prove;
