/** A whole federation, played through its real interfaces. */
package org.therafed.e2e.federation;
