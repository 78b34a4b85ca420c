package org.therafed.registry.onboarding;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A hospital's registration. {@link SiteLifeCycle} changes its state. */
@Entity
@Table(name = "site")
public class Site {

  @Id private String id;
  private String name;

  private String status;

  @Column(name = "registered_at")
  private Instant registeredAt;

  protected Site() {}

  Site(String id, String name, SiteState state, Instant registeredAt) {
    this.id = id;
    this.name = name;
    this.status = state.code();
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
}
