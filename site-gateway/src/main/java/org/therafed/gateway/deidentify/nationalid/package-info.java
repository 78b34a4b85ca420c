/**
 * Which national ids may link a person across hospitals. Fail closed: a placeholder or a mistyped
 * id would make two people one, so whatever is doubtful links nobody.
 */
package org.therafed.gateway.deidentify.nationalid;
