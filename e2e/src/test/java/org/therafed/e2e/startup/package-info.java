/** What an operator reads where an application does not start. */
package org.therafed.e2e.startup;
