package org.therafed.registry.onboarding;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A hospital's registration. */
@Entity
@Table(name = "site")
public class Site {

  private static final String LIVE = "live";
  private static final String SUSPENDED = "suspended";

  @Id private String id;
  private String name;

  private String status;

  @Column(name = "registered_at")
  private Instant registeredAt;

  protected Site() {}

  Site(String id, String name, Instant registeredAt) {
    this.id = id;
    this.name = name;
    this.status = LIVE;
    this.registeredAt = registeredAt;
  }

  public String id() {
    return id;
  }

  public String name() {
    return name;
  }

  public String status() {
    return status;
  }

  public Instant registeredAt() {
    return registeredAt;
  }

  /** From now on nothing of it is taken; what it has sent stays. */
  void suspend() {
    status = SUSPENDED;
  }

  /** Takes its records again. */
  void resume() {
    status = LIVE;
  }

  /** Whether its records are taken. */
  public boolean isLive() {
    return LIVE.equals(status);
  }
}
