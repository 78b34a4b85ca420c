package org.therafed.gateway.fault;

import java.util.Arrays;
import java.util.stream.Stream;
import org.therafed.profiles.outcome.FaultCode;

/**
 * Why a record of this gateway is held or refused, or a request is; an enum of them for each room.
 * {@code docs/errors.md}.
 */
public sealed interface GatewayCode extends FaultCode
    permits ServiceCode,
        DistributionCode,
        DicomCode,
        PullCode,
        FhirPullCode,
        FhirCode,
        Hl7Code,
        TableCode,
        WatchCode,
        ConvertCode,
        ConsentCode,
        DeidentifyCode,
        MergeCode,
        KeyCode,
        StorageCode,
        ValidateCode,
        ForwardCode,
        QueryCode,
        ConsoleCode,
        ReconciliationCode {

  /** All of them, in the order of the errors page. */
  static Stream<GatewayCode> all() {
    return Stream.<GatewayCode[]>of(
            ServiceCode.values(),
            DistributionCode.values(),
            DicomCode.values(),
            PullCode.values(),
            FhirPullCode.values(),
            FhirCode.values(),
            Hl7Code.values(),
            TableCode.values(),
            WatchCode.values(),
            ConvertCode.values(),
            ConsentCode.values(),
            DeidentifyCode.values(),
            MergeCode.values(),
            KeyCode.values(),
            StorageCode.values(),
            ValidateCode.values(),
            ForwardCode.values(),
            QueryCode.values(),
            ConsoleCode.values(),
            ReconciliationCode.values())
        .flatMap(Arrays::stream);
  }
}
