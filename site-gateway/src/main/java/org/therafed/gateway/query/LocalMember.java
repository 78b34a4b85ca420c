package org.therafed.gateway.query;

import java.util.Optional;
import org.therafed.gateway.forward.local.LocalRecords.LocalPerson;
import org.therafed.profiles.projection.Anchor;
import org.therafed.profiles.projection.CourseFact;

/**
 * A person of a question's group.
 *
 * @param course that made the index date; empty where a decision did
 */
record LocalMember(LocalPerson person, Anchor anchor, Optional<CourseFact> course) {}
