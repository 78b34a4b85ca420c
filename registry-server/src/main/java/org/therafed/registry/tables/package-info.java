/** Tariffs, prices and utilities: versioned tables that administrators bring and sign. */
package org.therafed.registry.tables;
