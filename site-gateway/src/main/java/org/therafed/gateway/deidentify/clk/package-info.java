/**
 * Cryptographic long-term keys: a person's name, birth date and sex as bits that can be compared
 * and not read, for persons whom no national id links.
 */
package org.therafed.gateway.deidentify.clk;
