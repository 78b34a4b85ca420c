package org.therafed.evidence.partial;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Name and version of a partial's JSON form. A change that an older reader would misread raises the
 * version.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PartialFormat {

  /** Name on the wire, such as {@code event-table}. */
  String kind();

  /** Version on the wire, from 1. */
  int version();
}
