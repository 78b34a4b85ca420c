package org.therafed.profiles.coherence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.therafed.profiles.distribution.PaymentTables;
import org.therafed.profiles.module.ModuleCatalog;

/**
 * The rules over several records of one person. A pure function of the current versions: the order
 * in which they came does not matter, and a later record may end a finding.
 */
public final class Coherence {
  private final CycleRules cycles;
  private final ModuleRules plan;
  private final CycleDoseRules doses;
  private final DoseScheduleRules schedules;
  private final AbsorbedDoseRules absorbed;
  private final IntervalRules intervals;
  private final PaymentRules payments;

  /**
   * Rules with the therapies that courses may name.
   *
   * @param modules what a course's indication, products, doses and cycles are held against
   */
  public Coherence(ModuleCatalog modules) {
    this(modules, PaymentTables.NONE);
  }

  /**
   * Rules with the therapies that courses may name, and the tables of what is paid.
   *
   * @param tables code tables and tariffs of the packages in use
   */
  public Coherence(ModuleCatalog modules, PaymentTables tables) {
    CourseModules known = new CourseModules(modules);
    this.cycles = new CycleRules(known);
    this.plan = new ModuleRules(known);
    this.doses = new CycleDoseRules(known);
    this.schedules = new DoseScheduleRules(known);
    this.absorbed = new AbsorbedDoseRules(known);
    this.intervals = new IntervalRules(known);
    this.payments = new PaymentRules(tables);
  }

  /**
   * What the records of one person do not say coherently.
   *
   * @param resources the current version of each, of one hospital or of several whose dates were
   *     moved alike; in any order; those taken back are left out
   * @return the findings by code and first record; empty where all is coherent
   */
  public List<Finding> findings(Collection<? extends JsonNode> resources) {
    PersonRecords records = NumberRules.bounded(resources);
    List<Finding> findings = new ArrayList<>();
    NumberRules.judge(resources, findings);
    cycles.judge(records, findings);
    plan.judge(records, findings);
    doses.judge(records, findings);
    schedules.judge(records, findings);
    absorbed.judge(records, findings);
    intervals.judge(records, findings);
    payments.judge(records, findings);
    TreatmentRules.judge(records, findings);
    DeathRules.judge(records, findings);
    CellRules.judge(records, findings);
    AgreementRules.judge(records, findings);
    findings.sort(
        Comparator.comparing(Finding::code)
            .thenComparing(finding -> String.join(",", finding.references())));
    return List.copyOf(findings);
  }
}
