package org.therafed.e2e.kill;

/** Something that goes wrong and is over when this returns. */
record Accident(String name, Runnable course) {

  void happen() {
    course.run();
  }
}
