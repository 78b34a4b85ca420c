package org.therafed.gateway.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Patient;
import org.jboss.logging.Logger;
import org.therafed.dicom.convert.IdentifiedBundle;
import org.therafed.dicom.convert.PatientKey;
import org.therafed.gateway.convert.Conversion;
import org.therafed.gateway.convert.ResourceJson;
import org.therafed.gateway.database.DatabaseFault;
import org.therafed.gateway.deidentify.DeidentifiedBundle;
import org.therafed.gateway.deidentify.Deidentifier;
import org.therafed.gateway.deidentify.pseudonym.Subject;
import org.therafed.gateway.fault.ServiceCode;
import org.therafed.gateway.fault.StorageCode;
import org.therafed.gateway.trace.Traces;
import org.therafed.gateway.validate.RecordValidation;
import org.therafed.profiles.outcome.Fault;
import org.therafed.profiles.outcome.Reason;

/**
 * The stages that need no database, one after the other, each in its span. A stage yields its value
 * or the reasons why there is none; whatever goes wrong, nothing goes on untreated.
 */
@Singleton
class Stages {

  private static final Logger LOG = Logger.getLogger(Stages.class);

  private final Conversion conversion;
  private final Deidentifier deidentifier;
  private final RecordValidation validation;
  private final Traces traces;

  @Inject
  Stages(
      Conversion conversion,
      Deidentifier deidentifier,
      RecordValidation validation,
      Traces traces) {
    this.conversion = conversion;
    this.deidentifier = deidentifier;
    this.validation = validation;
    this.traces = traces;
  }

  /** A value, or why there is none. */
  record Result<T>(Optional<T> value, List<Reason> reasons) {
    static <T> Result<T> of(T value) {
      return new Result<>(Optional.of(value), List.of());
    }

    static <T> Result<T> none(List<Reason> reasons) {
      return new Result<>(Optional.empty(), reasons);
    }
  }

  Result<IdentifiedBundle> convert(Item item, PatientKey person) {
    return guarded(
        "convert",
        item,
        () ->
            item.complete()
                ? Result.of(conversion.convert(item.kept(), person))
                : Result.none(List.of(StorageCode.DROPPED.reason())));
  }

  Result<DeidentifiedBundle> deidentify(Item item, IdentifiedBundle bundle, Subject subject) {
    return guarded(
        "deidentify",
        item,
        () ->
            Result.of(
                deidentifier.records(
                    ResourceJson.of(bundle), subject, Conversion.localPatient(bundle))));
  }

  Result<DeidentifiedBundle> validate(Item item, DeidentifiedBundle bundle) {
    return guarded(
        "validate",
        item,
        () -> {
          List<Reason> errors =
              item.undoubted() ? validation.errors(bundle) : validation.errorsOrDoubts(bundle);
          return errors.isEmpty() ? Result.of(bundle) : Result.none(errors);
        });
  }

  /** The person's Patient as it would leave, checked. */
  Result<DeidentifiedBundle> patient(Item item, ObjectNode patient, Subject subject) {
    return guarded(
        "deidentify",
        item,
        () -> {
          DeidentifiedBundle bundle =
              deidentifier.patient(
                  patient, subject, "Patient/" + patient.path("id").asText("none"));
          List<Reason> errors = validation.errors(bundle);
          return errors.isEmpty() ? Result.of(bundle) : Result.none(errors);
        });
  }

  String shiftBasis(Subject subject) {
    return deidentifier.shiftBasis(subject);
  }

  static Optional<Patient> patient(IdentifiedBundle bundle) {
    return bundle.resources(Patient.class).stream().findFirst();
  }

  private <T> Result<T> guarded(String stage, Item item, Supplier<Result<T>> work) {
    return traces.stage(
        stage,
        item.name(),
        item.traceparent(),
        span -> {
          Result<T> result = attempt(stage, item, work);
          Optional<String> code = result.reasons().stream().findFirst().map(Reason::code);
          span.outcome(code.isPresent() ? "held" : "passed", code);
          code.ifPresent(
              c -> LOG.infof("arrival=%s stage=%s outcome=held code=%s", item.name(), stage, c));
          return result;
        });
  }

  private static <T> Result<T> attempt(String stage, Item item, Supplier<Result<T>> work) {
    try {
      return work.get();
    } catch (Fault fault) {
      return Result.none(List.of(fault.reason()));
    } catch (DatabaseFault fault) {
      throw fault;
    } catch (RuntimeException e) {
      // Fail closed: a defect holds the record. The message is left out, it may quote a value.
      LOG.errorf(
          "arrival=%s stage=%s code=GW-INTAKE-003 exception=%s at=%s",
          item.name(), stage, e.getClass().getName(), place(e));
      return Result.none(List.of(ServiceCode.UNEXPECTED.reason()));
    }
  }

  private static String place(RuntimeException e) {
    StackTraceElement[] stack = e.getStackTrace();
    return stack.length == 0 ? "unknown" : stack[0].toString();
  }
}
