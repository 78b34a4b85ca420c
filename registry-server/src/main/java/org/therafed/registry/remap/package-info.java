/**
 * Pseudonyms that are others from now on: a site's key was rotated, or two of its patients are one.
 */
package org.therafed.registry.remap;
