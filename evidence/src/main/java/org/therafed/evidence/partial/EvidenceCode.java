package org.therafed.evidence.partial;

/**
 * Every fault of this library, by code. The codes are stable: logs, metrics and documentation refer
 * to them.
 */
public enum EvidenceCode {
  SITE_MISSING(
      "EV-ROW-001",
      "A row without a site label",
      "a non-empty site label",
      "Name the site that holds the row."),
  GROUP_UNLABELLED(
      "EV-GROUP-001",
      "A row without a group label",
      "a non-empty group label",
      "Name the group or leave the row out."),
  COUNT_IMPOSSIBLE(
      "EV-ROW-002",
      "A count of %s",
      "a consistent count, 0 or more",
      "Correct the counts at their source."),
  LABEL_MISSING(
      "EV-ROW-003",
      "A row without a %s",
      "a non-empty label",
      "Name one, the same for all rows if there is one only."),
  CAUSE_UNKNOWN(
      "EV-EVENT-001",
      "An event code of %s",
      "0 (censored) or the number of a declared cause",
      "Declare the cause or correct the code."),
  EXPOSURE_IMPOSSIBLE(
      "EV-RATE-001",
      "An exposure of %s days",
      "a time from 0.000001 days to one life",
      "Leave out persons who were not observed."),
  TIME_NOT_FINITE(
      "EV-TIME-001",
      "A time of %s days",
      "a finite number of days",
      "Leave out persons without a known time."),
  TIME_NEGATIVE(
      "EV-TIME-002", "A time of %s days", "0 or more", "Correct the start date or the end date."),
  ENTRY_NOT_BEFORE_TIME(
      "EV-TIME-003",
      "A risk interval of %s days",
      "an entry before its end (both 0 is allowed)",
      "Leave out persons who were never at risk."),
  GRADE_OUT_OF_RANGE(
      "EV-GRADE-001", "A CTCAE grade of %s", "1 to 5", "Leave out terms that did not occur."),
  TERM_MISSING(
      "EV-GRADE-002", "An adverse event without a term", "a CTCAE term code", "Code the event."),
  COST_NOT_FINITE(
      "EV-COST-001",
      "A cost of %s",
      "a finite amount",
      "Correct the amount or leave the course out."),
  COST_UNIT_MIXED(
      "EV-COST-002", "Costs in %s", "one currency and one price year", "Convert before merging."),
  COST_INTERVALS(
      "EV-COST-004",
      "Cost intervals with %s",
      "one declaration: increasing limits from 0 to the horizon, an amount for each",
      "Send the same question to every source."),
  COST_FRAME(
      "EV-COST-005",
      "A cost question with %s",
      "perspective, horizon, discount rates, price year, currency and utilities up to 1",
      "Declare all of them, and correct what is impossible at its source."),
  COST_BINS(
      "EV-COST-006",
      "Cost bins with %s",
      "one declaration of two or more increasing edges",
      "Correct the question."),
  TARIFF_IMPOSSIBLE(
      "EV-COST-007",
      "A tariff with %s",
      "one finite payment of a code on a day, in one version",
      "Correct the table."),
  COST_BEFORE_INDEX(
      "EV-COST-009",
      "A cost dated %s days from the index date",
      "costs from the index date on",
      "Begin the course at its first cost, or date what was spent before at day 0."),
  COST_FRAME_MIXED(
      "EV-COST-008",
      "Costs declared as %s",
      "one perspective, horizon, discounting and price year",
      "Compute both under one declaration."),
  COST_COMPONENT_MISSING(
      "EV-COST-003", "A cost without a component name", "a component name", "Name the component."),
  LEVEL_OUT_OF_RANGE(
      "EV-LEVEL-001", "A confidence level of %s", "a value between 0 and 1", "Use 0.95, say."),
  PROBABILITY_OUT_OF_RANGE(
      "EV-LEVEL-002", "A probability of %s", "a value between 0 and 1", "Use 0.5 for the median."),
  INTERVAL_IMPOSSIBLE(
      "EV-LEVEL-003", "An interval of %s", "finite limits in order", "Report this as a defect."),
  SERIES_IMPOSSIBLE(
      "EV-SERIES-001",
      "A person's series with %s",
      "finite values at increasing declared visits or times",
      "Correct the series at its source or leave the person out."),
  ESTIMATE_NOT_FINITE(
      "EV-RESULT-001", "An estimate of %s", "a finite number or none", "Report this as a defect."),
  CLUSTER_IMPOSSIBLE(
      "EV-CLUSTER-001",
      "Clusters with %s",
      "declared labels, each once, and the robust variance",
      "Declare all clusters before the first round."),
  GRID_IMPOSSIBLE(
      "EV-TIME-010",
      "A time grid with %s",
      "a step above 0 up to 45,000 days and at most a million points",
      "Declare the step in days."),
  ASSESSMENT_IMPOSSIBLE(
      "EV-TIME-011",
      "An assessment interval of %s days",
      "finite times of 0 or more, the last without the event not after the first with it",
      "Correct the dates of assessment."),
  FOLLOW_UP_IMPOSSIBLE(
      "EV-TIME-012",
      "A follow-up of %s days",
      "finite times of 0 or more, observed no longer than to the data cut",
      "Correct the data cut or the last date known alive."),
  TIME_BEYOND_LIFE(
      "EV-TIME-013",
      "A time of more than %s days",
      "a time within one life, in days",
      "Correct the dates, or the unit."),
  PARTIAL_UNREADABLE(
      "EV-PARTIAL-001",
      "A partial that is %s",
      "a partial as this library writes it",
      "Send it again."),
  PARTIAL_VERSION(
      "EV-PARTIAL-002",
      "A partial of %s",
      "the kind and version asked for",
      "Update the older party."),
  ROUND_SUM_NOT_FINITE(
      "EV-ROUND-001", "A sum of %s", "finite sums", "Correct the covariates at their source."),
  ROUND_SHAPE(
      "EV-ROUND-002",
      "Answers of %s",
      "answers of the shape the model asks for",
      "Update the older party."),
  ROUND_REQUEST(
      "EV-ROUND-003",
      "A round of %s",
      "the approved model at a version and stage this library knows",
      "Ask for the approved question, or update the older party."),
  ROUND_TOO_MANY(
      "EV-ROUND-004",
      "Round %s",
      "a round within the number agreed, each asked once and in order",
      "Approve a new question."),
  ROUND_COVARIATES(
      "EV-ROUND-005",
      "Covariates of %s terms",
      "the list fixed when the question was approved",
      "Approve a question with these covariates."),
  ROUND_PARAMETERS(
      "EV-ROUND-006",
      "%s",
      "at most one parameter for every ten events at the site",
      "Ask with fewer covariates, or without this site."),
  ROUND_NOT_DERIVED(
      "EV-ROUND-007",
      "Parameters that differ from those re-derived here (parameter %s)",
      "the step that the totals shown lead to",
      "Show the total of every round as it was; a step of any other origin is refused."),
  ROUND_FEW_SITES(
      "EV-ROUND-008",
      "%s answering sites",
      "at least the number the sites agreed on, 3 or more",
      "Wait for more sites, or pool published estimates instead."),
  ROUND_PROTOCOL(
      "EV-ROUND-009",
      "A message of %s",
      "a message of this protocol at a version this library knows",
      "Update the older party."),
  ROUND_NOT_POOLED(
      "EV-ROUND-010",
      "Masked rounds of a fit with %s",
      "sums over all sites only",
      "Leave out terms by site and clusters, or share the counts unmasked where the sites agree."),
  ROUND_TOTAL(
      "EV-ROUND-011",
      "A total shown with %s",
      "a total that holds this site's own answer, with the same counts in every round",
      "Show the total of every round as it was."),
  ROUND_REACH(
      "EV-ROUND-012",
      "Parameters that set persons here apart by more than %s",
      "effects that no step function can be made of",
      "Leave out a term that separates those with from those without the event."),
  MASK_OVERFLOW(
      "EV-MASK-001",
      "A sum of %s",
      "sums within the range the sites agreed on",
      "Agree on a wider range, or scale the covariates."),
  MASK_PEERS(
      "EV-MASK-002",
      "Masking with %s",
      "the same distinct sites at every party, this site among them",
      "Agree on the answering sites and their keys anew."),
  COVARIATE_IMPOSSIBLE(
      "EV-COVARIATE-001",
      "A covariate of %s",
      "a finite number, or a level that the model names",
      "Impute or leave out what is missing, and declare every level."),
  COVARIATE_DESIGN(
      "EV-COVARIATE-002",
      "Covariates with %s",
      "distinct names and at least one level beside the reference",
      "Correct the declared covariates."),
  WEIGHT_IMPOSSIBLE(
      "EV-WEIGHT-001",
      "A weight of %s",
      "a finite weight, 0 or more",
      "Truncate or leave out such rows."),
  SITE_UNDECLARED(
      "EV-ROW-010",
      "A row of a site that the model does not name (%s declared)",
      "one of the declared sites",
      "Declare all sites before the first round."),
  SITE_TWICE(
      "EV-POOL-001",
      "Two estimates of one site (%s)",
      "one estimate per site",
      "Pool within the site first."),
  SITE_ESTIMATE_IMPOSSIBLE(
      "EV-POOL-002",
      "An estimate with standard error %s",
      "both finite, the standard error between 1e-50 and 1e50",
      "Leave out sites whose estimate could not be made, and say so."),
  RATIO_IMPOSSIBLE(
      "EV-RATIO-001",
      "A ratio of %s",
      "a finite ratio above 0",
      "Pass the ratio itself, not its logarithm."),
  DECLARATION_IMPOSSIBLE(
      "EV-MODEL-001",
      "A declaration of %s",
      "a value the method can work with",
      "Correct the declared option."),
  GRADING_MIXED(
      "EV-AE-001",
      "Adverse events graded by %s",
      "the one grading scheme and version of the question",
      "Report each scheme apart."),
  EVENT_OUTSIDE_EXPOSURE(
      "EV-AE-002",
      "An adverse event on day %s",
      "a day within the person's time at risk, resolved not before it began",
      "Correct the dates, or leave out events after the end of observation."),
  EXPOSURE_NOT_POSITIVE(
      "EV-AE-003",
      "A time at risk of %s days",
      "a finite time above 0",
      "Leave out persons who were never at risk."),
  CATEGORY_UNKNOWN(
      "EV-RESP-001",
      "A response category %s",
      "a category that the endpoint declares",
      "Declare it, or map it at its source."),
  OBSERVATION_IMPOSSIBLE(
      "EV-RESP-002", "An observation of %s", "finite numbers", "Leave out what was not measured."),
  ENDPOINT_IMPOSSIBLE(
      "EV-RESP-003", "An endpoint with %s", "a complete definition", "Correct the definition."),
  DOSE_IMPOSSIBLE(
      "EV-DOSE-001",
      "A dose or activity of %s",
      "a finite number, 0 or more",
      "Give an unknown cycle as missing, not as a number."),
  DOSE_MODEL_IMPOSSIBLE(
      "EV-DOSE-002", "A dose question with %s", "a complete question", "Correct the question."),
  DEFINITION_MIXED(
      "EV-PARTIAL-010",
      "Partials made for %s",
      "one definition: names, units, bands and rules alike",
      "Send the same question to every source."),
  STAGE_UNKNOWN(
      "EV-ACCESS-001",
      "A stage %s",
      "a stage that the question declares",
      "Declare it, or map it at its source."),
  DAYS_REVERSED(
      "EV-ACCESS-002",
      "Days of %s",
      "days that do not run backwards",
      "Correct the dates at their source."),
  BANDS_IMPOSSIBLE(
      "EV-ACCESS-003", "Bands with %s", "finite, increasing edges", "Correct the question."),
  GROUP_MISSING(
      "EV-ACCESS-004",
      "A person without a value of %s",
      "a value for each declared dimension",
      "Use a value of its own, such as unknown."),
  CONTRACT_IMPOSSIBLE(
      "EV-CONTRACT-001",
      "A contract with %s",
      "rules with days, window, and shares of at most 1 in total",
      "Correct the definition."),
  KIDNEY_INPUT(
      "EV-KIDNEY-001",
      "A value of %s",
      "creatinine within 0.05 to 50 mg/dL (4.42 to 4420 µmol/L) and an age of 18 to 120 years",
      "Check the unit; CKD-EPI 2021 is for adults."),
  POLICY_LOOSER(
      "EV-POLICY-001",
      "A disclosure policy with %s",
      "the default or stricter",
      "Tighten, never loosen."),
  COHORT_IMPOSSIBLE(
      "EV-COHORT-001",
      "A cohort with %s",
      "an arm within its cohort",
      "Pass the arm's own cohort.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  EvidenceCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  /** The stable code, such as {@code EV-TIME-002}. */
  public String code() {
    return code;
  }

  /**
   * The fault, ready to throw.
   *
   * @param value the offending value: a number or a technical word, never an identifier of a person
   */
  public EvidenceFault with(Object value) {
    return new EvidenceFault(this, message(value), null);
  }

  /** The fault with its technical cause. */
  public EvidenceFault causedBy(Throwable cause, Object value) {
    return new EvidenceFault(this, message(value), cause);
  }

  private String message(Object value) {
    return code
        + " "
        + found.replace("%s", String.valueOf(value))
        + "; "
        + needed
        + " needed. "
        + remedy;
  }
}
