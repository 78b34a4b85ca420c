package org.therafed.registry.cohort;

import java.time.LocalDate;

/**
 * The members of an arm whose index events are of one site and month, as long as nothing of them
 * changes: whatever does gives the site and month another id.
 *
 * @param id no other state of any site and month has it
 * @param site site of the index events; empty for nobody's month, which every arm has in every cut
 * @param month first day of the month of the index dates
 * @param persons how many
 */
public record ArmMonth(long id, String site, LocalDate month, int persons) {}
