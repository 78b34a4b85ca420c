package org.therafed.profiles.module;

import org.therafed.profiles.terminology.Coding;

/**
 * An adverse event of interest that CTCAE v5 has no term for.
 *
 * @param event of the local system {@code other-event}
 * @param title in both languages
 */
public record OtherEvent(Coding event, TherapyModule.Title title) {}
