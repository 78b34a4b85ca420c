/** Therapies that come as data, beside those of the programs. */
package org.therafed.e2e.module;
