package org.therafed.dicom.net;

import java.nio.charset.StandardCharsets;

/** Who asks for an association, PS3.7 section D.3.3.7. */
public final class UserIdentity {
  /** Longest field: its length has two bytes. */
  private static final int LONGEST = 0xFFFF;

  /** Kinds of identity, PS3.7 Table D.3-14. */
  public enum Type {
    USERNAME(1),
    USERNAME_AND_PASSCODE(2),
    KERBEROS(3),
    SAML(4),
    JWT(5);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Type of(int code) {
      for (Type type : values()) {
        if (type.code == code) {
          return type;
        }
      }
      throw Faults.protocol("user identity type " + code + "; 1 to 5 needed");
    }
  }

  private final Type type;
  private final byte[] primary;
  private final byte[] secondary;
  private final boolean responseRequested;

  /**
   * An identity.
   *
   * @param type what the fields hold
   * @param primary user name in UTF-8, ticket, assertion or token; at most 65,535 bytes
   * @param secondary passcode in UTF-8; empty for the other types
   * @param responseRequested whether the acceptor shall say that it took the identity
   */
  public UserIdentity(Type type, byte[] primary, byte[] secondary, boolean responseRequested) {
    if (primary.length > LONGEST || secondary.length > LONGEST) {
      throw Faults.invalid("a user identity above " + LONGEST + " bytes");
    }
    this.type = type;
    this.primary = primary.clone();
    this.secondary = secondary.clone();
    this.responseRequested = responseRequested;
  }

  /** A user name with passcode; the acceptor shall answer. */
  public static UserIdentity passcode(String user, String passcode) {
    return new UserIdentity(
        Type.USERNAME_AND_PASSCODE,
        user.getBytes(StandardCharsets.UTF_8),
        passcode.getBytes(StandardCharsets.UTF_8),
        true);
  }

  /** A user name alone; the acceptor shall answer. */
  public static UserIdentity username(String user) {
    return new UserIdentity(
        Type.USERNAME, user.getBytes(StandardCharsets.UTF_8), new byte[0], true);
  }

  /** What the fields hold. */
  public Type type() {
    return type;
  }

  /** User name in UTF-8, ticket, assertion or token. */
  public byte[] primary() {
    return primary.clone();
  }

  /** Passcode in UTF-8; empty for other types. */
  public byte[] secondary() {
    return secondary.clone();
  }

  /** Whether the acceptor shall say that it took the identity. */
  public boolean responseRequested() {
    return responseRequested;
  }

  /** Without name and secret, for logs. */
  @Override
  public String toString() {
    return "UserIdentity[type=" + type + "]";
  }
}
