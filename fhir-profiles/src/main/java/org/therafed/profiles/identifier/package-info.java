/** Identifiers as types, so that a hospital's number is never taken for a pseudonym. */
package org.therafed.profiles.identifier;
