package org.therafed.registry.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.therafed.profiles.identifier.SiteId;

/** Who sends the present request; set by {@link AccessFilter} only. */
@RequestScoped
public class Caller {

  private SiteId site;
  private SiteId claimed;
  private String key = "";
  private String person;
  private List<String> grants = List.of();
  private final Set<String> projects = new TreeSet<>();
  private String asked;

  /** The site of a route with rule {@code SITE}. */
  public SiteId site() {
    if (site == null) {
      throw new IllegalStateException("The route's rule is not SITE.");
    }
    return site;
  }

  /** The site, where one has proved itself. */
  public Optional<SiteId> known() {
    return Optional.ofNullable(site);
  }

  /** The live site that somebody says to be who has not proved it. */
  public Optional<SiteId> claimed() {
    return Optional.ofNullable(claimed);
  }

  /** Notes whom somebody says to be. */
  public void claim(SiteId site) {
    claimed = site;
  }

  /** Thumbprint of the key that the site signed this request with, on {@code SITE_KEY} routes. */
  public String key() {
    return key;
  }

  /** Account name of the person, on routes for persons. */
  public String person() {
    if (person == null) {
      throw new IllegalStateException("The route's rule is none for persons.");
    }
    return person;
  }

  /** Ids of the row-level grants by which the person reads records in this request. */
  public List<String> grants() {
    return grants;
  }

  /** Notes by which grants the person reads, for the audit trail. */
  public void readBy(List<String> inForce) {
    grants = List.copyOf(inForce);
  }

  /** Ids of the projects under which the person asks in this request. */
  public List<String> projects() {
    return List.copyOf(projects);
  }

  /** Notes under which project the person asks, for the audit trail. */
  public void askUnder(String project) {
    projects.add(project);
  }

  /** What was asked by a body instead of an address, for the audit trail. */
  public Optional<String> asked() {
    return Optional.ofNullable(asked);
  }

  /** Notes the address by which the same would be asked. */
  public void ask(String address) {
    asked = address;
  }

  void setPerson(String name) {
    this.person = name;
  }

  void setSite(SiteId site) {
    this.site = site;
  }

  void setProof(SiteProof proof) {
    this.site = proof.site();
    this.key = proof.key();
  }
}
