/**
 * The messages of a question that sites answer with sums instead of records: {@code
 * docs/federated-questions.md}.
 */
package org.therafed.profiles.federated;
