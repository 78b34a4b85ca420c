package org.therafed.gateway.fault;

import org.therafed.profiles.outcome.Reason;

/** Codes of packages from the registry. */
public enum DistributionCode implements GatewayCode {
  PACKAGES_UNREACHABLE(
      "GW-PACKAGE-001",
      "The registry does not answer with its packages.",
      "A registry of this version that knows this site is needed.",
      "Nothing: the packages that are here stay in use, and it is asked again."),
  PACKAGE_NOT_KEPT(
      "GW-PACKAGE-002",
      "A package could not be kept durably.",
      "Space in the data folder, and a folder that the gateway owns, are needed.",
      "Mend the data folder; the package that was here stays in use, and it is fetched again."),
  PACKAGE_NAME(
      "GW-PACKAGE-003",
      "Under the name of a package came another one.",
      "The package that the registry's list names is needed.",
      "Ask the registry's operator what stands between.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  DistributionCode(String code, String found, String needed, String remedy) {
    this.code = code;
    this.found = found;
    this.needed = needed;
    this.remedy = remedy;
  }

  @Override
  public Reason template() {
    return new Reason(code, found, needed, remedy);
  }
}
