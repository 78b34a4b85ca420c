/** {@code check}: says whether the gateway could start and work, and starts nothing. */
package org.therafed.gateway.check;
