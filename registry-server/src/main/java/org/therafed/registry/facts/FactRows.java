package org.therafed.registry.facts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.therafed.profiles.projection.AdministrationFact;
import org.therafed.profiles.projection.AstctFact;
import org.therafed.profiles.projection.BiomarkerFact;
import org.therafed.profiles.projection.CellInfusionFact;
import org.therafed.profiles.projection.CellProductFact;
import org.therafed.profiles.projection.CompanionFact;
import org.therafed.profiles.projection.CostFact;
import org.therafed.profiles.projection.CourseFact;
import org.therafed.profiles.projection.CoverageFact;
import org.therafed.profiles.projection.CycleFact;
import org.therafed.profiles.projection.DeathCauseFact;
import org.therafed.profiles.projection.DecisionFact;
import org.therafed.profiles.projection.DoseFact;
import org.therafed.profiles.projection.Fact;
import org.therafed.profiles.projection.ImagingFact;
import org.therafed.profiles.projection.LesionFact;
import org.therafed.profiles.projection.MeasurementFact;
import org.therafed.profiles.projection.PatientFact;
import org.therafed.profiles.projection.ProcedureFact;
import org.therafed.profiles.projection.QualityOfLifeFact;
import org.therafed.profiles.projection.ResponseFact;
import org.therafed.profiles.projection.SettlementFact;
import org.therafed.profiles.projection.SurvivalFact;
import org.therafed.profiles.projection.ToxicityFact;
import org.therafed.profiles.projection.TransfusionFact;

/** Facts as rows of JSON, grouped by table: one statement writes all rows of a table. */
public final class FactRows {

  private final Map<FactTable, ArrayNode> rows = new EnumMap<>(FactTable.class);

  /**
   * Rows of facts.
   *
   * @param bySource facts by the id of the resource they were made of
   */
  public static FactRows of(String site, Map<String, List<Fact>> bySource) {
    FactRows result = new FactRows();
    bySource.forEach((source, facts) -> facts.forEach(fact -> result.add(site, source, fact)));
    return result;
  }

  /** Rows by table; a table without rows is absent. */
  public Map<FactTable, ArrayNode> byTable() {
    return rows;
  }

  private void add(String site, String source, Fact fact) {
    add(FactTable.of(fact), site, source, fact);
  }

  private void add(FactTable table, String site, String source, Fact fact) {
    ObjectNode row =
        rows.computeIfAbsent(table, none -> JsonNodeFactory.instance.arrayNode()).addObject();
    row.put("fact_id", source);
    row.put("site", site);
    row.put("patient_id", fact.patientId());
    fill(row, fact);
  }

  private static void fill(ObjectNode row, Fact fact) {
    if (fact instanceof PatientFact f) {
      row.put("sex", f.sex()).put("birth_year", f.birthYear());
      row.put("aged_90_plus", f.aged90Plus()).put("region", f.region());
    } else if (fact instanceof CourseFact f) {
      row.put("module", f.module()).put("arm", f.arm()).put("modality", f.modality());
      row.put("started_on", text(f.startedOn())).put("ended_on", text(f.endedOn()));
      row.put("start_known", text(f.startKnown()));
      row.put("line", f.line()).put("status", f.status()).put("index_quarter", f.indexQuarter());
      row.put("module_version", f.moduleVersion());
    } else if (fact instanceof CycleFact f) {
      row.put("course_id", f.courseId()).put("number", f.number());
      row.put("status", f.status()).put("happened_on", text(f.on()));
    } else if (fact instanceof DecisionFact f) {
      row.put("module", f.module()).put("pathway", f.pathway());
      row.put("decided_on", text(f.decidedOn()));
    } else if (fact instanceof AdministrationFact f) {
      row.put("cycle_id", f.cycleId()).put("administered_at", text(f.at()));
      row.put("product", f.product()).put("radionuclide", f.radionuclide());
      row.put("activity_mbq", f.activityMbq());
      row.put("administered_on", text(f.at().toLocalDate()));
    } else if (fact instanceof ResponseFact f) {
      row.put("criterion", f.criterion()).put("category", f.category());
      row.put("best", f.best()).put("assessed_on", text(f.assessedOn()));
    } else if (fact instanceof SurvivalFact f) {
      row.put("dead", f.dead()).put("known_on", text(f.on()));
      row.put("follow_up_age_days", f.followUpAgeDays());
    } else if (fact instanceof ToxicityFact f) {
      row.put("term_code", f.termCode()).put("term", f.term()).put("grade", f.grade());
      row.put("scale", f.scale()).put("onset_on", text(f.onsetOn()));
      row.put("resolved_on", text(f.resolvedOn())).put("fatal_outcome", f.fatalOutcome());
    } else if (fact instanceof BiomarkerFact f) {
      row.put("loinc", f.loinc()).put("value", f.value()).put("unit", f.unit());
      row.put("comparator", f.comparator()).put("taken_on", text(f.on()));
    } else if (fact instanceof DoseFact f) {
      row.put("organ", f.organ()).put("gray", f.gray()).put("measured_on", text(f.on()));
    } else if (fact instanceof CostFact f) {
      row.put("course_id", f.courseId()).put("component", f.component());
      row.put("amount", f.amount()).put("currency", f.currency());
      row.put("price_year", f.priceYear()).put("charged_on", text(f.on()));
    } else if (fact instanceof ImagingFact f) {
      row.put("modalities", String.join(",", f.modalities()));
      row.put("started_at", text(f.startedAt()));
      row.put("series", f.series()).put("instances", f.instances());
    } else {
      fillFinding(row, fact);
    }
  }

