/**
 * A folder into which a hospital's systems put tables. A file is durable before it is moved away,
 * and is taken once, whenever the gateway ends.
 */
package org.therafed.gateway.intake.table.watch;
