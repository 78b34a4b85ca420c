/** How good the data are that sites send, what of it drifts, and what is refused. */
package org.therafed.registry.quality;
