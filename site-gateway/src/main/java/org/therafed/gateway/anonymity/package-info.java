/** How well persons hide among each other in what has left. */
package org.therafed.gateway.anonymity;
