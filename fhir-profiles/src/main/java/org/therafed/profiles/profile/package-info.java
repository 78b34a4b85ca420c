/**
 * The profiles as one declarative table: what a resource may hold (validation) and what of it
 * leaves a site (de-identification). Both are driven by the same rows, so that they cannot
 * disagree.
 */
package org.therafed.profiles.profile;
