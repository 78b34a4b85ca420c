package org.therafed.evidence.disclosure;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.therafed.evidence.partial.Method;

/** A response rate as published. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public final class DisclosedResponse implements DisclosedResult {
  private final long n;
  private final int sites;
  private final DisclosedProportion rate;
  private final Method method;

  DisclosedResponse(long n, int sites, DisclosedProportion rate, Method method) {
    this.n = n;
    this.sites = sites;
    this.rate = rate;
    this.method = method;
  }

  /** Assessed people, rounded. */
  public long n() {
    return n;
  }

  /** Contributing sites. */
  public int sites() {
    return sites;
  }

  /** Responders among them, with an exact interval or wider. */
  public DisclosedProportion rate() {
    return rate;
  }

  /** What was computed. */
  public Method method() {
    return method;
  }

  @Override
  public String kind() {
    return "response";
  }
}
