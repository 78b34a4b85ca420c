/**
 * {@code check}: says whether the gateway could start and work; and tries connections of one that
 * runs.
 */
package org.therafed.gateway.check;
