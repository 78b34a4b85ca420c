package org.therafed.registry.store;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The data cut that what is stored now will belong to. */
public final class OpenCut {

  private OpenCut() {}

  /** Its number, which stays until the session's transaction ends: freezing waits for it. */
  public static Uni<Integer> number(Mutiny.Session session) {
    return session
        .createNativeQuery("select open_cut() as number", Integer.class)
        .getSingleResult();
  }
}
