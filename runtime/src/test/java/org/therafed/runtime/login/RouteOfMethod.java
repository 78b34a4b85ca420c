package org.therafed.runtime.login;

import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;

/** A method of a resource class as a route, for tests of both applications. */
public record RouteOfMethod(Method method) implements ResourceInfo {
  @Override
  public Method getResourceMethod() {
    return method;
  }

  @Override
  public Class<?> getResourceClass() {
    return method.getDeclaringClass();
  }
}
