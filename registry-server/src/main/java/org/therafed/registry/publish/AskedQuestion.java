package org.therafed.registry.publish;

/**
 * A question as somebody asks it, not read yet.
 *
 * @param kind response, survival, slope, toxicity or cost
 * @param module id of a therapy module
 * @param arm treated, standard-care or untreated
 * @param endpoint the module's endpoint; null for the kind's usual one
 * @param level confidence level, 0.95 or 0.999
 * @param cut name of a frozen data cut; null for the newest
 */
public record AskedQuestion(
    String kind, String module, String arm, String endpoint, double level, String cut) {}
