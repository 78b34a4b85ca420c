package org.therafed.runtime.login;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;

/** The path template of a route, by which rules name it. */
public final class RouteTemplate {

  private RouteTemplate() {}

  /** As written in the annotations of a resource method, e.g. {@code /console/sites/{site}}. */
  public static String of(ResourceInfo route) {
    String path = path(route.getResourceClass().getAnnotation(Path.class));
    String below = path(route.getResourceMethod().getAnnotation(Path.class));
    String whole = path + below;
    return whole.isEmpty() ? "/" : whole;
  }

  private static String path(Path annotation) {
    String value = annotation == null ? "" : annotation.value().replaceAll("^/+|/+$", "");
    return value.isEmpty() ? "" : "/" + value;
  }
}
