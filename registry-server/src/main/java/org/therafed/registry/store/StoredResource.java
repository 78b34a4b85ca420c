package org.therafed.registry.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;

/** The current version of a record; JSON text keeps its numbers' digits. */
@Entity
@Immutable
@Table(name = "resource")
@IdClass(StoredResource.Key.class)
public class StoredResource {

  @Id String type;
  @Id String id;
  String site;
  int version;

  @ColumnTransformer(read = "content::text")
  String content;

  @Column(name = "last_updated")
  Instant lastUpdated;

  public String type() {
    return type;
  }

  public String id() {
    return id;
  }

  public int version() {
    return version;
  }

  public String content() {
    return content;
  }

  public Instant lastUpdated() {
    return lastUpdated;
  }

  /** Composite key of a record. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    String type;
    String id;

    public Key() {}

    public Key(String type, String id) {
      this.type = type;
      this.id = id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.type.equals(type) && key.id.equals(id);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + id.hashCode();
    }
  }
}
