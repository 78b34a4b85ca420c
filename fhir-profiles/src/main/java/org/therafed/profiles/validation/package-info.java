/** Findings as values: what is wrong, where, by which rule, in English and Chinese. */
package org.therafed.profiles.validation;
