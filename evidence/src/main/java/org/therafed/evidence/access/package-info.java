/** Who gets the treatment, when, and what is lost on the way. */
package org.therafed.evidence.access;
