/** The registry's page in a real browser. */
package org.therafed.e2e.console;
