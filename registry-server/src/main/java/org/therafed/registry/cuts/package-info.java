/** Frozen data cuts: what a question's figures are as of. */
package org.therafed.registry.cuts;
