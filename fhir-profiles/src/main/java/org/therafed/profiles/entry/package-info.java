/**
 * Answers to a module's Questionnaire as records: the rows that a hospital's tables would say the
 * same by. One path leads from both to resources, so that they are the same records.
 */
package org.therafed.profiles.entry;
