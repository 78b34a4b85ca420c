package org.therafed.profiles.distribution;

import org.therafed.profiles.outcome.FaultCode;
import org.therafed.profiles.outcome.Reason;

/** Why a package cannot be used. Whoever has an earlier one goes on with that. */
public enum PackageCode implements FaultCode {
  UNREADABLE(
      "FP-PACKAGE-001",
      "The package cannot be read: {reason}.",
      "A whole package as docs/distribution.md describes is needed.",
      "Fetch it again; if it comes the same, build it anew at the registry."),
  SIGNATURE(
      "FP-PACKAGE-002",
      "The package {package} is not signed by the key {key}.",
      "A package of the registry whose key was given at onboarding is needed.",
      "Ask the registry's operator which key signs; replace the pinned key only by a hand-over."),
  FORMAT(
      "FP-PACKAGE-003",
      "The package {package} has the format {format}.",
      "A format from {least} to {most} is needed.",
      "Upgrade the program that reads it; packages of a later format need a later program."),
  FILES(
      "FP-PACKAGE-004",
      "The file {file} of the package {package} is not what its manifest says: {reason}.",
      "Exactly the files of the manifest are needed.",
      "Fetch it again; if it comes the same, build it anew at the registry."),
  OLDER(
      "FP-PACKAGE-005",
      "Version {version} of the package {package} came after version {held}.",
      "A later version, or the same one unchanged, is needed.",
      "Raise the version in the package.yaml of the registry's folder."),
  CONTENT(
      "FP-PACKAGE-006",
      "The file {file} of the package {package} cannot be used: {reason}.",
      "A file as docs/distribution.md describes for its kind is needed.",
      "Correct the file, raise the version, and hand the package out again."),
  KEY(
      "FP-PACKAGE-007",
      "The key of packages cannot be read: {reason}.",
      "An Ed25519 key in base64 is needed.",
      "Take the key from GET /admin/packages of the registry."),
  KIND(
      "FP-PACKAGE-008",
      "The package {package} is of kind {kind}, and the one in use of its name of kind {held}.",
      "A package of the same kind is needed in the place of another.",
      "Give it a name of its own in the package.yaml of the registry's folder."),
  EMPTY(
      "FP-PACKAGE-009",
      "The package {package} holds no file.",
      "At least one file {ending} is needed for its kind.",
      "Put the files into the registry's folder, or keep the version in use.");

  private final String code;
  private final String found;
  private final String needed;
  private final String remedy;

  PackageCode(String code, String found, String needed, String remedy) {
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
