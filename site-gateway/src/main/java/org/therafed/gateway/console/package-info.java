/**
 * Pages for the hospital's own staff, on identified data that stays here. Nothing of the gateway
 * depends on them.
 */
package org.therafed.gateway.console;
