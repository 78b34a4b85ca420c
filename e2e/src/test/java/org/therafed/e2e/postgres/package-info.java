/** Both applications on a PostgreSQL that somebody else runs. */
package org.therafed.e2e.postgres;
