/** Tables as they were written, CSV or workbook, before anybody asks what their columns mean. */
package org.therafed.gateway.intake.table.grid;
