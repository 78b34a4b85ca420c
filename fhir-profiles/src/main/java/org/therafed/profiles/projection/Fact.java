package org.therafed.profiles.projection;

/** One row for questions, made of one version of one resource. Ids are de-identified ids. */
public sealed interface Fact
    permits PatientFact,
        CourseFact,
        CycleFact,
        DecisionFact,
        AdministrationFact,
        ResponseFact,
        SurvivalFact,
        ToxicityFact,
        BiomarkerFact,
        DoseFact,
        CostFact,
        ImagingFact,
        LesionFact,
        MeasurementFact,
        TransfusionFact,
        ProcedureFact,
        CompanionFact,
        SettlementFact,
        CoverageFact,
        QualityOfLifeFact,
        DeathCauseFact,
        CellProductFact,
        CellInfusionFact,
        AstctFact {
  /** The de-identified id of the patient. */
  String patientId();
}
