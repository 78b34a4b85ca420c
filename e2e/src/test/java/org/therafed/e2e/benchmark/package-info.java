/** Load programs over both applications; nothing of this runs in the test command. */
package org.therafed.e2e.benchmark;
