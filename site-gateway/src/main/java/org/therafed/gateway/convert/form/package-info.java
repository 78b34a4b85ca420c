/** Filled forms become records by way of the tables' rows. */
package org.therafed.gateway.convert.form;
