/** How a demonstration ends that does not end by itself. */
package org.therafed.e2e.processend;