  private static void fillFinding(ObjectNode row, Fact fact) {
    if (fact instanceof ProcedureFact f) {
      row.put("kind", f.kind()).put("ongoing", f.ongoing());
      row.put("started_on", text(f.startedOn())).put("ended_on", text(f.endedOn()));
    } else if (fact instanceof DeathCauseFact f) {
      row.put("cause", f.cause()).put("died_on", text(f.on()));
    } else if (fact instanceof LesionFact f) {
      row.put("role", f.role()).put("nodal", f.nodal());
    } else if (fact instanceof MeasurementFact f) {
      row.put("lesion_id", f.lesionId()).put("measure", f.measure());
      row.put("value", f.value()).put("unit", f.unit()).put("measured_on", text(f.on()));
    } else if (fact instanceof TransfusionFact f) {
      row.put("component", f.component()).put("given_on", text(f.on()));
    } else if (fact instanceof AstctFact f) {
      row.put("celsius", f.celsius()).put("fever_treated", f.feverTreated());
      row.put("hypotension", f.hypotension()).put("oxygen", f.oxygen());
      row.put("ice_score", f.iceScore()).put("consciousness", f.consciousness());
      row.put("seizure", f.seizure()).put("motor_weakness", f.motorWeakness());
      row.put("oedema", f.oedema());
    } else {
      fillRest(row, fact);
    }
  }

  private static void fillRest(ObjectNode row, Fact fact) {
    if (fact instanceof CompanionFact f) {
      row.put("stratum", f.stratum()).put("coded", f.coded()).put("value", f.value());
      row.put("unit", f.unit()).put("comparator", f.comparator());
      row.put("observed_on", text(f.on()));
    } else if (fact instanceof CellProductFact f) {
      row.put("material", f.material()).put("source", f.source());
      row.put("parents", String.join(",", f.parentIds()));
      row.put("collected_on", text(f.collectedOn()));
      row.put("dose", f.dose()).put("dose_unit", f.doseUnit());
      row.put("viability_percent", f.viabilityPercent()).put("vector_copies", f.vectorCopies());
      row.put("transduction_percent", f.transductionPercent());
    } else if (fact instanceof CellInfusionFact f) {
      row.put("cell_product_id", f.cellProductId()).put("given_on", text(f.on()));
    } else if (fact instanceof SettlementFact f) {
      row.put("group_system", f.groupSystem()).put("payment_group", f.group());
      row.put("total", f.total()).put("benefit", f.benefit()).put("currency", f.currency());
      row.put("from_on", text(f.from())).put("to_on", text(f.to()));
    } else if (fact instanceof CoverageFact f) {
      row.put("payer_class", f.payerClass());
      row.put("from_on", text(f.from())).put("to_on", text(f.to()));
    } else if (fact instanceof QualityOfLifeFact f) {
      row.put("instrument", f.instrument()).put("mobility", f.mobility());
      row.put("self_care", f.selfCare()).put("usual_activities", f.usualActivities());
      row.put("pain_discomfort", f.painDiscomfort());
      row.put("anxiety_depression", f.anxietyDepression()).put("vas", f.vas());
      row.put("utility", f.utility()).put("value_set", f.valueSet());
      row.put("answered_on", text(f.on()));
    }
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }
}
