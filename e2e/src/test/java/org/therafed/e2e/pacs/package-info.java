/** An image archive that sends by DIMSE. */
package org.therafed.e2e.pacs;
